"""What a plan made of a set's 重点工作任务 consists of: each text once in its field, with who leads and supports it.

In: a set, a day names are understood on.  Out: `Planned`, in the document's order; a fixed number of queries.
A text without a lead unit is given those of its indicators, or of their whole; names nobody knows stay words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from duban.apps.indicators.adopting.units import names_of_import
from duban.apps.indicators.changing import check_can_edit
from duban.apps.indicators.models import IndicatorField, IndicatorSet, IndicatorTask, IndicatorUnit
from duban.apps.organizations.changes import digest
from duban.apps.organizations.models import Unit
from duban.apps.plans.comparing.sides import Named, squeezed
from duban.apps.plans.matching.units import UnitNames
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict
from duban.rulebook.tasks import ResponsibilityRole

Leads = dict[int, list[Named]]


@dataclass(slots=True)
class Planned:
    """A task to be; `rows` are the 重点工作任务 it carries out, `by_indicator`: they name no lead unit themselves."""

    heading: IndicatorField | None
    text: str
    rows: list[IndicatorTask] = field(default_factory=list)
    lead: list[Named] = field(default_factory=list)
    support: list[Named] = field(default_factory=list)
    by_indicator: bool = False


def check_can_plan(one: IndicatorSet, by: Actor) -> None:
    """Refuse a set that is closed, has a plan already, or lists no 重点工作任务."""
    check_can_edit(one, by)
    permissions.check_can(by, Permission.EDIT_PLAN, within=one.jurisdiction.path)
    if one.plan is not None:
        raise Conflict(f"这个指标体系已有任务方案“{one.plan}”，不能再建立")
    rows = IndicatorTask.objects.filter(indicator__indicator_set=one)
    if not rows.exists():
        raise Conflict("这个指标体系没有列重点工作任务，不能由它建立方案")
    if not rows.filter(task=None).exists():
        raise Conflict("重点工作任务都已有对应的任务，不用再建立方案")


def planned_tasks(one: IndicatorSet, *, on: date) -> list[Planned]:
    """Those no task carries out yet."""
    rows = _rows(one)
    known, names = names_of_import(one.plan_import) if one.plan_import else {}, UnitNames(one.jurisdiction, on)
    meant: dict[str, Named] = {}

    def named(words: Iterable[str]) -> Iterator[Named]:
        for name in words:
            if name not in meant:
                meant[name] = _named(name, known.get(name), names)
            yield meant[name]

    found: dict[tuple[int | None, str], Planned] = {}
    for row in rows:
        of = row.indicator.field
        planned = found.setdefault((of.pk if of else None, squeezed(row.text)), Planned(of, row.text.strip()))
        planned.rows.append(row)
        _add(planned.lead, named(row.lead))
        _add(planned.support, named(row.support))
    _lead_by_indicators(found.values())
    for planned in found.values():
        leading = {each.who for each in planned.lead}
        planned.support = [each for each in planned.support if each.who not in leading]
    return list(found.values())


def seen_of(planned: Iterable[Planned]) -> str:
    """Another word when what was shown is no longer what would be made."""
    return digest(
        [
            (
                one.heading and one.heading.title,
                one.text,
                [row.pk for row in one.rows],
                _whos(one.lead),
                _whos(one.support),
            )
            for one in planned
        ]
    )


def _rows(one: IndicatorSet) -> list[IndicatorTask]:
    """Those in no field first, as tasks under no heading stand."""
    rows = IndicatorTask.objects.filter(indicator__indicator_set=one, task=None).select_related("indicator__field")
    return sorted(rows, key=_place)


def _place(row: IndicatorTask) -> tuple[int, ...]:
    of = row.indicator.field
    heading = (1, of.order, of.pk) if of else (0, 0, 0)
    return (*heading, row.indicator.order, row.indicator.pk, row.order, row.pk)


def _named(name: str, known: tuple[int | None, int | None] | None, names: UnitNames) -> Named:
    """As a person matched it in the import; else whom the register surely means."""
    if known is not None:
        return Named(name, unit=known[0], group=known[1])
    found = names.sure(name)
    if found is None:
        return Named(name)
    return Named(name, unit=found.pk) if isinstance(found, Unit) else Named(name, group=found.pk)


def _lead_by_indicators(planned: Iterable[Planned]) -> None:
    without = [one for one in planned if not one.lead]
    indicators = [row.indicator for one in without for row in one.rows]
    leads = _leads({key for each in indicators for key in (each.pk, each.parent_id) if key})
    for one in without:
        for row in one.rows:
            own = leads.get(row.indicator_id) or leads.get(row.indicator.parent_id or 0, [])
            _add(one.lead, own)
        one.by_indicator = bool(one.lead)


def _leads(indicators: set[int]) -> Leads:
    found: Leads = {}
    rows = IndicatorUnit.objects.filter(indicator__in=indicators, role=ResponsibilityRole.LEAD, through=None)
    for row in rows.select_related("unit", "unit_group").order_by("order", "pk"):
        found.setdefault(row.indicator_id, []).append(Named(str(row), unit=row.unit_id, group=row.unit_group_id))
    return found


def _add(there: list[Named], more: Iterable[Named]) -> None:
    """Each once."""
    whos = {one.who for one in there}
    for one in more:
        if one.who not in whos:
            whos.add(one.who)
            there.append(one)


def _whos(names: Iterable[Named]) -> list[str]:
    return [one.who for one in names]
