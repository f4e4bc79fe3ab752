"""Set how an office runs its plans, from a day on; what held before stays to be read.

In: keyword arguments, `by`.  Out: the version in force. The tasks of plans that are running are judged again at once.
A version begins today or earlier, so that what is shown is always what the newest version says.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.changes import differences, token
from duban.apps.organizations.models import Jurisdiction
from duban.apps.progress.models import Practice
from duban.apps.progress.queries.practice import label_of, newest_practice
from duban.apps.progress.standing import stand_again_all
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.requests import ADJUSTMENT_KINDS, AdjustmentKind

VALUES = (
    "behind_points",
    "severe_points",
    "ahead_points",
    "opens_before",
    "review_within",
    "return_within",
    "remind_before",
    "remind_after",
    "leader_decides",
)
POINTS, DAYS, MOST_REMINDERS = range(1, 101), range(61), 5


@transaction.atomic
def set_practice(
    *,
    jurisdiction: Jurisdiction,
    since: date,
    behind_points: int,
    severe_points: int,
    ahead_points: int,
    opens_before: int,
    review_within: int,
    return_within: int,
    remind_before: Sequence[int],
    remind_after: Sequence[int],
    leader_decides: Sequence[str],
    on: date,
    by: Actor,
    seen: str | None = None,
) -> Practice:
    """Begin a new version, or correct the one that began on the same day."""
    place = Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
    permissions.check_can(by, Permission.SET_PRACTICE, within=place.path)
    before, told = _as_shown(place, seen)
    values: dict[str, Any] = {
        "behind_points": behind_points,
        "severe_points": severe_points,
        "ahead_points": ahead_points,
        "opens_before": opens_before,
        "review_within": review_within,
        "return_within": return_within,
        "remind_before": sorted(set(remind_before), reverse=True),
        "remind_after": sorted(set(remind_after)),
        "leader_decides": [one.value for one in AdjustmentKind if one.value in leader_decides],
    }
    _check_values(values)
    _check_since(since, before, on)
    if all(getattr(before, name) == value for name, value in values.items()):
        raise Conflict("没有改动")
    row = _version(place, since, values, in_force=before)
    stand_again_all(jurisdiction=place.pk)
    _record(row, told, since, by)
    return row


def _as_shown(place: Jurisdiction, seen: str | None) -> tuple[Practice, dict[str, Any]]:
    """The version in force, if it still is the one the form showed; the same in words."""
    before = newest_practice(place.pk)
    if seen is not None and seen != token(before):
        raise Conflict("督办规则已被他人修改，请刷新后再改")
    return before, in_words(before)


def _record(row: Practice, told: dict[str, Any], since: date, by: Actor) -> None:
    old, new = differences(told, in_words(row))
    after = {"生效日期": f"{since.year}年{since.month}月{since.day}日", **new}
    recording.record("practice.set", row, by=by, before=old, after=after, jurisdiction_path=row.jurisdiction.path)


def in_words(practice: Practice) -> dict[str, Any]:
    """The values by their Chinese names, as a record keeps and a page lists them."""
    return {label_of(name): _said(practice, name) for name in VALUES}


def _said(practice: Practice, name: str) -> Any:
    value = getattr(practice, name)
    if name == "leader_decides":
        return "、".join(ADJUSTMENT_KINDS[AdjustmentKind(one)] for one in value) or "无"
    return ("、".join(map(str, value)) or "不提醒") if isinstance(value, list) else value


def _version(place: Jurisdiction, since: date, values: dict[str, Any], *, in_force: Practice) -> Practice:
    if in_force.pk is not None and in_force.since == since:
        for name, value in values.items():
            setattr(in_force, name, value)
        in_force.save(update_fields=list(values))
        return in_force
    if in_force.pk is not None:
        in_force.until = since
        in_force.save(update_fields=["until"])
    return Practice.objects.create(jurisdiction=place, since=since, **values)


def _check_since(since: date, before: Practice, on: date) -> None:
    if since > on:
        raise Invalid("最晚从今天起执行；以后的规则，到时再改", "since")
    if before.since is not None and since < before.since:
        raise Invalid(f"不能早于现行规则的生效日期{before.since:%Y-%m-%d}", "since")


def _check_values(values: dict[str, Any]) -> None:
    for name in ("behind_points", "severe_points", "ahead_points"):
        if values[name] not in POINTS:
            raise Invalid("填 1 至 100 的整数", name)
    if values["severe_points"] <= values["behind_points"]:
        raise Invalid("要大于滞后的百分点", "severe_points")
    for name in ("opens_before", "review_within", "return_within"):
        if values[name] not in DAYS:
            raise Invalid("填 0 至 60 的整数", name)
    for name in ("remind_before", "remind_after"):
        if len(values[name]) > MOST_REMINDERS or any(one not in DAYS or one == 0 for one in values[name]):
            raise Invalid(f"最多 {MOST_REMINDERS} 个，每个是 1 至 60 的整数", name)
