"""Cases as rows of a list: with how their clocks stand, whether they are late, whether what they are about is over.

In: cases, a moment.  Out: the same with `now`, `stopped_at`, `late`, `over`, `rank`; related rows; one query.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Case as Choose
from django.db.models import DateTimeField, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from duban.apps.plans.models import Responsibility
from duban.apps.progress.queries.clocks import late, standing_of, stopped_since
from duban.apps.supervision.models import Case
from duban.apps.supervision.queries.cases import is_over
from duban.rulebook.cases import CaseState as C
from duban.rulebook.clocks import Standing
from duban.rulebook.tasks import ResponsibilityRole

OFFICE_ORDER = (C.ANSWERED, C.PROPOSED, C.DRAFTED, C.SUBMITTED, C.SERVED, C.ENDED, C.RAISED, C.DISMISSED, C.WITHDRAWN)
LEADER_ORDER = (C.SUBMITTED, C.SERVED, C.ANSWERED, C.DRAFTED, C.PROPOSED, C.ENDED, C.RAISED, C.DISMISSED, C.WITHDRAWN)
UNIT_ORDER = (C.SERVED, C.ANSWERED, C.ENDED, C.RAISED, C.WITHDRAWN, C.PROPOSED, C.SUBMITTED, C.DRAFTED, C.DISMISSED)


def dressed(rows: QuerySet[Case], at: datetime, order: tuple[C, ...] = OFFICE_ORDER) -> QuerySet[Case]:
    rank = Choose(*(When(state=one, then=Value(place)) for place, one in enumerate(order)), output_field=IntegerField())
    leaders = Responsibility.objects.filter(task=OuterRef("task"), role=ResponsibilityRole.LEADER, until=None)
    related = rows.select_related("unit", "task", "clock", "dispatch").defer("task__search", "task__grams")
    return related.annotate(
        now=Value(at, output_field=DateTimeField()),
        stopped_at=stopped_since(),
        late=Choose(When(late(at) & Q(state__in=(C.SERVED, C.ANSWERED)), then=Value(1)), default=Value(0)),
        over=Choose(When(is_over(timezone.localdate(at)), then=Value(1)), default=Value(0)),
        rank=rank,
        leader=Subquery(leaders.values("listed_name")[:1]),
    )


def standing(row: Any) -> Standing | None:
    """How its clock stands; None where nothing runs or ran."""
    if row.clock is None or row.state in (C.RAISED, C.WITHDRAWN):
        return None
    return standing_of(row.clock, stopped=row.stopped_at, at=row.now)
