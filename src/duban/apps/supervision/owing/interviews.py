"""What units owe: to come to an interview, on its day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from duban.apps.outbox.owing import Owed, Span
from duban.apps.progress.answering import of_units, owing_unit
from duban.apps.supervision.models import Interview
from duban.apps.web.templatetags.duban import moment
from duban.rulebook.cases import InterviewState as V

KIND = "参加约谈"


def owed_interviews(units: Collection[int], span: Span) -> Iterator[Owed]:
    """One query."""
    states = [V.SCHEDULED, *((V.HELD, V.CLOSED) if span.done else ())]
    due = {"planned_at__gte": _begins(span.first), "planned_at__lt": _begins(span.last + timedelta(days=1))}
    rows = Interview.objects.filter(of_units(list(units)), state__in=states, **due)
    for row in rows.select_related("unit", "jurisdiction", "case").order_by("pk"):
        yield _owed(row, set(units))


def _owed(row: Interview, units: set[int]) -> Owed:
    assert row.planned_at is not None  # asked for above
    return Owed(
        kind=KIND,
        key=f"interview:{row.pk}",
        title=f"参加约谈：{moment(row.planned_at)}，{row.place}"[:120],
        due=timezone.localtime(row.planned_at).date(),
        url=reverse("supervision:interview", args=[row.pk]),
        unit=owing_unit(row.unit, units),
        asker=row.chair,
        basis=row.basis[:200],
        task=row.case.task_id if row.case else None,
        done_on=timezone.localtime(row.held_at).date() if row.held_at else None,
        place=row.jurisdiction_id,
    )


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
