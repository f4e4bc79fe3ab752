"""Draft a document, write on it, throw it away: all that comes before it is signed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.dispatch.delivering import address
from duban.apps.dispatch.happenings import dispatch_voided
from duban.apps.dispatch.models import Dispatch, Letterhead
from duban.apps.dispatch.papers import check_paper, paper_of
from duban.apps.dispatch.queries.letterheads import letterhead_for
from duban.apps.organizations.changes import check_version, locked
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DISPATCH, DispatchKind, DispatchState
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.texts import optional_text, required_text

LONGEST_TEXT, LONGEST_REASON = 100_000, 500
_PRESSED_TWICE = timedelta(minutes=1)


@transaction.atomic
def draft_dispatch(
    *,
    kind: DispatchKind,
    jurisdiction: Jurisdiction,
    title: str,
    recipients: str,
    units: Collection[Unit],
    text: str,
    content: dict[str, Any] | None = None,
    note: str = "",
    copies: Collection[Unit] = (),
    letterhead: Letterhead | None = None,
    once: bool = False,
    at: datetime,
    by: Actor,
) -> Dispatch:
    """A draft under the letterhead given, or the one in use for its kind; `once`: the button was not pressed twice."""
    permissions.check_can(by, Permission.DRAFT_DISPATCH, within=jurisdiction.path)
    place = Jurisdiction.objects.select_for_update(no_key=True).get(pk=jurisdiction.pk) if once else jurisdiction
    head = letterhead or letterhead_for(DispatchKind(kind), jurisdiction)
    check_usable(head, DispatchKind(kind), jurisdiction.pk)
    row = _begun(place, head, at, by)
    row.kind, row.content = DispatchKind(kind).value, content or {}
    row.title = required_text(title, "title", "请写标题", most=200)
    row.recipients = optional_text(recipients, "recipients", most=1000)
    row.text = optional_text(text, "text", most=LONGEST_TEXT)
    row.note = optional_text(note, "note", most=100)
    if once and (same := _just_drafted(row)) is not None:
        return same
    if copies:
        row.copies_to = "，".join(filter(None, [head.copies_to, "、".join(unit.name for unit in copies)]))
    paper_of(row)
    row.save()
    address(row, units, copies, by)
    recording.record("dispatch.drafted", row, by=by, after=words_of(row), jurisdiction_path=place.path)
    return row


@transaction.atomic
def edit_dispatch(
    *,
    dispatch: Dispatch,
    title: str,
    recipients: str,
    units: Collection[Unit],
    text: str,
    copies: Collection[Unit] = (),
    note: str = "",
    copies_to: str = "",
    signatory: str = "",
    urgency: str = "",
    letterhead: Letterhead | None = None,
    content: dict[str, Any] | None = None,
    unasked: bool = False,
    at: datetime,
    seen: int | None = None,
    by: Actor,
) -> Dispatch:
    """`unasked`: saved by itself while somebody types, which is not recorded; `content` None: as it is."""
    row = locked(dispatch, "letterhead", "jurisdiction")
    check_can_edit(row, by)
    check_version(row, seen)
    values = _checked(title, recipients, text, note, copies_to, urgency)
    values["signatory"] = optional_text(signatory, "signatory", most=120) or row.letterhead.signatory
    values |= {"letterhead": letterhead or row.letterhead, "content": row.content if content is None else content}
    if letterhead is not None and letterhead.pk != row.letterhead_id:
        check_usable(letterhead, DispatchKind(row.kind), row.jurisdiction_id)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    check_paper(paper_of(row))
    readdressed = address(row, units, copies, by)
    if changed or readdressed:
        _save(row, at, *changed)
        if not unasked:
            _record_edit(row, [label_of(name) for name in changed] + ["收文单位"] * readdressed, by)
    return row


@transaction.atomic
def void_dispatch(*, dispatch: Dispatch, reason: str, at: datetime, seen: int | None = None, by: Actor) -> Dispatch:
    """A draft that is not wanted any more; it takes no number."""
    row = locked(dispatch, "letterhead", "jurisdiction")
    check_can_void(row, by)
    check_version(row, seen)
    before = {"状态": row.get_state_display()}
    row.state, row.changed_at = DispatchState.VOID.value, at
    row.void_reason = required_text(reason, "reason", "请写明为什么作废", most=LONGEST_REASON)
    row.version += 1
    row.save(update_fields=["state", "changed_at", "void_reason", "version"])
    dispatch_voided.send(sender=Dispatch, dispatch=row, at=at, by=by)
    after, path = words_of(row), row.jurisdiction.path
    recording.record(
        "dispatch.voided", row, by=by, before=before, after=after, note=row.void_reason, jurisdiction_path=path
    )
    return row


def check_can_edit(row: Dispatch, by: Actor) -> None:
    permissions.check_can(by, Permission.DRAFT_DISPATCH, within=row.jurisdiction.path)
    if row.state == DispatchState.SUBMITTED:
        raise Conflict("公文已送签，退回以后才能修改")
    if row.state != DispatchState.DRAFT:
        raise Conflict(f"公文{row.get_state_display()}，不能再修改")


def check_can_void(row: Dispatch, by: Actor) -> None:
    permissions.check_can(by, Permission.DRAFT_DISPATCH, within=row.jurisdiction.path)
    DISPATCH.check_move(DispatchState(row.state), DispatchState.VOID)


def check_usable(head: Letterhead, kind: DispatchKind, jurisdiction: int) -> None:
    """A correction goes out under any head: the one of what it corrects."""
    if head.jurisdiction_id != jurisdiction:
        raise Invalid("请选择本行政区的发文机关", "letterhead")
    if head.retired_at is not None:
        raise Invalid(f"发文机关“{head}”已停用", "letterhead")
    if kind.value not in head.kinds and kind is not DispatchKind.CORRECTION:
        raise Invalid(f"发文机关“{head}”不用于这个文种", "letterhead")


def words_of(row: Dispatch) -> dict[str, Any]:
    """What the record says of a document."""
    return {"文种": row.get_kind_display(), "标题": row.title, "主送": row.recipients, "状态": row.get_state_display()}


def label_of(name: str) -> str:
    return str(Dispatch._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _checked(title: str, recipients: str, text: str, note: str, copies_to: str, urgency: str) -> dict[str, Any]:
    return {
        "title": required_text(title, "title", "请写标题", most=200),
        "recipients": optional_text(recipients, "recipients", most=1000),
        "text": optional_text(text, "text", most=LONGEST_TEXT),
        "note": optional_text(note, "note", most=100),
        "copies_to": optional_text(copies_to, "copies_to", most=500),
        "urgency": optional_text(urgency, "urgency", most=10),
    }


def _save(row: Dispatch, at: datetime, *fields: str) -> None:
    row.changed_at = at
    row.version += 1
    row.save(update_fields=[*fields, "changed_at", "version"])


def _record_edit(row: Dispatch, named: list[str], by: Actor) -> None:
    after = {**words_of(row), "修改": "、".join(named)}
    recording.record("dispatch.edited", row, by=by, after=after, jurisdiction_path=row.jurisdiction.path)


def _begun(place: Jurisdiction, head: Letterhead, at: datetime, by: Actor) -> Dispatch:
    """A draft that says nothing yet, under its head."""
    return Dispatch(
        jurisdiction=place,
        letterhead=head,
        copies_to=head.copies_to,
        signatory=head.signatory,
        drafted_at=at,
        drafted_by=by.name,
        drafted_account_id=by.account,
        changed_at=at,
    )


def _just_drafted(row: Dispatch) -> Dispatch | None:
    """The same words by the same person a moment ago."""
    same = {name: getattr(row, name) for name in ("jurisdiction", "letterhead", "kind", "title", "recipients", "text")}
    account = {"drafted_account": row.drafted_account_id, "state": DispatchState.DRAFT.value}
    since = {"drafted_at__gte": row.drafted_at - _PRESSED_TWICE, "drafted_at__lte": row.drafted_at}
    return Dispatch.objects.filter(**same, **account, **since).first()
