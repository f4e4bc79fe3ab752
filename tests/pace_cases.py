"""Facts to judge: one target of a year with what a case changes, and random ones."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from duban.rulebook.health import STATED, Turning
from duban.rulebook.pace_facts import Aim, Below, Facts, Figure, Points, Statement, Step
from duban.rulebook.targets import TargetKind

YEAR_END = date(2026, 12, 31)
DUES = (date(2026, 4, 10), date(2026, 7, 10), date(2026, 10, 10))


def aim(kind: TargetKind = TargetKind.CUMULATIVE, comparator: str = ">=", goal: Any = 100, **changes: Any) -> Aim:
    values = {
        "measure": "新开工项目",
        "goal_to": None,
        "unit": "个",
        "start": date(2026, 1, 1),
        "due": YEAR_END,
        **changes,
    }
    return Aim(kind=kind, comparator=comparator, goal=None if goal is None else Decimal(goal), **values)


def figure(value: Any, on: date = DUES[0], due: date = DUES[0], sequence: int = 1, **more: Any) -> Figure:
    return Figure(Decimal(value), on, due, sequence, **more)


def facts(*aims: Aim, **changes: Any) -> Facts:
    reported = any(one.figure for one in aims) or changes.get("statement") is not None
    return Facts(**{"deadline": YEAR_END, "dues": DUES, "aims": aims, "is_reported": reported, **changes})


DAYS = st.dates(date(2025, 12, 1), date(2027, 2, 1))
IN_YEAR = st.dates(date(2026, 1, 1), YEAR_END)
AMOUNTS = st.decimals(-20, 150, places=1)


@st.composite
def figures(draw: Any) -> Figure:
    due = draw(st.sampled_from((*DUES, YEAR_END)))
    on = due - timedelta(days=draw(st.integers(0, 60)))
    return Figure(draw(AMOUNTS), on, due, draw(st.integers(1, 4)), draw(st.booleans()))


@st.composite
def aims(draw: Any) -> Aim:
    start = draw(IN_YEAR)
    return aim(
        draw(st.sampled_from(TargetKind)),
        draw(st.sampled_from([">=", ">", "<=", "<", "=", "~", "range", "times", "words"])),
        draw(st.none() | st.decimals(0, 100, places=1)),
        goal_to=draw(st.none() | st.decimals(100, 120, places=1)),
        start=start,
        due=draw(st.dates(start, date(2027, 1, 20))),
        steps=tuple(draw(st.lists(st.tuples(IN_YEAR, st.decimals(0, 100, places=1)), max_size=3))),
        figure=draw(st.none() | figures()),
    )


TURNINGS = st.builds(
    Turning,
    done_on=st.none() | DAYS,
    overdue_from=st.none() | DAYS,
    behind_from=st.none() | DAYS,
    severe_from=st.none() | DAYS,
    ahead_until=st.none() | DAYS,
    started=st.booleans(),
)
BELOW = st.builds(
    Below,
    st.sampled_from(["临川县", "云栖区"]),
    st.builds(Turning, overdue_from=st.none() | DAYS, behind_from=st.none() | DAYS, started=st.booleans()),
)


def _steps(targets: int) -> st.SearchStrategy[Step]:
    counted = st.none() | st.integers(0, targets - 1) if targets else st.none()
    return st.builds(Step, st.just("主体封顶"), IN_YEAR, counted)


@st.composite
def any_facts(draw: Any) -> Facts:
    targets = tuple(draw(st.lists(aims(), max_size=3)))
    said = draw(st.none() | st.builds(Statement, st.sampled_from(STATED), IN_YEAR, st.integers(1, 4), st.booleans()))
    return Facts(
        deadline=draw(IN_YEAR),
        dues=DUES[: draw(st.integers(0, 3))],
        aims=targets,
        open_steps=tuple(draw(st.lists(_steps(len(targets)), max_size=2))),
        statement=said,
        is_reported=draw(st.booleans()) or said is not None or any(one.figure for one in targets),
        closed_on=draw(st.none() | st.none() | DAYS),
        below=tuple(draw(st.lists(BELOW, max_size=2))),
        points=Points(*sorted(draw(st.tuples(st.integers(1, 50), st.integers(1, 50)))), draw(st.integers(1, 40))),
    )
