"""What units owe for the documents they were sent: to acknowledge each within two working days."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from duban.apps.calendars.queries import distance, work_calendar
from duban.apps.dispatch.models import Copy
from duban.apps.outbox.owing import Owed, Span
from duban.apps.web.templatetags.duban import short_day

KIND = "签收公文"
WITHIN = 2  # working days
_NEAR = 1
_FURTHEST = timedelta(days=20)  # two working days never take longer, whatever the holidays


def due_of(delivered: datetime) -> date:
    return work_calendar().add_working_days(timezone.localtime(delivered).date(), WITHIN)


def due_shown(copy: Copy, on: date) -> dict[str, str] | None:
    """The day by which to acknowledge and how far it is, as `components/due.html` takes it; None once it is done."""
    if copy.acknowledged_at is not None or copy.delivered_at is None:
        return None
    due = due_of(copy.delivered_at)
    far = distance(due, on=on)
    return {"date": short_day(due), "distance": far.words, "nearness": far.nearness(_NEAR)}


def copies_owed(units: Collection[int], span: Span) -> Iterator[Owed]:
    """One query."""
    keys = set(units)
    rows = Copy.objects.filter(Q(unit__in=keys) | Q(unit__merged_into__in=keys))
    rows = rows.filter(delivered_at__gte=_begins(span.first - _FURTHEST), delivered_at__lt=_begins(span.last))
    if not span.done:
        rows = rows.filter(acknowledged_at=None)
    for row in rows.select_related("dispatch", "unit").defer("dispatch__text", "dispatch__paper").order_by("pk"):
        due = due_of(row.delivered_at)  # type: ignore[arg-type]  # delivered: asked above
        if span.first <= due <= span.last:
            yield _owed(row, keys, due)


def _owed(row: Copy, units: set[int], due: date) -> Owed:
    done = row.acknowledged_at
    return Owed(
        kind=KIND,
        key=f"copy:{row.pk}",
        title=str(row.dispatch)[:120],
        due=due,
        url=reverse("dispatch:dispatch", args=[row.dispatch_id]),
        unit=row.unit_id if row.unit_id in units else row.unit.merged_into_id or row.unit_id,
        asker=row.dispatch.signatory,
        basis=row.dispatch.number,
        done_on=timezone.localtime(done).date() if done else None,
        place=row.dispatch.jurisdiction_id,
    )


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
