"""What else supervises or asks the same object in the same period (art. 15: not repeatedly, not from many sides).

In: an inspection, or units and days.  Out: `Overlap`s by unit, three queries; how often each was inspected this year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from duban.apps.progress.models import Report
from duban.apps.supervision.models import Case, Inspection, InspectionObject
from duban.rulebook.cases import CaseState
from duban.rulebook.inspections import InspectionState
from duban.rulebook.reports import OPEN

_LIVE = (InspectionState.SUBMITTED, InspectionState.APPROVED, InspectionState.UNDER_WAY)
_COUNTED = (InspectionState.UNDER_WAY, InspectionState.CONCLUDED, InspectionState.CLOSED)
_ASKED = (CaseState.SERVED, CaseState.ANSWERED)


@dataclass(frozen=True, slots=True)
class Overlap:
    """`when`: its days in words."""

    unit: str
    kind: str
    title: str
    when: str
    url: str


def overlaps_of(row: Inspection) -> list[Overlap]:
    units = row.subjects.values_list("unit", flat=True)
    return overlapping(list(units), row.begins, row.ends, but=row.pk)


def overlapping(units: Collection[int], begins: date, ends: date, *, but: int | None = None) -> list[Overlap]:
    """By unit: other inspections, open cases, reports due."""
    found = [*_inspections(units, begins, ends, but), *_cases(units), *_rounds(units, begins, ends)]
    return sorted(found, key=lambda one: (one.unit, one.kind, one.when))


def inspected_this_year(units: Collection[int], year: int, *, but: int | None = None) -> Counter[int]:
    """How many inspections each unit was the object of; by key."""
    rows = InspectionObject.objects.filter(
        unit__in=units, inspection__state__in=_COUNTED, inspection__begins__year=year
    )
    return Counter(rows.exclude(inspection=but).values_list("unit", flat=True))


def _inspections(units: Collection[int], begins: date, ends: date, but: int | None) -> list[Overlap]:
    same = InspectionObject.objects.filter(
        unit__in=units, inspection__state__in=_LIVE, inspection__begins__lte=ends, inspection__ends__gte=begins
    )
    rows = same.exclude(inspection=but).select_related("inspection", "unit")
    return [
        Overlap(
            one.unit.name,
            "督查",
            one.inspection.title,
            f"{_short(one.inspection.begins)}至{_short(one.inspection.ends)}",
            reverse("supervision:inspection", args=[one.inspection_id]),
        )
        for one in rows
    ]


def _cases(units: Collection[int]) -> list[Overlap]:
    rows = Case.objects.filter(unit__in=units, state__in=_ASKED).select_related("unit")
    return [
        Overlap(one.unit.name, "督办件", str(one), one.get_state_display(), reverse("supervision:case", args=[one.pk]))
        for one in rows
    ]


def _rounds(units: Collection[int], begins: date, ends: date) -> list[Overlap]:
    """One for each unit and round, however many tasks it reports on."""
    rows = Report.objects.filter(unit__in=units, state__in=OPEN, round__due__range=(begins, ends))
    words = ("unit__name", "round", "round__sequence", "round__plan__title", "round__due")
    asked = rows.order_by().values_list(*words).distinct()
    return [
        Overlap(
            unit,
            "报送",
            f"{title}第{number}轮进展情况",
            f"{_short(due)}截止",
            reverse("progress:round", args=[key]),
        )
        for unit, key, number, title, due in asked
    ]


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"
