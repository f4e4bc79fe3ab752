"""What units owe the office: each rectification item by its day, until it is reported done."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from duban.apps.outbox.owing import Owed, Span
from duban.apps.progress.answering import of_units, owing_unit
from duban.apps.supervision import origins
from duban.apps.supervision.models import Rectification
from duban.apps.supervision.queries.rectifications import with_origins
from duban.rulebook.cases import RectificationState as R

KIND = "整改"


def owed_items(units: Collection[int], span: Span) -> Iterator[Owed]:
    """One query."""
    states = Q(state=R.OPEN)
    if span.done:
        states |= Q(state__in=(R.DONE, R.VERIFIED))
    rows = Rectification.objects.filter(states, of_units(list(units)), due__range=(span.first, span.last))
    for row in with_origins(rows).order_by("pk"):
        yield _owed(row, set(units))


def _owed(row: Rectification, units: set[int]) -> Owed:
    field, origin = origins.origin_of(row)
    done = row.state != R.OPEN and row.done_at
    return Owed(
        kind=KIND,
        key=f"rectification:{row.pk}",
        title=f"整改：{row.text}"[:120],
        due=row.due,
        url=reverse("supervision:rectification", args=[row.pk]),
        unit=owing_unit(row.unit, units),
        asker=row.jurisdiction.name,
        basis=f"{origins.KINDS[field].word}“{origin}”"[:200],
        original_due=row.original_due if row.original_due != row.due else None,
        done_on=timezone.localtime(row.done_at).date() if done and row.done_at else None,
        place=row.jurisdiction_id,
    )
