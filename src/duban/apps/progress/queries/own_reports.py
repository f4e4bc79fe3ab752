"""待填报: what my units have to report, round by round; what waits for the unit's head; what comes next.

In: an actor, a report.  Out: the rows by round, the chips of a round, the next one to fill; a fixed number of queries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet

from duban.apps.organizations.models import Unit
from duban.apps.plans.models import ReportingRound, Task
from duban.apps.plans.queries.receipts import units_answered_by
from duban.apps.progress.models import Report
from duban.apps.progress.models.reports import ReportQuerySet
from duban.apps.progress.queries.rounds import OPEN_ROUND
from duban.apps.web.built_once import built_once
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can
from duban.rulebook.reports import FILING_LABELS, WRITABLE, FilingState
from duban.rulebook.tasks import TaskState

MOST_EARLIER = 12  # closed rounds that are listed
_ORDER = ("round__due", "round__plan", "unit__order", "unit", "task__order", "pk")
_HEAVY = ("task__search", "task__grams", "task__places", "task__measures")
_FIRST = (FilingState.RETURNED, FilingState.INNER, FilingState.DRAFT, FilingState.OWED)  # what is to be done first
_OPEN = {f"round__{name}": value for name, value in OPEN_ROUND.items()}


@dataclass(slots=True)
class OfRound:
    """The reports of one unit in one open round."""

    round: ReportingRound
    unit: Unit
    reports: list[Report] = field(default_factory=list)

    @property
    def to_do(self) -> list[Report]:
        """What the unit has still to do, the returned ones first."""
        rows = [one for one in self.reports if one.state in _FIRST]
        return sorted(rows, key=lambda one: _FIRST.index(FilingState(one.state)))

    @property
    def done(self) -> list[Report]:
        return [one for one in self.reports if one.state not in _FIRST]

    @property
    def first(self) -> Report | None:
        """Where filling begins."""
        return next((one for one in self.to_do if one.state in WRITABLE), None)

    @property
    def due(self) -> date:
        """The day the next of them is due."""
        return min((one.due for one in self.to_do), default=self.round.due)

    @property
    def tally(self) -> list[tuple[str, str, int]]:
        return tally(one.state for one in self.reports)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A closed round in figures."""

    round: ReportingRound
    unit: str
    total: int
    filed: int
    missing: int


@dataclass(frozen=True, slots=True)
class Chip:
    """One report of the round above the form: its number, and how it stands."""

    pk: int
    number: str
    state: FilingState
    is_current: bool

    @property
    def words(self) -> str:
        return FILING_LABELS[self.state]

    @property
    def is_sent(self) -> bool:
        return self.state in (FilingState.INNER, FilingState.SUBMITTED, FilingState.ACCEPTED)

    @property
    def is_returned(self) -> bool:
        return self.state is FilingState.RETURNED


def tally(states: object) -> list[tuple[str, str, int]]:
    """(kind, word, number) of what was filed, returned, begun and not begun, where there is any."""
    counted = Counter(_TALLIED.get(state, "") for state in states)  # type: ignore[attr-defined]
    return [(kind, word, counted[kind]) for kind, word in _WORDS if counted[kind]]


_WORDS = (("sent", "已报"), ("inner", "待单位审核"), ("bad", "退回"), ("draft", "草稿"), ("owed", "未填"))
_TALLIED = {
    FilingState.SUBMITTED.value: "sent",
    FilingState.ACCEPTED.value: "sent",
    FilingState.INNER.value: "inner",
    FilingState.RETURNED.value: "bad",
    FilingState.DRAFT.value: "draft",
    FilingState.OWED.value: "owed",
}


def own_reports(actor: Actor) -> ReportQuerySet:
    """What the units the actor acts for are asked to report."""
    rows: ReportQuerySet = Report.objects.filter(unit__in=units_answered_by(actor))
    return rows.exclude(state=FilingState.RELEASED)


def waiting_for_head(actor: Actor) -> ReportQuerySet:
    """What was filled and waits for the head of the unit."""
    rows = own_reports(actor).filter(**_OPEN, state=FilingState.INNER)
    return rows if can(actor, Permission.APPROVE_REPORT) else rows.none()


def count_open(actor: Actor) -> int:
    """What this person has still to do in open rounds: to fill, and as head to approve."""
    states = [*WRITABLE, *([FilingState.INNER] if can(actor, Permission.APPROVE_REPORT) else [])]
    return own_reports(actor).filter(**_OPEN, state__in=states, task__state=TaskState.IN_FORCE).count()


def to_fill(task: Task, actor: Actor) -> ReportQuerySet:
    """What the actor may write for a task now, the round that is due first in front."""
    rows = own_reports(actor).filter(**_OPEN, task=task, state__in=WRITABLE, task__state=TaskState.IN_FORCE)
    return rows.select_related("round").order_by("round__due", "pk")


def open_rounds(actor: Actor) -> list[OfRound]:
    """The open rounds with all their reports, by the day they are due; one query."""
    rows = own_reports(actor).filter(**_OPEN).select_related("round__plan", "task", "unit")
    found: dict[tuple[int, int], OfRound] = {}
    for row in rows.order_by(*_ORDER).defer(*_HEAVY):
        found.setdefault((row.round_id, row.unit_id), OfRound(row.round, row.unit)).reports.append(row)
    return sorted(found.values(), key=lambda one: (not one.to_do, one.due))


def earlier_rounds(actor: Actor) -> list[Earlier]:
    """The latest closed rounds, in figures; two queries."""
    rows = own_reports(actor).filter(round__closed_at__isnull=False).order_by()
    filed = Count("pk", filter=Q(first_submitted_at__isnull=False))
    counted = rows.values("round", "round__due", "unit__name").annotate(total=Count("pk"), filed=filed)
    latest = list(counted.order_by("-round__due", "unit__name")[:MOST_EARLIER])
    rounds = ReportingRound.objects.select_related("plan").in_bulk([one["round"] for one in latest])
    return [
        Earlier(rounds[one["round"]], one["unit__name"], one["total"], one["filed"], one["total"] - one["filed"])
        for one in latest
    ]


def chips_of(report: Report) -> list[Chip]:
    """All reports of the unit in the round, in the order of the plan; one query."""
    return [
        Chip(pk, number or str(place), FilingState(state), pk == report.pk)
        for place, (pk, number, state) in enumerate(_of_unit(report.round_id, report.unit_id), 1)
    ]


@built_once
def _of_unit(round: int, unit: int) -> QuerySet[Report, tuple[int, str, str]]:
    rows = Report.objects.filter(round=round, unit=unit).exclude(state=FilingState.RELEASED)
    return rows.order_by("task__order", "pk").values_list("pk", "task__number", "state")


def next_to_fill(chips: Sequence[Chip]) -> Chip | None:
    """The next one after the current that is to be filled, or the first before it."""
    at = next((place for place, chip in enumerate(chips) if chip.is_current), -1)
    ahead = [*chips[at + 1 :], *chips[: max(at, 0)]]
    return next((chip for chip in ahead if chip.state in WRITABLE), None)
