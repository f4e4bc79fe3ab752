"""Whether what was owed came, and whether in time (迟报、漏报): one expression for the database, one for Python.

In: reports (or implementation plans), the day.  Out: a `Punctuality`; counts by unit and round.
迟报: first submitted after the day first asked for, however often it was returned since. 漏报: that day is over and
nothing ever came; final when the round closes. 退回 is counted beside it, not instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import TruncDate
from django.utils import timezone

from duban.apps.progress.models.filing import Filing
from duban.rulebook.reports import BEFORE_SUBMISSION, FilingState


class Punctuality(StrEnum):
    EXEMPT = "exempt"
    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    PENDING = "pending"


PUNCTUALITY_WORDS = {
    Punctuality.EXEMPT: "免报",
    Punctuality.ON_TIME: "按时",
    Punctuality.LATE: "迟报",
    Punctuality.MISSING: "漏报",
    Punctuality.PENDING: "未到期",
}


def punctuality(filing: Filing, *, on: date) -> Punctuality:
    if filing.state == FilingState.RELEASED:
        return Punctuality.EXEMPT
    is_withdrawn = filing.state in BEFORE_SUBMISSION and not filing.returns
    if filing.first_submitted_at is None or is_withdrawn:
        return Punctuality.MISSING if on > filing.original_due else Punctuality.PENDING
    came = timezone.localtime(filing.first_submitted_at).date()
    return Punctuality.LATE if came > filing.original_due else Punctuality.ON_TIME


def punctuality_is(on: date) -> Case:
    """The same as an expression, to annotate and to group by."""
    came = Q(first_submitted_at__isnull=False) & ~Q(state__in=BEFORE_SUBMISSION, returns=0)  # taken back: never came
    return Case(
        When(state=FilingState.RELEASED, then=Value(Punctuality.EXEMPT.value)),
        When(came & Q(came_on__gt=F("original_due")), then=Value(Punctuality.LATE.value)),
        When(came, then=Value(Punctuality.ON_TIME.value)),
        When(original_due__lt=on, then=Value(Punctuality.MISSING.value)),
        default=Value(Punctuality.PENDING.value),
        output_field=CharField(),
    )


def with_punctuality(filings: QuerySet[Any], *, on: date) -> Any:
    """The same rows, each with its `punctuality` on the day."""
    return filings.annotate(came_on=TruncDate("first_submitted_at")).annotate(punctuality=punctuality_is(on))


@dataclass(slots=True)
class Counts:
    """What became of what was owed; `returned`: how many were returned at least once."""

    owed: int = 0
    filed: int = 0
    late: int = 0
    missing: int = 0
    returned: int = 0

    @property
    def lacking(self) -> int:
        return self.owed - self.filed

    def add(self, what: Punctuality, count: int, *, was_returned: bool = False) -> None:
        if what is Punctuality.EXEMPT:
            return
        self.owed += count
        self.filed += count if what in (Punctuality.ON_TIME, Punctuality.LATE) else 0
        self.late += count if what is Punctuality.LATE else 0
        self.missing += count if what is Punctuality.MISSING else 0
        self.returned += count if was_returned else 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def counts_of(reports: QuerySet[Any], *, on: date) -> dict[tuple[int, int], Counts]:
    """By unit and round; one query."""
    grouped = with_punctuality(reports, on=on).annotate(
        was_returned=Case(When(returns__gt=0, then=True), default=False)
    )
    rows = grouped.order_by().values_list("unit", "round", "punctuality", "was_returned").annotate(n=Count("pk"))
    found: dict[tuple[int, int], Counts] = {}
    for unit, round_key, what, was_returned, count in rows:
        found.setdefault((unit, round_key), Counts()).add(Punctuality(what), count, was_returned=was_returned)
    return found


def total(counts: Iterable[Counts]) -> Counts:
    return sum(counts, Counts())
