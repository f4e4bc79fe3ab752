"""What units owe the office: an answer to each case, by the day its clock ends; nothing while it stands still."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from duban.apps.outbox.owing import Owed, Span
from duban.apps.progress.answering import of_units, owing_unit
from duban.apps.progress.queries.clocks import stopped_since
from duban.apps.supervision.models import Case
from duban.rulebook.cases import CaseState as C

KIND = "反馈督办件"


def owed_answers(units: Collection[int], span: Span) -> Iterator[Owed]:
    """One query."""
    states = Q(state=C.SERVED)
    if span.done:
        states |= Q(state__in=(C.ANSWERED, C.ENDED))
    due = {"clock__due_at__gte": _begins(span.first), "clock__due_at__lt": _begins(span.last + timedelta(days=1))}
    rows = Case.objects.filter(states, of_units(list(units)), **due)
    running = rows.annotate(stopped_at=stopped_since()).filter(stopped_at=None)
    for row in running.select_related("unit", "clock", "jurisdiction", "dispatch").order_by("pk"):
        yield _owed(row, set(units))


def _owed(row: Case, units: set[int]) -> Owed:
    clock = row.clock
    assert clock is not None  # asked for by its end
    due, original = _day(clock.due_at), _day(clock.original_due_at)
    number = row.dispatch.number if row.dispatch is not None else ""
    return Owed(
        kind=KIND,
        key=f"case:{row.pk}",
        title=str(row)[:120],
        due=due,
        url=reverse("supervision:case", args=[row.pk]),
        unit=owing_unit(row.unit, units),
        asker=row.jurisdiction.name,
        basis=number or row.basis[:200],
        task=row.task_id,
        original_due=original if original != due else None,
        done_on=_day(clock.ended_at) if clock.ended_at else None,
        place=row.jurisdiction_id,
    )


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
