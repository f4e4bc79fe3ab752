"""What a unit is called: a new official name from a day, further names, names no longer in use.

The old official name keeps the days it held, so that nothing of a past day changes and it can still be found.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations import naming
from duban.apps.organizations.changes import check_unchanged, locked
from duban.apps.organizations.labels.people import in_words
from duban.apps.organizations.models import Jurisdiction, Unit, UnitName, UnitNameKind
from duban.apps.organizations.validity import overlapping
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid


@transaction.atomic
def rename_unit(
    *, unit: Unit, name: str, since: date, on: date, by: Actor, basis: str = "", seen: str | None = None
) -> Unit:
    """Give the unit another official name from the day `since`, not later than today, `on`."""
    unit = _with_place(unit)
    path = unit.jurisdiction.path
    permissions.check_can(by, Permission.RENAME_UNIT, within=path)
    check_unchanged(unit, seen)
    name, old = naming.tidy(name), unit.name
    _check_exists(unit)
    _check_renaming(unit, name, since, on)
    check_name_free(name, unit.jurisdiction, since=since, unit=unit)
    unit.names.filter(kind=UnitNameKind.OFFICIAL, until__isnull=True).update(until=since)
    unit.names.create(name=name, kind=UnitNameKind.OFFICIAL, since=since)
    unit.name = name
    unit.save(update_fields=["name"])
    before, after = {"名称": old}, {"名称": name, "更名日期": in_words(since)}
    recording.record("unit.renamed", unit, by=by, before=before, after=after, note=basis, jurisdiction_path=path)
    return unit


@transaction.atomic
def add_unit_name(
    *, unit: Unit, name: str, kind: UnitNameKind, by: Actor, since: date | None = None, until: date | None = None
) -> UnitName:
    """Add a short name, a name at the door, or a former name."""
    unit = _with_place(unit)
    path = unit.jurisdiction.path
    permissions.check_can(by, Permission.ADD_UNIT_NAME, within=path)
    name = naming.tidy(name)
    if kind is UnitNameKind.OFFICIAL:
        raise Invalid("更换全称请用更名", "kind")
    if since and until and until < since:
        raise Invalid("停用日期不能早于起用日期", "until")
    if unit.names.filter(overlapping(since, until), name=name).exists():
        raise Invalid(f"“{name}”已是本单位的名称", "name")
    if kind is not UnitNameKind.FORMER:
        check_name_free(name, unit.jurisdiction, since=since, until=until, unit=unit)
    added = unit.names.create(name=name, kind=kind, since=since, until=until)
    after = {"名称": name, "类别": kind.label, "起用日期": in_words(since, ""), "停用日期": in_words(until, "")}
    recording.record("unit.name_added", unit, by=by, after=after, jurisdiction_path=path)
    return added


@transaction.atomic
def remove_unit_name(*, name: UnitName, by: Actor, until: date | None = None) -> None:
    """The name is not in use from `until` on; None: it was never right, and goes."""
    unit = _with_place(name.unit)
    path = unit.jurisdiction.path
    permissions.check_can(by, Permission.REMOVE_UNIT_NAME, within=path)
    name = locked(name)
    kind = UnitNameKind(name.kind)
    if kind is UnitNameKind.OFFICIAL:
        raise Conflict("全称不能删除，改名请用更名")
    words = {"名称": name.name, "类别": kind.label}
    if until is None:
        name.delete()
        recording.record("unit.name_removed", unit, by=by, before=words, jurisdiction_path=path)
        return
    if name.since and until < name.since:
        raise Invalid(f"停用日期不能早于起用日期{in_words(name.since)}", "until")
    name.until = until
    name.save(update_fields=["until"])
    after = words | {"停用日期": in_words(until)}
    recording.record("unit.name_ended", unit, by=by, after=after, jurisdiction_path=path)


def check_name_free(
    name: str,
    jurisdiction: Jurisdiction,
    *,
    since: date | None = None,
    until: date | None = None,
    unit: Unit | None = None,
    field: str = "name",
) -> None:
    """Refuse a name by which another unit of the place is found in that time; former names bar nobody."""
    if not name:
        raise Invalid("请填写名称", field)
    spelt = naming.spellings(name, jurisdiction.name)
    others = UnitName.objects.filter(overlapping(since, until), unit__jurisdiction=jurisdiction)
    others = others.exclude(kind=UnitNameKind.FORMER).select_related("unit")
    for other in others.exclude(unit=unit) if unit else others:
        if naming.key(other.name) in spelt:
            kind = UnitNameKind(other.kind).label
            raise Invalid(f"“{name}”已是“{other.unit}”的{kind}，不能再用", field)


def _with_place(unit: Unit) -> Unit:
    """The unit, locked, and its place, so that two units do not take one name at once."""
    Jurisdiction.objects.select_for_update().get(pk=unit.jurisdiction_id)
    return locked_unit(unit)


def locked_unit(unit: Unit) -> Unit:
    """The unit with its place, locked for whoever changes it; a round that opens may ask it meanwhile."""
    return locked(unit, "jurisdiction", "parent", "merged_into", no_key=True)


def _check_exists(unit: Unit) -> None:
    if unit.until is not None:
        raise Conflict(f"“{unit}”已自{in_words(unit.until)}起撤销，不能更名")


def _check_renaming(unit: Unit, name: str, since: date, on: date) -> None:
    if name == unit.name:
        raise Invalid("新名称与现在的名称相同", "name")
    if since > on:
        raise Invalid("更名日期不能晚于今天，请在更名当天办理", "since")
    current = unit.names.filter(kind=UnitNameKind.OFFICIAL, until__isnull=True).first()
    begun = current.since if current else unit.since
    if begun is not None and since <= begun:
        raise Invalid(f"更名日期应晚于现在的名称起用的{in_words(begun)}", "since")
