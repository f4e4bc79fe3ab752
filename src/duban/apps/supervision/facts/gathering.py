"""All facts of a place on a day, and the cases there are about them: what the ladder is asked with.

In: a jurisdiction, a day.  Out: `Found`s, `Past`s; a fixed number of queries, whatever the number of tasks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from django.utils import timezone

from duban.apps.calendars.queries import work_calendar
from duban.apps.progress.queries.clocks import stopped_since
from duban.apps.supervision.case_keys import key_of_case
from duban.apps.supervision.facts import filed, standing, unanswered
from duban.apps.supervision.facts.found import Found
from duban.apps.supervision.models import Case
from duban.apps.supervision.queries.ladders import InForce
from duban.rulebook.cases import CaseState, Level, Trigger
from duban.rulebook.ladder import Past, Proposed, propose

Gather = Callable[[int, date], Iterator[Found]]
SOURCES: tuple[Gather, ...] = (
    filed.missing_reports,
    filed.returned_reports,
    filed.missing_plans,
    filed.missed_milestones,
    standing.tasks_behind,
    unanswered.late_instructions,
    unanswered.unanswered_cases,
    unanswered.late_rectifications,
)


def facts_of(place: int, on: date) -> list[Found]:
    return [one for gather in SOURCES for one in gather(place, on)]


def history_of(place: int) -> list[Past]:
    """Every case of the place, as the rulebook knows it; one query."""
    rows = Case.objects.filter(jurisdiction=place).annotate(stopped_at=stopped_since()).select_related("clock", "unit")
    return [_past(row) for row in rows.defer("reason", "demand", "decision", "ending").order_by("pk")]


def steps_of(place: int, ladder: InForce, on: date) -> list[tuple[Found, Proposed]]:
    """What the ladder proposes on the day, with what a case about it is to say."""
    facts = facts_of(place, on)
    of = {id(one.fact): one for one in facts}
    steps = propose(
        [one.fact for one in facts], ladder.rules, history_of(place), work_calendar(), on, waits=ladder.waits
    )
    return [(of[id(step.fact)], step) for step in steps]


def _past(row: Case) -> Past:
    closed = row.ended_at if row.state != CaseState.DISMISSED else row.decided_at
    return Past(
        number=row.pk,
        unit=row.unit.merged_into_id or row.unit_id,
        key=key_of_case(row),
        occasion=row.occasion,
        level=Level(row.level),
        state=CaseState(row.state),
        proposed_on=timezone.localdate(row.proposed_at),
        trigger=Trigger(row.trigger) if row.trigger else None,
        served_on=_day(row.served_at),
        due_on=_due(row),
        closed_on=_day(closed) if row.state in _CLOSED else None,
    )


_CLOSED = (CaseState.ENDED, CaseState.DISMISSED, CaseState.WITHDRAWN, CaseState.RAISED)


def _due(row: Case) -> date | None:
    """Far away while the clock stands still."""
    if row.clock is None:
        return None
    return date.max if row.stopped_at is not None else timezone.localdate(row.clock.due_at)  # type: ignore[attr-defined]


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment is not None else None
