"""文稿模板: the office's own words for a kind, from a day on; what held before stays to be read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.dispatch.models import Wording
from duban.apps.dispatch.placeholders import check_placeholders
from duban.apps.dispatch.queries.wordings import newest_wording
from duban.apps.organizations.changes import token
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DISPATCH_KINDS, DispatchKind
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.texts import required_text

LONGEST = 20_000


@transaction.atomic
def set_wording(
    *,
    jurisdiction: Jurisdiction,
    kind: DispatchKind,
    title: str,
    text: str,
    on: date,
    seen: str | None = None,
    by: Actor,
) -> Wording:
    """Begin a version today, or correct the one that began today."""
    place = Jurisdiction.objects.select_for_update(no_key=True).get(pk=jurisdiction.pk)
    permissions.check_can(by, Permission.SET_LETTERHEAD, within=place.path)
    kind = DispatchKind(kind)
    before = newest_wording(kind, place.pk)
    if seen is not None and seen != token(before):
        raise Conflict("文稿模板已被他人修改，请刷新后再改")
    title = required_text(title, "title", "请写标题", most=200)
    text = required_text(text, "text", "请写正文", most=LONGEST)
    check_placeholders(kind, title, "title")
    check_placeholders(kind, text, "text")
    if "\n" in title:
        raise Invalid("标题写在一行", "title")
    if (before.title, before.text) == (title, text):
        raise Conflict("没有改动")
    told: dict[str, Any] = {"标题": before.title, "正文": before.text}
    row = _version(place, kind, title, text, on, before)
    after = {"文种": DISPATCH_KINDS[kind], "标题": title, "正文": text}
    recording.record("wording.set", row, by=by, before=told, after=after, jurisdiction_path=place.path)
    return row


def _version(place: Jurisdiction, kind: DispatchKind, title: str, text: str, on: date, before: Wording) -> Wording:
    if before.pk is not None and before.since == on:
        before.title, before.text = title, text
        before.save(update_fields=["title", "text"])
        return before
    if before.pk is not None:
        before.until = on
        before.save(update_fields=["until"])
    return Wording.objects.create(jurisdiction=place, kind=kind.value, title=title, text=text, since=on)
