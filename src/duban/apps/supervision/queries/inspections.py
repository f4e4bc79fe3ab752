"""Which inspections one sees and how; which of their records; what waits for whom; the year of each object.

In: an actor, a row, a year.  Out: querysets; a count; `YearOfUnit`s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.db.models import Q

from duban.apps.organizations.models import Unit
from duban.apps.plans.queries.receipts import units_answered_by
from duban.apps.progress.answering import of_units
from duban.apps.supervision.method_forms import ANSWERED
from duban.apps.supervision.models import Conclusion, Designation, Inspection, InspectionObject, InspectionRecord
from duban.apps.supervision.models.inspections import InspectionQuerySet
from duban.apps.supervision.queries.files import with_files
from duban.rulebook.actors import Actor
from duban.rulebook.inspections import ConclusionState, InspectionState, Method
from duban.rulebook.permissions import Permission, can
from duban.rulebook.roles import UNIT_WIDE

SENT = (InspectionState.UNDER_WAY, InspectionState.CONCLUDED, InspectionState.CLOSED)


def listed(actor: Actor) -> InspectionQuerySet:
    rows = Inspection.objects.visible_to(actor).select_related("jurisdiction", "designation__unit")
    return rows.prefetch_related("subjects__unit", "members")


def is_of_place(row: Inspection, actor: Actor) -> bool:
    """Who runs or approves it: the office and the leaders of the place."""
    path = row.jurisdiction.path
    return can(actor, Permission.PLAN_INSPECTION, within=path) or can(actor, Permission.APPROVE_INSPECTION, within=path)


def reads_restricted(row: Inspection, actor: Actor) -> bool:
    """The office, and the team by their accounts."""
    if can(actor, Permission.RECORD_INSPECTION, within=row.jurisdiction.path):
        return True
    return actor.account is not None and row.members.filter(account=actor.account).exists()


def records_for(row: Inspection, actor: Actor) -> list[InspectionRecord]:
    """All for the office and the team, the open ones for leaders; an object reads what it was asked to say itself."""
    rows = row.records.select_related("unit__merged_into").prefetch_related(with_files())
    if reads_restricted(row, actor):
        return list(rows)
    if is_of_place(row, actor):
        return list(rows.filter(is_restricted=False))
    own = of_units(units_answered_by(actor)) if actor.role in UNIT_WIDE or can(actor, Permission.ANSWER_CASE) else None
    return list(rows.filter(own, method=Method.SELF_CHECK)) if own is not None else []


def reads_record(record: InspectionRecord, actor: Actor) -> bool:
    inspection = Inspection.objects.visible_to(actor).select_related("jurisdiction").filter(pk=record.inspection_id)
    found = inspection.first()
    return found is not None and any(one.pk == record.pk for one in records_for(found, actor))


def reads_conclusion(row: Conclusion, actor: Actor) -> bool:
    return Conclusion.objects.visible_to(actor).filter(pk=row.pk).exists()


def designations_for(actor: Actor) -> list[Designation]:
    """Of the places one sees whole; a department its own."""
    rows = Designation.objects.select_related("unit", "jurisdiction")
    if actor.sees_jurisdiction and actor.path:
        return list(rows.filter(jurisdiction__path__startswith=actor.path))
    return list(rows.filter(unit=actor.unit))


def open_self_checks(units: Iterable[int]) -> list[InspectionRecord]:
    """Asked and not answered; the answer is kept in JSON, so it is looked for here."""
    rows = InspectionRecord.objects.filter(
        of_units(list(units)), method=Method.SELF_CHECK, inspection__state=InspectionState.UNDER_WAY
    )
    return [one for one in rows.select_related("unit", "inspection__jurisdiction") if not one.particulars.get(ANSWERED)]


def count_waiting(actor: Actor) -> int:
    """A leader's to approve, the office's to send out, a unit's conclusions to receive: one query."""
    if can(actor, Permission.APPROVE_INSPECTION):
        return Inspection.objects.filter(jurisdiction=actor.jurisdiction, state=InspectionState.SUBMITTED).count()
    if can(actor, Permission.PLAN_INSPECTION):
        return Inspection.objects.filter(jurisdiction=actor.jurisdiction, state=InspectionState.APPROVED).count()
    if actor.role in UNIT_WIDE:
        return Conclusion.objects.filter(of_units(units_answered_by(actor)), state=ConclusionState.DELIVERED).count()
    return 0


@dataclass(frozen=True)
class YearOfUnit:
    """What a unit was and will be the object of in a year; `days`: counted once, however many teams are there."""

    unit: Unit
    inspections: list[Inspection] = field(default_factory=list)

    @property
    def days(self) -> int:
        busy: set[date] = set()
        for one in self.inspections:
            busy |= {date.fromordinal(at) for at in range(one.begins.toordinal(), one.ends.toordinal() + 1)}
        return len(busy)

    @property
    def is_crowded(self) -> bool:
        """Two at the same time."""
        days = sorted((one.begins, one.ends) for one in self.inspections)
        return any(later[0] <= earlier[1] for earlier, later in pairwise(days))


def year_of_units(actor: Actor, year: int) -> list[YearOfUnit]:
    """One query; the most burdened first."""
    seen = Inspection.objects.visible_to(actor).exclude(state=InspectionState.CANCELLED)
    within = Q(inspection__begins__lte=date(year, 12, 31), inspection__ends__gte=date(year, 1, 1))
    rows = InspectionObject.objects.filter(within, inspection__in=seen.order_by().values("pk"))
    if actor.role in UNIT_WIDE:
        rows = rows.filter(unit__in=Unit.objects.visible_to(actor).order_by())
    found: dict[int, YearOfUnit] = {}
    for one in rows.select_related("inspection", "unit").order_by("inspection__begins", "pk"):
        found.setdefault(one.unit_id, YearOfUnit(one.unit)).inspections.append(one.inspection)
    return sorted(found.values(), key=lambda one: (-len(one.inspections), one.unit.order, one.unit.pk))


def inspected_before(units: Iterable[Unit], counted: Counter[int]) -> list[tuple[Unit, int]]:
    """Those that were inspected before, the most often first."""
    found = [(unit, counted[unit.pk]) for unit in units if counted[unit.pk]]
    return sorted(found, key=lambda pair: -pair[1])
