"""Set the ladder of an office, from a day on; what held before stays to be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.changes import differences, token
from duban.apps.organizations.models import Jurisdiction
from duban.apps.supervision.models import Ladder
from duban.apps.supervision.queries.ladders import InForce, newest_ladder
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.cases import LADDER, LEVELS
from duban.rulebook.ladder_rules import from_json, rule_words, to_json
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid

MOST_WAITS = 60


@transaction.atomic
def set_ladder(
    *,
    jurisdiction: Jurisdiction,
    rules: Sequence[Any],
    waits: int,
    approved_levels: Sequence[str],
    since: date,
    on: date,
    seen: str | None = None,
    by: Actor,
) -> Ladder:
    """Begin a new version, or correct the one that began on the same day."""
    place = Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
    permissions.check_can(by, Permission.SET_LADDER, within=place.path)
    before = newest_ladder(place.pk)
    if seen is not None and seen != seen_of(before):
        raise Conflict("督办阶梯已被他人修改，请刷新后再改")
    if not 0 <= waits <= MOST_WAITS:
        raise Invalid(f"填 0 至 {MOST_WAITS} 的整数", "waits")
    _check_since(since, before, on)
    kept = to_json(from_json(list(rules)))
    chosen = [level.value for level in LADDER if level.value in approved_levels]
    if before.row is not None and (before.row.rules, before.waits, before.row.approved_levels) == (kept, waits, chosen):
        raise Conflict("没有改动")
    told = in_words(before)
    row = _version(place, since, {"rules": kept, "waits": waits, "approved_levels": chosen}, before.row)
    old, new = differences(told, in_words(newest_ladder(place.pk)))
    after = {"生效日期": f"{since.year}年{since.month}月{since.day}日", **new}
    recording.record("ladder.set", row, by=by, before=old, after=after, jurisdiction_path=place.path)
    return row


def in_words(ladder: InForce) -> dict[str, Any]:
    """The ladder by the Chinese names of its values, as a record keeps and a page lists it."""
    return {
        "提醒后等待": f"{ladder.waits}个工作日",
        "须领导批准": "、".join(LEVELS[level] for level in LADDER if level in ladder.approved) or "无",
        "规则": "；".join(rule_words(rule) for rule in ladder.rules) or "不自动提出",
    }


def seen_of(ladder: InForce) -> str:
    """What a form carries, and gives back."""
    return token(ladder.row) if ladder.row is not None else "usual"


def _check_since(since: date, before: InForce, on: date) -> None:
    if since > on:
        raise Invalid("最晚从今天起执行；以后的规则，到时再改", "since")
    begun = before.row.since if before.row is not None else None
    if begun is not None and since < begun:
        raise Invalid(f"不能早于现行规则的生效日期{begun:%Y-%m-%d}", "since")


def _version(place: Jurisdiction, since: date, values: dict[str, Any], in_force: Ladder | None) -> Ladder:
    if in_force is not None and in_force.since == since:
        for name, value in values.items():
            setattr(in_force, name, value)
        in_force.save(update_fields=list(values))
        return in_force
    if in_force is not None:
        in_force.until = since
        in_force.save(update_fields=["until"])
    return Ladder.objects.create(jurisdiction=place, since=since, **values)
