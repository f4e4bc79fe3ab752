"""What units owe a leader: an answer to each instruction, by the day its clock ends; nothing while it stands still."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from duban.apps.outbox.owing import Owed, Span
from duban.apps.progress.answering import of_units, owing_unit
from duban.apps.progress.models import Instruction
from duban.apps.progress.queries.clocks import stopped_since
from duban.rulebook.requests import InstructionState

KIND = "办理批示"
_DONE = (InstructionState.ANSWERED, InstructionState.SETTLED)


def owed_answers(units: Collection[int], span: Span) -> Iterator[Owed]:
    """One query."""
    states = Q(state=InstructionState.GIVEN)
    if span.done:
        states |= Q(state__in=_DONE)
    due = {"clock__due_at__gte": _begins(span.first), "clock__due_at__lt": _begins(span.last + timedelta(days=1))}
    rows = Instruction.objects.filter(states, of_units(list(units)), **due)
    running = rows.annotate(stopped_at=stopped_since()).filter(stopped_at=None)
    for row in running.select_related("task", "unit", "clock").order_by("pk"):
        yield _owed(row, set(units))


def _owed(row: Instruction, units: set[int]) -> Owed:
    clock, unit = row.clock, row.unit
    ended = clock.ended_at
    original = timezone.localtime(clock.original_due_at).date()
    due = timezone.localtime(clock.due_at).date()
    return Owed(
        kind=KIND,
        key=f"instruction:{row.pk}",
        title=f"{row.leader}批示：{row.text}"[:120],
        due=due,
        url=reverse("progress:instruction", args=[row.pk]),
        unit=owing_unit(unit, units),
        asker=row.leader,
        basis=f"任务“{row.task}”",
        task=row.task_id,
        original_due=original if original != due else None,
        done_on=timezone.localtime(ended).date() if ended else None,
        place=row.task.jurisdiction_id,
    )


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
