"""报送情况: every unit against every round of a plan; of the current round every report, as a square.

In: a plan, an actor, a day.  Out: a `Matrix`, in as many queries for ten units as for a thousand. One reads the lines
of the units one sees. That a report was begun is told to its unit and the office; to others it is not submitted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Count

from duban.apps.organizations.models import Level, Unit, UnitKind
from duban.apps.plans.models import Plan, ReportingRound
from duban.apps.progress.models import Report
from duban.apps.progress.queries.punctuality import Counts, Punctuality, with_punctuality
from duban.apps.progress.queries.rounds import leading
from duban.rulebook.actors import Actor
from duban.rulebook.reports import FilingState
from duban.rulebook.roles import UNIT_WIDE, Role

SQUARES = {"accepted": "已审核", "submitted": "待审核", "returned": "已退回", "draft": "草稿", "owed": "未填"}
UNSENT = "未报送"  # to whom a draft is no concern
_SQUARE_OF = {
    FilingState.ACCEPTED: "accepted",
    FilingState.SUBMITTED: "submitted",
    FilingState.RETURNED: "returned",
    FilingState.DRAFT: "draft",
    FilingState.INNER: "draft",
    FilingState.OWED: "owed",
}
_DIRECT = {Level.PROVINCE: "省直", Level.CITY: "市直", Level.COUNTY: "县（区）直", Level.TOWN: "镇（街道）"}
_BELOW = {
    Level.PROVINCE: "省级单位",
    Level.CITY: "市政府及其部门",
    Level.COUNTY: "县（区）政府",
    Level.TOWN: "镇（街道）",
}


@dataclass(slots=True)
class Line:
    """A unit's part. `states`: how many squares of each kind in the current round; `leads`: what a round not opened yet
    will ask of it."""

    unit: Unit
    rounds: dict[int, Counts] = field(default_factory=lambda: defaultdict(Counts))
    states: Counter[str] = field(default_factory=Counter)
    leads: int = 0

    @property
    def squares(self) -> list[str]:
        return [name for name in SQUARES for _ in range(self.states[name])]


@dataclass(frozen=True)
class Matrix:
    """`current` is the round shown square by square; `rounds` all of the plan, by day."""

    plan: Plan
    rounds: list[ReportingRound]
    current: ReportingRound | None
    lines: list[Line]
    labels: Mapping[str, str]  # of the kinds of squares this reader is told

    @cached_property
    def total(self) -> Line:
        """All lines in one."""
        found = Line(Unit(name=f"合计 {len(self.lines)} 个单位"))
        for line in self.lines:
            for key, counts in line.rounds.items():
                found.rounds[key] = found.rounds[key] + counts
            found.states += line.states
            found.leads += line.leads
        return found

    def of_current(self, line: Line) -> Counts:
        return line.rounds[self.current.pk] if self.current is not None else Counts()

    @cached_property
    def lacking(self) -> list[Line]:
        """The units that owe something in the current round, the most first."""
        owing = [line for line in self.lines if self.of_current(line).lacking]
        return sorted(owing, key=lambda line: -self.of_current(line).lacking)

    def groups(self, lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
        """By kind of place: 市直部门, 县（区）政府."""
        found: dict[str, list[Line]] = defaultdict(list)
        for line in lines:
            found[group_of(line.unit, self.plan)].append(line)
        return list(found.items())


def group_of(unit: Unit, plan: Plan) -> str:
    if unit.jurisdiction_id != plan.jurisdiction_id:
        return _BELOW[Level(unit.jurisdiction.level)]
    is_plain = unit.kind in (UnitKind.DEPARTMENT, UnitKind.GOVERNMENT)
    return f"{_DIRECT[Level(plan.jurisdiction.level)]}{'部门' if is_plain else '其他单位'}"


def matrix_of(plan: Plan, actor: Actor, *, on: date, chosen: int | None = None) -> Matrix:
    """`chosen`: the round to show square by square, where not the one that matters now."""
    rounds = list(plan.rounds.order_by("due"))
    current = next((one for one in rounds if one.pk == chosen), None) or current_round(rounds, on=on)
    is_ahead = current is not None and current.opened_at is None
    expected, counted = leading(plan) if is_ahead else Counter[int](), _counted(plan, actor, on)
    units = Unit.objects.visible_to(actor).filter(pk__in={*(row[0] for row in counted), *expected})
    ordered = units.select_related("jurisdiction").order_by("jurisdiction__path", "order", "pk")
    lines = {unit.pk: Line(unit, leads=expected[unit.pk]) for unit in ordered}
    for key, round_key, state, what, returns, count in counted:
        lines[key].rounds[round_key].add(Punctuality(what), count, was_returned=returns > 0)
        if current is not None and round_key == current.pk:
            lines[key].states[square_of(FilingState(state), actor)] += count
    return Matrix(plan, rounds, current, _in_order(lines.values(), plan), labels_for(actor))


def current_round(rounds: list[ReportingRound], *, on: date) -> ReportingRound | None:
    """The open one that is due next, else the latest that is open, else the next to be opened, else the last."""
    opened = [one for one in rounds if one.opened_at is not None and one.closed_at is None]
    waiting = [one for one in rounds if one.opened_at is None and one.due >= on]
    coming = [one for one in opened if one.due >= on]
    for found in (coming[:1], opened[-1:], waiting[:1], rounds[-1:]):
        if found:
            return found[0]
    return None


def square_of(state: FilingState, actor: Actor) -> str:
    square = _SQUARE_OF[state]
    return "owed" if square == "draft" and not reads_drafts(actor) else square


def reads_drafts(actor: Actor) -> bool:
    """Whether one is told that a report was begun: a unit of its own, the office of all it sees."""
    return actor.role == Role.OFFICE or actor.role in UNIT_WIDE or actor.is_system


def labels_for(actor: Actor) -> dict[str, str]:
    if reads_drafts(actor):
        return SQUARES
    return {name: label for name, label in SQUARES.items() if name != "draft"} | {"owed": UNSENT}


def _counted(plan: Plan, actor: Actor, on: date) -> list[tuple[int, int, str, str, int, int]]:
    """Unit, round, state, punctuality, how often returned, how many."""
    rows = Report.objects.filter(round__plan=plan, unit__in=Unit.objects.visible_to(actor))
    judged = with_punctuality(rows.exclude(state=FilingState.RELEASED), on=on).order_by()
    return list(judged.values_list("unit", "round", "state", "punctuality", "returns").annotate(n=Count("pk")))


def _in_order(lines: Iterable[Line], plan: Plan) -> list[Line]:
    """The plan's own place first, departments before others, then the places below from the nearest."""

    def rank(line: Line) -> tuple[bool, int, bool]:
        place = line.unit.jurisdiction
        is_plain = line.unit.kind in (UnitKind.DEPARTMENT, UnitKind.GOVERNMENT)
        own = line.unit.jurisdiction_id == plan.jurisdiction_id
        return (not own, place.path.count("/"), own and not is_plain)

    return sorted(lines, key=rank)  # stable: by place and order within
