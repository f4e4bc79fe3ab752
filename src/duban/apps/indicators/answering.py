"""Who answers for an indicator, as somebody enters it: the rows that say so, written, kept and taken away.

In: units, collective units, and words that ask nobody, by role.  Out: `IndicatorUnit`s; what stays keeps its row.
A collective unit that is added to a set in force becomes its members at once (`giving`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from duban.apps.indicators.models import Indicator, IndicatorUnit
from duban.apps.organizations.changes import check_fits
from duban.apps.organizations.models import Unit, UnitGroup
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Invalid
from duban.rulebook.tasks import ROLE_LABELS, ResponsibilityRole

Answering = Unit | UnitGroup | str
By = Mapping[ResponsibilityRole, Sequence[Answering]]
Key = tuple[str, int | str]
FIELD_OF = {ResponsibilityRole.LEAD: "lead", ResponsibilityRole.SUPPORT: "support"}


def write_units(indicator: Indicator, wanted: By, by: Actor) -> bool:
    """Make the rows what is wanted, and say whether anything changed; a role not named here stays as it is.

    Nobody is named whom `by` does not see; who was named before stays."""
    _check_once(wanted)
    rows = indicator.units.filter(through=None, role__in=[role.value for role in wanted])
    kept = {(row.role, key_of_row(row)): row for row in rows}
    new, moved = [], []
    for role, answering in wanted.items():
        for order, one in enumerate(dict.fromkeys(answering), 1):
            row = kept.pop((role.value, key_of(one)), None)
            if row is None:
                new.append(_row(indicator, role, one, order))
            elif row.order != order:
                row.order = order
                moved.append(row)
    for row in new:
        check_fits(row)
    _check_seen(new, by)
    IndicatorUnit.objects.filter(pk__in=[row.pk for row in kept.values()]).delete()
    IndicatorUnit.objects.bulk_update(moved, ["order"])
    IndicatorUnit.objects.bulk_create(new)
    return bool(new or moved or kept)


def answering_of(indicator: Indicator) -> dict[str, list[Answering]]:
    """Who answers now, by the name of the form's field."""
    found: dict[str, list[Answering]] = {name: [] for name in FIELD_OF.values()}
    rows = indicator.units.filter(through=None).select_related("unit", "unit_group").order_by("order", "pk")
    for row in rows:
        if (role := ResponsibilityRole(row.role)) in FIELD_OF:
            found[FIELD_OF[role]].append(row.unit or row.unit_group or row.listed_name)
    return found


def key_of(one: Answering) -> Key:
    match one:
        case Unit():
            return ("unit", one.pk)
        case UnitGroup():
            return ("unit_group", one.pk)
    return ("words", one)


def key_of_row(row: IndicatorUnit) -> Key:
    if row.unit_id:
        return ("unit", row.unit_id)
    return ("unit_group", row.unit_group_id) if row.unit_group_id else ("words", row.listed_name)


def _row(indicator: Indicator, role: ResponsibilityRole, one: Answering, order: int) -> IndicatorUnit:
    name, value = key_of(one)
    named = {"listed_name": value} if name == "words" else {f"{name}_id": value}
    return IndicatorUnit(indicator=indicator, role=role, order=order, **named)


def _check_seen(rows: Sequence[IndicatorUnit], by: Actor) -> None:
    for name, model in (("unit", Unit), ("unit_group", UnitGroup)):
        named = {key: row for row in rows if (key := getattr(row, f"{name}_id"))}
        seen = set(model.objects.visible_to(by).filter(pk__in=named).values_list("pk", flat=True)) if named else set()
        for key in named.keys() - seen:
            row = named[key]
            raise Invalid(f"“{getattr(row, name)}”不在您能看到的范围内", FIELD_OF[ResponsibilityRole(row.role)])


def _check_once(wanted: By) -> None:
    """Refuse who is named in two roles."""
    seen: dict[Key, ResponsibilityRole] = {}
    for role, answering in wanted.items():
        for one in answering:
            before = seen.setdefault(key_of(one), role)
            if before != role:
                raise Invalid(f"“{one}”已列为{ROLE_LABELS[before]}", FIELD_OF[role])
