"""报送审核: what waits for the office, in which order, how far the round is, and why reports were returned of late.

In: the office's actor, what the list is narrowed to.  Out: rows and counts; a fixed number of queries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Q, QuerySet

from duban.apps.progress.labels.review import STANDING_REASONS
from duban.apps.progress.models import Report, ReportSubmission
from duban.apps.progress.queries.hints import hint_counts
from duban.apps.progress.queries.punctuality import Punctuality, punctuality, with_punctuality
from duban.rulebook.actors import Actor
from duban.rulebook.reports import COUNTED, Decision, FilingState
from duban.rulebook.roles import Role

MOST = 300  # rows of the list; more are told as a number
LONG = ("coordination", "inner_note", "return_reason")
_RETURNS, _OFFERED, _LONGEST_OFFERED = 200, 5, 60


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What of the queue is wanted."""

    round: int | None = None
    unit: int | None = None
    section: int | None = None
    late: bool = False
    hints: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    key: int
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the list can be narrowed to: keys with words and how many wait."""

    rounds: list[Choice]
    units: list[Choice]
    sections: list[Choice]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the list; the unit without the name of the place, which is the same in nearly all."""

    report: Report
    unit: str
    is_late: bool
    hints: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """How far the round is that is being reviewed."""

    waiting_in_all: int
    owed: int
    accepted: int
    waiting: int
    returned: int
    late: int
    missing: int


def reports_of_office(actor: Actor) -> QuerySet[Report]:
    """The reports of the plans of the office's own place, in rounds that are not closed."""
    if actor.role != Role.OFFICE:
        return Report.objects.none()
    return Report.objects.filter(task__jurisdiction=actor.jurisdiction, round__closed_at=None)


def waiting_for(actor: Actor) -> QuerySet[Report]:
    return reports_of_office(actor).filter(state=FilingState.SUBMITTED)


def count_to_review(actor: Actor) -> int:
    return waiting_for(actor).count()


class Queue:
    """The reports that wait, in the order of rounds and plans."""

    def __init__(self, actor: Actor, wanted: Narrowed, *, on: date) -> None:
        self._actor, self.wanted, self._on = actor, wanted, on

    @cached_property
    def rows(self) -> list[Waiting]:
        """For the list at the side."""
        rows = self._ordered.select_related("task", "unit", "round")
        found = list(rows.defer("task__search", "task__grams", "task__measures", *LONG)[:MOST])
        hints = hint_counts(found)
        shown = [self._row(one, hints[one.pk]) for one in found]
        return [one for one in shown if one.hints] if self.wanted.hints else shown

    @cached_property
    def keys(self) -> list[int]:
        if self.wanted.hints:
            return [one.report.pk for one in self.rows]
        return list(self._ordered.values_list("pk", flat=True))

    def after(self, key: int) -> int | None:
        """The next that waits behind this one, else the first; None when nothing else waits."""
        at = self.keys.index(key) if key in self.keys else -1
        return next((one for one in (*self.keys[at + 1 :], *self.keys[: max(at, 0)]) if one != key), None)

    @property
    def more(self) -> int:
        return max(0, len(self.keys) - MOST)

    @cached_property
    def choices(self) -> Choices:
        """One query, whatever the number of things to choose from."""
        rows = waiting_for(self._actor).order_by("round__due", "task__plan", "task__order", "unit__order")
        names = ("round__plan__year", "round__sequence", "task__section__label", "task__section__title", "unit__name")
        found = list(rows.values("round", "unit", "task__section", *names))
        return Choices(
            _choices((one["round"], f"{one[names[0]]}年第{one[names[1]]}轮") for one in found),
            _choices((one["unit"], one["unit__name"]) for one in found),
            _choices((one["task__section"], f"{one[names[2]]}{one[names[3]]}") for one in found),
        )

    def _row(self, report: Report, hints: int) -> Waiting:
        unit = report.unit.name.removeprefix(self._actor.jurisdiction_name)
        return Waiting(report, unit, punctuality(report, on=self._on) is Punctuality.LATE, hints)

    @property
    def _ordered(self) -> QuerySet[Report]:
        asked = {"round": self.wanted.round, "unit": self.wanted.unit, "task__section": self.wanted.section}
        rows = waiting_for(self._actor).filter(**{name: key for name, key in asked.items() if key is not None})
        if self.wanted.late:
            rows = with_punctuality(rows, on=self._on).filter(Q(punctuality=Punctuality.LATE))
        return rows.order_by("round__due", "task__plan", "task__order", "unit__order", "pk")


def progress_of(actor: Actor, round_key: int | None, *, on: date) -> Done:
    """Of one round, and how much waits in all of them; one query."""
    rows = with_punctuality(reports_of_office(actor).filter(state__in=COUNTED), on=on)
    here = Q(round=round_key)
    return Done(
        **rows.aggregate(
            waiting_in_all=Count("pk", filter=Q(state=FilingState.SUBMITTED)),
            owed=Count("pk", filter=here),
            accepted=Count("pk", filter=here & Q(state=FilingState.ACCEPTED)),
            waiting=Count("pk", filter=here & Q(state=FilingState.SUBMITTED)),
            returned=Count("pk", filter=here & Q(returns__gt=0)),
            late=Count("pk", filter=here & Q(punctuality=Punctuality.LATE)),
            missing=Count("pk", filter=here & Q(punctuality=Punctuality.MISSING)),
        )
    )


def reasons_of(actor: Actor) -> list[str]:
    """What this office wrote more than once in its latest returns, the most frequent first; then the standing ones."""
    latest = ReportSubmission.objects.filter(decision=Decision.RETURNED, report__task__jurisdiction=actor.jurisdiction)
    written = Counter(latest.order_by("-decided_at").values_list("reason", flat=True)[:_RETURNS])
    often = [reason for reason, count in written.most_common() if count > 1 and len(reason) <= _LONGEST_OFFERED]
    return list(dict.fromkeys([*often[:_OFFERED], *STANDING_REASONS]))


def _choices(pairs: Iterable[tuple[int | None, str]]) -> list[Choice]:
    found = Counter((key, words) for key, words in pairs if key is not None)
    return [Choice(key, words, count) for (key, words), count in found.items()]
