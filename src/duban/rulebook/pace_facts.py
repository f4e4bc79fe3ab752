"""What is known of a task when it is judged: its goals, what was said of them, its steps, the tasks below it.

In: nothing.  Out: frozen values for `judging`. What is said counts when submitted or accepted, not as a draft.
What is self-reported (自报) and what the office found (核定) stay apart; which of them is meant is said with each.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from duban.rulebook.health import Health, Turning
from duban.rulebook.targets import TargetKind

AT_MOST = ("<=", "<")


@dataclass(frozen=True, slots=True)
class Points:
    """How many percentage points of the whole make a difference: an office's own rule."""

    behind: int = 10
    severe: int = 30
    ahead: int = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """`on`: as of which day; `due`: the reporting date it was asked for, up to which it is the newest."""

    value: Decimal
    on: date
    due: date
    sequence: int
    is_verified: bool = False


@dataclass(frozen=True, slots=True)
class Aim:
    """A target: `goal` is None where the document gives no figure; `steps`: days with the figure planned for each."""

    measure: str
    kind: TargetKind
    comparator: str
    goal: Decimal | None
    goal_to: Decimal | None
    unit: str
    start: date
    due: date
    steps: tuple[tuple[date, Decimal], ...] = ()
    figure: Figure | None = None

    @property
    def is_measured(self) -> bool:
        """Whether a figure decides; otherwise what is said does."""
        return self.goal is not None and self.kind in (TargetKind.CUMULATIVE, TargetKind.LEVEL, TargetKind.GROWTH)

    @property
    def adds_up(self) -> bool:
        """Whether it is judged by the share of its goal; 不超过 and 零 are judged on the value, however they add up."""
        return self.is_measured and self.kind is TargetKind.CUMULATIVE and self.whole > 0

    @property
    def whole(self) -> Decimal:
        """What makes 100%; 0 where no share can be said."""
        if self.goal is None or self.comparator in AT_MOST or self.goal <= 0:
            return Decimal(0)
        return self.goal


@dataclass(frozen=True, slots=True)
class Statement:
    """自评, or 核定 where the office found something."""

    word: Health
    on: date
    sequence: int
    is_verified: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """节点 of an accepted implementation plan, not done; `aim`: the place of the target whose figure makes it so."""

    content: str
    due: date
    aim: int | None = None


@dataclass(frozen=True, slots=True)
class Below:
    """A task below that carries it out: where, and how it stands."""

    place: str
    turning: Turning


@dataclass(frozen=True, slots=True)
class Facts:
    """`dues`: the reporting dates on which the task is compared, in order; `is_reported`: something was submitted;
    `open_steps` are all that are not done; `closed_on`: 办结."""

    deadline: date
    dues: tuple[date, ...] = ()
    aims: tuple[Aim, ...] = ()
    open_steps: tuple[Step, ...] = ()
    statement: Statement | None = None
    is_reported: bool = False
    closed_on: date | None = None
    below: tuple[Below, ...] = ()
    points: Points = Points()
