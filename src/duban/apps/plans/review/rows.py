"""The reading: each task as a row in words, under its heading; the counts above; what a filter leaves.

In: rows of a draft.  Out: `Row`, `Chapter`, `Counts`; no queries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from duban.apps.plans.models import DraftName, DraftTask, MatchedBy, NameKind, PlanImport, Question
from duban.apps.plans.models.drafts import FIELD_OF
from duban.apps.plans.review.outline import Heading
from duban.apps.plans.review.words import target_in_words
from duban.rulebook.targets import LABELS as KINDS
from duban.rulebook.targets import TargetKind
from duban.rulebook.tasks import ROLE_LABELS, ROLE_WORDS, UNIT_ROLES

NAMED = [
    (field, ROLE_LABELS[role], ROLE_WORDS[role], NameKind.UNIT if role in UNIT_ROLES else NameKind.LEADER)
    for role, field in FIELD_OF.items()
]
SHOWS = {"": "全部", "unchecked": "未核对", "doubtful": "存疑", "left-out": "不导入"}
Names = Mapping[tuple[str, str], DraftName]


class NameShown(NamedTuple):
    """`key` of the open name that is to be matched, 0 when nothing is to be done; `note` says whom it means."""

    name: str
    key: int
    note: str
    doubt: int = 0


class FieldShown(NamedTuple):
    field: str
    label: str
    short: str
    names: list[NameShown]


class TargetShown(NamedTuple):
    words: str
    kind: str


class Doubts:
    """Which open question is about which task and which name; they are numbered as they are shown."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.by_task: dict[int, list[int]] = {}
        self.by_name: dict[str, int] = {}
        for number, question in enumerate(questions, 1):
            for task in question.subject.get("tasks", ()):
                self.by_task.setdefault(task, []).append(number)
            for name in question.subject.get("names", ())[1:]:  # the first is the one most tasks use
                self.by_name.setdefault(name, number)


class Row:
    """A task as it is read. `previous` and `next` are the keys of the rows beside it in the list."""

    previous: int | None = None
    next: int | None = None

    def __init__(self, task: DraftTask, names: Names, doubts: Doubts, *, is_open: bool = False) -> None:
        self.task, self.is_open = task, is_open
        self._names, self._doubts = names, doubts

    @cached_property
    def fields(self) -> list[FieldShown]:
        rows = ((field, label, short, self._shown(field, kind)) for field, label, short, kind in NAMED)
        return [FieldShown(*row) for row in rows if row[3]]

    @property
    def who(self) -> list[tuple[str, str]]:
        values = ((short, getattr(self.task, field)) for field, _, short, _ in NAMED)
        return [(short, "、".join(names)) for short, names in values if names]

    @cached_property
    def targets(self) -> list[TargetShown]:
        return [_target(target) for target in self.task.targets]

    @cached_property
    def numbers(self) -> list[int]:
        """The open questions about this task or its names."""
        held = (getattr(self.task, field) for field, *_ in NAMED)
        named = [self._doubts.by_name[name] for names in held for name in names if name in self._doubts.by_name]
        return sorted({*self._doubts.by_task.get(self.task.pk, ()), *named})

    @property
    def is_doubtful(self) -> bool:
        return not self.task.removed and bool(self.numbers)

    def _shown(self, field: str, kind: NameKind) -> list[NameShown]:
        return [
            name_shown(name, self._names.get((kind, name)), self._doubts.by_name.get(name, 0))
            for name in getattr(self.task, field)
        ]


@dataclass(frozen=True, slots=True)
class Chapter:
    heading: Heading
    rows: list[Row]
    count: int


@dataclass(frozen=True, slots=True)
class Counts:
    tasks: int
    checked: int
    chapters: int
    rounds: int
    units: int
    targets: int
    deadlines: int

    @property
    def read(self) -> str:
        figures = ((self.chapters, "章"), (self.rounds, "个报送节点"), (self.units, "个单位"))
        return "、".join([f"读出 {self.tasks} 项任务", *(f"{count} {words}" for count, words in figures if count)])

    @property
    def quantified(self) -> str:
        figures = ((self.targets, "个量化目标"), (self.deadlines, "个完成时限"))
        found = [f"{count} {words}" for count, words in figures if count]
        return "其中 " + "、".join(found) if found else ""


def counts(plan_import: PlanImport, found: Sequence[Heading], names: Names) -> Counts:
    tasks = [task for heading in found for task in heading.tasks if not task.removed]
    return Counts(
        tasks=len(tasks),
        checked=sum(task.checked for task in tasks),
        chapters=sum(len(heading.path) == 1 for heading in found),
        rounds=len(plan_import.reporting_dates),
        units=sum(kind == NameKind.UNIT for kind, _ in names),
        targets=sum(len(task.targets) for task in tasks),
        deadlines=sum(bool(task.deadline or task.deadline_text) for task in tasks),
    )


def shown(rows: Iterable[Row], show: str, name: str) -> list[Row]:
    """The rows that a filter leaves: not yet checked, in doubt, left out; those that name somebody."""
    return [row for row in rows if _passes(row, show) and (not name or _names_one(row.task, name))]


def link(rows: Sequence[Row]) -> None:
    """Tell each row its neighbours."""
    for one, other in pairwise(rows):
        one.next, other.previous = other.task.pk, one.task.pk


def _passes(row: Row, show: str) -> bool:
    match show:
        case "unchecked":
            return not row.task.checked and not row.task.removed
        case "doubtful":
            return row.is_doubtful
        case "left-out":
            return row.task.removed
    return True


def _names_one(task: DraftTask, name: str) -> bool:
    return any(name in getattr(task, field) for field, *_ in NAMED)


def name_shown(name: str, known: DraftName | None, doubt: int) -> NameShown:
    """What is known of a name, beside it."""
    if known is None:
        return NameShown(name, 0, "", doubt)
    if known.matched_by == MatchedBy.OPEN:
        return NameShown(name, known.pk, "未对应", doubt)
    if known.matched_by == MatchedBy.LEFT:
        return NameShown(name, 0, "只留文字", doubt)
    return NameShown(name, 0, "集合单位" if known.unit_group_id else "", doubt)


def _target(target: Mapping[str, Any]) -> TargetShown:
    kind = target.get("kind")
    return TargetShown(target_in_words(target), KINDS[TargetKind(kind)] if kind in set(TargetKind) else "")
