"""What was asked by a day and not answered: instructions, cases, rectification items; no clock that stands.

In: a jurisdiction, a day.  Out: `Found`s; one query each.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils import timezone

from duban.apps.progress.models import Instruction
from duban.apps.progress.queries.clocks import stopped_since
from duban.apps.supervision.case_keys import key_of_case
from duban.apps.supervision.facts.found import Found, found, named, said_day
from duban.apps.supervision.models import Case, Rectification
from duban.apps.supervision.queries import rectifications
from duban.rulebook.cases import CaseState, Level, Trigger
from duban.rulebook.requests import InstructionState

_HEAVY = ("task__search", "task__grams", "task__measures")


def late_instructions(place: int, on: date) -> Iterator[Found]:
    rows = Instruction.objects.filter(
        task__jurisdiction=place, state=InstructionState.GIVEN, clock__due_at__lt=_begin(on)
    )
    rows = rows.annotate(stopped_at=stopped_since()).filter(stopped_at=None)
    for row in rows.select_related("task", "unit__merged_into", "clock").defer(*_HEAVY).order_by("pk"):
        due = timezone.localdate(row.clock.due_at)
        yield found(
            Trigger.INSTRUCTION_LATE,
            row.unit,
            f"instruction:{row.pk}",
            due,
            f"{row.leader}批示应于{said_day(due)}反馈",
            task=row.task,
            subject=f"{named(row.task)}领导批示逾期未反馈",
            basis=f"{row.leader}{said_day(timezone.localdate(row.given_at))}批示",
            instruction=row,
        )


def unanswered_cases(place: int, on: date) -> Iterator[Found]:
    """About the same thing as the case itself, so that one ladder is climbed for it."""
    rows = Case.objects.filter(jurisdiction=place, state=CaseState.SERVED, clock__due_at__lt=_begin(on))
    rows = rows.exclude(level=Level.CRITICISM).annotate(stopped_at=stopped_since()).filter(stopped_at=None)
    for row in rows.select_related("task", "unit__merged_into", "clock").defer(*_HEAVY).order_by("pk"):
        assert row.clock is not None  # asked for above
        due = timezone.localdate(row.clock.due_at)
        links = {
            name: getattr(row, f"{name}_id") for name in ("report", "milestone", "implementation_plan", "instruction")
        }
        yield found(
            Trigger.CASE_UNANSWERED,
            row.unit,
            key_of_case(row),
            due,
            f"{row.get_level_display()}应于{said_day(due)}反馈",
            task=row.task,
            subject=row.subject,
            basis=row.basis,
            **{f"{name}_id": key for name, key in links.items()},
        )


def late_rectifications(place: int, on: date) -> Iterator[Found]:
    rows = Rectification.objects.filter(rectifications.late(on), jurisdiction=place)
    for row in rows.select_related("unit__merged_into", "case__task").order_by("pk"):
        task = row.case.task if row.case is not None else None
        yield found(
            Trigger.RECTIFICATION_LATE,
            row.unit,
            f"rectification:{row.pk}",
            row.due,
            f"整改事项“{str(row)[:40]}”应于{said_day(row.due)}完成",
            task=task,
            subject=f"整改事项逾期未完成：{str(row)[:60]}",
            basis=f"{said_day(timezone.localdate(row.required_at))}提出的整改要求",
        )


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
