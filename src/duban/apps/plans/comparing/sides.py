"""What is compared: a plan and a draft, in the same words.

In: nothing.  Out: frozen values; `queries.comparison` fills them from what is on record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from unicodedata import normalize

from duban.apps.organizations import naming
from duban.rulebook.tasks import ROLE_WORDS


@dataclass(frozen=True, slots=True)
class Named:
    """A name as the document has it, and whom it means: one of unit, group, post, or nobody."""

    words: str
    unit: int | None = None
    group: int | None = None
    post: int | None = None
    means: str = ""

    @property
    def who(self) -> str:
        """Equal for two names of the same; words that mean nobody are equal when they are one spelling."""
        for kind, key in (("unit", self.unit), ("group", self.group), ("post", self.post)):
            if key is not None:
                return f"{kind}:{key}"
        return f"words:{naming.key(self.words)}"


@dataclass(frozen=True, slots=True)
class TargetSide:
    text: str
    measure: str
    comparator: str
    value: Decimal | None
    value_to: Decimal | None
    unit: str
    due: date | None

    @property
    def figures(self) -> tuple[object, ...]:
        return (squeezed(self.measure), self.comparator, self.value, self.value_to, self.unit, self.due)


@dataclass(frozen=True, slots=True)
class TaskSide:
    """`continues`: the task of the plan it is said to be; `settled`: 办结 or 终止, a task no correction touches."""

    key: int
    path: tuple[str, ...]
    number: str
    text: str
    measures: str
    leader: tuple[Named, ...]
    lead: tuple[Named, ...]
    implement: tuple[Named, ...]
    support: tuple[Named, ...]
    targets: tuple[TargetSide, ...]
    deadline: date | None
    deadline_text: str
    continues: int | None = None
    settled: str = ""

    @property
    def answering(self) -> list[tuple[str, str]]:
        """Who answers, in words, role by role."""
        named = ((words, getattr(self, role.value)) for role, words in ROLE_WORDS.items())
        return [(words, "、".join(dict.fromkeys(one.words for one in names))) for words, names in named if names]


@dataclass(frozen=True, slots=True)
class PlanSide:
    """`header`: values by their Chinese names, "" for what is not said."""

    header: tuple[tuple[str, str], ...]
    rounds: tuple[date, ...]
    tasks: tuple[TaskSide, ...]


def squeezed(text: str) -> str:
    """The text without what only lays it out: a line that was broken elsewhere is no change."""
    return "".join(normalize("NFC", text).split())
