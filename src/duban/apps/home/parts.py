"""What a first page is made of: things to do, lists of facts, figures that link to the rows they count; plain values.

In: nothing.  Out: `Todo`, `Row`, `Part`, `Happening`, `Page`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that waits: what, how many or of whom, why; and the one link that does it."""

    title: str
    detail: str
    url: str
    action: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of a list. `warning` stands beside it in the colour of trouble, `is_late`: of what is overdue."""

    text: str
    url: str = ""
    note: str = ""
    warning: str = ""
    is_late: bool = False
    warning_url: str = ""


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

    @property
    def next_step(self) -> Step | None:
        return next((step for step in self.steps if not step.is_done), None)
