"""Merge a unit into another from a day: what hangs on it goes along as told, its names become former names there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations import merging
from duban.apps.organizations.actions.unit_names import locked_unit
from duban.apps.organizations.actions.units import check_lasts, end_unit
from duban.apps.organizations.changes import check_unchanged
from duban.apps.organizations.labels.people import in_words
from duban.apps.organizations.models import Unit, UnitName, UnitNameKind
from duban.apps.organizations.validity import overlapping
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid


@transaction.atomic
def merge_units(
    *,
    losing: Unit,
    winning: Unit,
    since: date,
    on: date,
    chosen: Mapping[str, Collection[str]],
    by: Actor,
    basis: str = "",
    seen: tuple[str, str] | None = None,
) -> Unit:
    """`losing` exists no longer from `since`; `chosen`: keys of what moves, by part; `seen`: tokens of both."""
    pair = {unit.pk: locked_unit(unit) for unit in sorted((losing, winning), key=lambda unit: unit.pk)}
    losing, winning = pair[losing.pk], pair[winning.pk]
    check_can_merge_units(losing, winning, by)
    for unit, token in zip((losing, winning), seen or (None, None), strict=True):
        check_unchanged(unit, token)
    _check_day(losing, winning, since, on)
    about = merging.move_all(losing=losing, winning=winning, on=since, chosen=chosen, by=by)
    names = _take_names(losing, winning, since)
    if winning.parent_id == losing.pk:
        winning.parent = losing.parent
        winning.save(update_fields=["parent"])
    losing.merged_into = winning
    end_unit(losing, since)
    after = {"并入单位": winning.name, "合并日期": in_words(since), "曾用名": "、".join(names)}
    path = losing.jurisdiction.path
    about = [winning, *about]
    recording.record("unit.merged", losing, by=by, after=after, note=basis, about=about, jurisdiction_path=path)
    return winning


def check_can_merge_units(losing: Unit, winning: Unit, by: Actor) -> None:
    for unit in (losing, winning):
        permissions.check_can(by, Permission.MERGE_UNITS, within=unit.jurisdiction.path)
        check_lasts(unit)
    if losing.pk == winning.pk:
        raise Conflict("请选择两个不同的单位")
    above = winning.parent.parent if winning.parent else None
    while above is not None:
        if above.pk == losing.pk:
            raise Conflict(f"“{winning}”在“{losing}”之下隔着一级，请先调整它的上级单位")
        above = above.parent


def _check_day(losing: Unit, winning: Unit, since: date, on: date) -> None:
    if since > on:
        raise Invalid("合并日期不能晚于今天，请在合并当天办理", "since")
    for unit in (losing, winning):
        if unit.since is not None and since < unit.since:
            raise Invalid(f"合并日期不能早于“{unit}”的成立日期{in_words(unit.since)}", "since")


def _take_names(losing: Unit, winning: Unit, since: date) -> list[str]:
    """The names the losing unit has on the day lead to the winning one from then on."""
    known = set(winning.names.filter(overlapping(since, None)).values_list("name", flat=True))
    held = losing.names.filter(overlapping(since, None)).values_list("name", flat=True)
    names = [name for name in dict.fromkeys(held) if name not in known]
    UnitName.objects.bulk_create(
        [UnitName(unit=winning, name=name, kind=UnitNameKind.FORMER, since=since) for name in names]
    )
    return names
