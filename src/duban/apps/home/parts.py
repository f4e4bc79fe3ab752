"""What a first page is made of: things to do, lists of facts, figures that link to the rows they count; plain values.

In: nothing.  Out: `Todo`, `Row`, `Part`, `Happening`, `Page`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duban.apps.home.queries.rounds import NextRound
    from duban.apps.home.queries.standings import Worse


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that waits: what, how many or of whom, why; the one link that does it; by when (None: now)."""

    title: str
    detail: str
    url: str
    action: str
    count: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of a list. `warning` stands beside it in the colour of trouble, `is_late`: of what is overdue."""

    text: str
    url: str = ""
    note: str = ""
    warning: str = ""
    is_late: bool = False
    warning_url: str = ""
    state: str = ""  # the shape and colour before the text: overdue, behind, …


@dataclass(frozen=True, slots=True)
class Part:
    """A list under a heading; `empty` says what comes here when it has no rows."""

    title: str
    rows: Sequence[Row]
    empty: str
    url: str = ""
    more: str = "全部"
    is_stacked: bool = False  # the notes are long: each under its row


@dataclass(frozen=True, slots=True)
class Step:
    """A step of setting the system up."""

    label: str
    detail: str
    url: str
    action: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened: when, in a sentence, by whom; `url` leads to what it is about."""

    at: datetime
    sentence: str
    who: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """The things of one day of the agenda; `day` None: what is to be done now, what is overdue first."""

    day: date | None
    far: str  # how far it is, in words
    todos: Sequence[Todo]


@dataclass(frozen=True)
class Page:
    """`todo_empty` says what comes among the things to do; None: this role has no such list."""

    todos: Sequence[Todo] = ()
    todo_empty: str | None = None
    steps: Sequence[Step] = ()
    parts: Sequence[Part] = ()
    beside: Sequence[Part] = ()
    recent: Sequence[Happening] | None = None
    recent_title: str = "最近的变动"
    recent_empty: str = "方案、签收、单位、人员和任免有变动时，会列在这里。"
    actions: Sequence[tuple[str, str]] = field(default=())  # label, address
    first: tuple[str, str] | None = None  # the one thing most asked for, in the same form
    round: NextRound | None = None
    worse: Worse | None = None

    @property
    def next_step(self) -> Step | None:
        return next((step for step in self.steps if not step.is_done), None)

    def agenda(self, on: date, far: Callable[[date], str]) -> list[Day]:
        """What is due today or is overdue or has no day, then day by day; `far`: how far a day is, in words."""
        now = [todo for todo in self.todos if todo.due is None or todo.due <= on]
        later = sorted({todo.due for todo in self.todos if todo.due is not None and todo.due > on})
        days = [Day(day, far(day), [todo for todo in self.todos if todo.due == day]) for day in later]
        return [Day(None, "", sorted(now, key=lambda todo: todo.due or on)), *days] if now else days
