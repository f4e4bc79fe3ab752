"""The reading: each indicator as a row in words, under its field; the counts above; what a filter leaves.

In: rows of a draft.  Out: `Row`, `Chapter`, `Counts`; no queries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from duban.apps.indicators.drafting.composites import indicator_count
from duban.apps.indicators.drafting.names import called, named_in
from duban.apps.indicators.models import DraftIndicator
from duban.apps.indicators.review.words import TargetShown, baseline_words, figure_words, target_shown
from duban.apps.plans.models import NameKind
from duban.apps.plans.review.rows import Doubts, Names, NameShown, name_shown

NO_FIELD = "不属于任何领域"


class TaskShown(NamedTuple):
    """`key` of the words it was read from."""

    key: str
    text: str
    lead: list[NameShown]
    support: list[NameShown]


class Row:
    """An indicator as it is read. `previous` and `next` are the keys of the rows beside it in the list."""

    previous: int | None = None
    next: int | None = None

    def __init__(self, draft: DraftIndicator, names: Names, doubts: Doubts, *, is_open: bool = False) -> None:
        self.draft, self.is_open = draft, is_open
        self._names, self._doubts = names, doubts

    @property
    def called(self) -> str:
        return called(self.draft)

    @property
    def label(self) -> str:
        return f"{self.draft.number}{self.draft.part}"

    @property
    def baseline(self) -> str:
        return baseline_words(self.draft)

    @cached_property
    def targets(self) -> list[TargetShown]:
        return [target_shown(self.draft, one) for one in self.draft.targets]

    @property
    def briefly(self) -> list[str]:
        """The last year's targets, where there are several."""
        last = max((one.get("year") or 0 for one in self.draft.targets), default=0)
        pairs = zip(self.draft.targets, self.targets, strict=True)
        return [shown.brief for one, shown in pairs if (one.get("year") or 0) == last]

    @property
    def figures(self) -> list[str]:
        return [figure_words(self.draft, one) for one in self.draft.figures]

    @cached_property
    def lead(self) -> list[NameShown]:
        return self._shown(self.draft.lead)

    @cached_property
    def support(self) -> list[NameShown]:
        return self._shown(self.draft.support)

    @cached_property
    def tasks(self) -> list[TaskShown]:
        return [
            TaskShown(f"task{at}", one["text"], self._shown(one.get("lead", ())), self._shown(one.get("support", ())))
            for at, one in enumerate(self.draft.tasks)
        ]

    @property
    def who(self) -> list[tuple[str, str]]:
        values = (("牵头", self.draft.lead), ("配合", self.draft.support))
        return [(short, "、".join(names)) for short, names in values if names]

    @cached_property
    def numbers(self) -> list[int]:
        """The open questions about this indicator or its names."""
        of_names = {self._doubts.by_name[name] for name in named_in(self.draft) if name in self._doubts.by_name}
        return sorted({*self._doubts.by_task.get(self.draft.pk, ()), *of_names})

    @property
    def is_doubtful(self) -> bool:
        return not self.draft.removed and bool(self.numbers)

    def _shown(self, names: Iterable[str]) -> list[NameShown]:
        kind = NameKind.UNIT
        return [name_shown(name, self._names.get((kind, name)), self._doubts.by_name.get(name, 0)) for name in names]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A field with its rows; `count` of those that are taken."""

    title: str
    rows: list[Row]

    @property
    def count(self) -> int:
        return sum(not row.draft.removed for row in self.rows)


@dataclass(frozen=True, slots=True)
class Counts:
    """`tasks` is what the shared parts of the page call the rows that are taken."""

    tasks: int
    checked: int
    indicators: int
    fields: int
    stages: int
    units: int
    targets: int
    works: int

    @property
    def read(self) -> str:
        figures = ((self.fields, "个领域"), (self.stages, "个阶段"), (self.units, "个单位"))
        rows = f"（{self.tasks} 行）" if self.tasks != self.indicators else ""
        return "、".join([f"读出 {self.indicators} 项指标{rows}", *(f"{n} {words}" for n, words in figures if n)])

    @property
    def quantified(self) -> str:
        figures = ((self.targets, "个目标值"), (self.works, "项任务"))
        found = [f"{count} {words}" for count, words in figures if count]
        return "其中 " + "、".join(found) if found else ""


def counts(drafts: Sequence[DraftIndicator], names: Names, stages: int) -> Counts:
    taken = [one for one in drafts if not one.removed]
    return Counts(
        tasks=len(taken),
        checked=sum(one.checked for one in taken),
        indicators=indicator_count(taken),
        fields=len({one.field for one in taken if one.field}),
        stages=stages,
        units=sum(kind == NameKind.UNIT for kind, _ in names),
        targets=sum(len(one.targets) for one in taken),
        works=len({task["text"] for one in taken for task in one.tasks}),
    )


def chapters(rows: Iterable[Row]) -> list[Chapter]:
    """One for each field, in the order in which they first occur."""
    held: dict[str, list[Row]] = {}
    for row in rows:
        held.setdefault(row.draft.field, []).append(row)
    return [Chapter(field or NO_FIELD, below) for field, below in held.items()]


def shown(rows: Iterable[Row], show: str, name: str) -> list[Row]:
    """The rows that a filter leaves: not yet checked, in doubt, left out; those that name a unit."""
    return [row for row in rows if _passes(row, show) and (not name or name in named_in(row.draft))]


def link(rows: Sequence[Row]) -> None:
    """Tell each row its neighbours."""
    for one, other in pairwise(rows):
        one.next, other.previous = other.draft.pk, one.draft.pk


def _passes(row: Row, show: str) -> bool:
    match show:
        case "unchecked":
            return not row.draft.checked and not row.draft.removed
        case "doubtful":
            return row.is_doubtful
        case "left-out":
            return row.draft.removed
    return True
