"""Units: create, change, retire from a day, delete. Their names are `unit_names`, their merging `unit_merging`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max

from duban.apps.audit import recording
from duban.apps.organizations import merging, naming
from duban.apps.organizations.actions.unit_names import check_name_free, locked_unit
from duban.apps.organizations.changes import check_fits, check_unchanged, differences
from duban.apps.organizations.event_values import unit_values
from duban.apps.organizations.in_use import check_unused
from duban.apps.organizations.labels.people import in_words
from duban.apps.organizations.labels.units import RETIRE_INSTEAD
from duban.apps.organizations.models import Jurisdiction, Unit, UnitKind, UnitName, UnitNameKind
from duban.apps.organizations.validity import overlapping
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid


@transaction.atomic
def create_unit(
    *,
    jurisdiction: Jurisdiction,
    name: str,
    kind: UnitKind,
    by: Actor,
    short_names: Iterable[str] = (),
    parent: Unit | None = None,
    code: str = "",
    order: int | None = None,
    since: date | None = None,
) -> Unit:
    """Create a unit under its official name; `since` None: it was there before the record begins."""
    jurisdiction = Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
    permissions.check_can(by, Permission.CREATE_UNIT, within=jurisdiction.path)
    unit = Unit(jurisdiction=jurisdiction, name=naming.tidy(name), kind=kind, code=naming.tidy(code).upper())
    unit.parent, unit.since, unit.order = parent, since, _last(jurisdiction) + 1 if order is None else order
    check_name_free(unit.name, jurisdiction, since=since)
    _check_parent(unit)
    unit.save()
    names = [UnitName(unit=unit, name=unit.name, kind=UnitNameKind.OFFICIAL, since=since)]
    for short in dict.fromkeys(naming.tidy(short) for short in short_names):
        if short and short != unit.name:
            check_name_free(short, jurisdiction, since=since, field="short_names")
            names.append(_short_name(unit, short))
    UnitName.objects.bulk_create(names)
    after = unit_values(unit) | {"简称": "、".join(name.name for name in names[1:])}
    about = [parent] if parent else []
    recording.record("unit.created", unit, by=by, after=after, about=about, jurisdiction_path=jurisdiction.path)
    return unit


@transaction.atomic
def change_unit(
    *, unit: Unit, kind: UnitKind, parent: Unit | None, code: str, order: int, by: Actor, seen: str | None = None
) -> Unit:
    """Change what a unit is; its name is changed by renaming it."""
    unit = locked_unit(unit)
    path = unit.jurisdiction.path
    permissions.check_can(by, Permission.CHANGE_UNIT, within=path)
    check_unchanged(unit, seen)
    old = unit_values(unit)
    unit.kind, unit.parent, unit.code, unit.order = kind, parent, naming.tidy(code).upper(), order
    before, after = differences(old, unit_values(unit))
    if after:
        _check_parent(unit)
        unit.save(update_fields=["kind", "parent", "code", "order"])
        recording.record("unit.changed", unit, by=by, before=before, after=after, jurisdiction_path=path)
    return unit


@transaction.atomic
def retire_unit(*, unit: Unit, until: date, by: Actor, basis: str = "", seen: str | None = None) -> Unit:
    """The unit no longer exists from `until` on; its vacant posts and its seats end with it."""
    unit = locked_unit(unit)
    check_can_retire_unit(unit, by, until)
    check_unchanged(unit, seen)
    if unit.since is not None and until < unit.since:
        raise Invalid(f"撤销日期不能早于成立日期{in_words(unit.since)}", "until")
    about = merging.move_all(losing=unit, winning=None, on=until, chosen={}, by=by)
    end_unit(unit, until)
    after, path = {"撤销日期": in_words(until)}, unit.jurisdiction.path
    recording.record("unit.retired", unit, by=by, after=after, note=basis, about=about, jurisdiction_path=path)
    return unit


@transaction.atomic
def delete_unit(*, unit: Unit, by: Actor) -> None:
    """Delete a unit that nothing points to: one entered by mistake."""
    unit = locked_unit(unit)
    check_can_delete_unit(unit, by)
    before = unit_values(unit) | {"所有名称": "、".join(unit.names.values_list("name", flat=True))}
    recording.record("unit.deleted", unit, by=by, before=before, jurisdiction_path=unit.jurisdiction.path)
    unit.delete()


def check_can_delete_unit(unit: Unit, by: Actor) -> None:
    permissions.check_can(by, Permission.DELETE_UNIT, within=unit.jurisdiction.path)
    check_unused(unit, instead=RETIRE_INSTEAD)


def check_can_retire_unit(unit: Unit, by: Actor, on: date) -> None:
    """Refuse while anything would be left without an owner; each reason says what to do first."""
    permissions.check_can(by, Permission.RETIRE_UNIT, within=unit.jurisdiction.path)
    check_lasts(unit)
    left = [(part.bars.label, part.bars.count(unit, on)) for part in merging.parts() if part.bars]
    if counted := "、".join(f"{count} 个{label}" for label, count in left if count):
        raise Conflict(f"还有 {counted}，请先免职、停用或调整，或者改用合并，由其他单位承接")


def check_lasts(unit: Unit) -> None:
    """Refuse what cannot be done with a unit that was retired or merged."""
    if unit.merged_into is not None:
        raise Conflict(f"“{unit}”已自{in_words(unit.until)}起并入“{unit.merged_into}”")
    if unit.until is not None:
        raise Conflict(f"“{unit}”已自{in_words(unit.until)}起撤销")


def end_unit(unit: Unit, until: date) -> None:
    """Write the day the unit ends, also to the names it then has."""
    unit.until = until
    unit.save(update_fields=["until", "merged_into"])
    unit.names.filter(overlapping(until, None), since__gt=until).delete()
    unit.names.filter(overlapping(until, None)).update(until=until)


def _short_name(unit: Unit, name: str) -> UnitName:
    made = UnitName(unit=unit, name=name, kind=UnitNameKind.SHORT, since=unit.since)
    try:
        check_fits(made)
    except Invalid as refusal:
        raise Invalid(f"简称“{name[:20]}…”：{refusal}", "short_names") from refusal
    return made


def _last(jurisdiction: Jurisdiction) -> int:
    return Unit.objects.filter(jurisdiction=jurisdiction).aggregate(last=Max("order"))["last"] or 0


def _check_parent(unit: Unit) -> None:
    """A parent is of the same place or one above, exists, and does not itself stand below the unit."""
    parent = unit.parent
    if parent is None:
        return
    if not unit.jurisdiction.path.startswith(parent.jurisdiction.path):
        raise Invalid("上级单位应在本行政区或上级行政区", "parent")
    if parent.until is not None and (unit.until is None or unit.until > parent.until):
        raise Invalid(f"“{parent}”已自{in_words(parent.until)}起撤销，不能作上级单位", "parent")
    above: Unit | None = parent
    while above is not None:
        if above.pk == unit.pk:
            raise Invalid("上级单位不能是本单位或它的下级单位", "parent")
        above = above.parent
