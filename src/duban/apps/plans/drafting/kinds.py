"""What a document may become: who makes a draft of it, reviews it and adopts it, one entry for each kind of import.

In: `register()` when an application is loaded.  Out: the kind of an import, the kinds that a document holds.
Tasks are this application's own; a document that holds something else too has an import for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from django.db.models import QuerySet
from django.urls import reverse

from duban.apps.plans.drafting.names import Names
from duban.apps.plans.models import PlanImport, PlanImportKind, Question
from duban.documents.blocks import ReadFile
from duban.documents.model import OfficialDocument


class Row(Protocol):
    """A line of a draft, whatever it holds."""

    pk: int
    number: str
    version: int


class Change(NamedTuple):
    """What an answer made of a value; `row` is the key of the draft's row."""

    row: int
    field: str
    before: Any
    after: Any


class Made(NamedTuple):
    """What an adopted import became."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class DraftKind:
    """`rows`: of an import, in order, with `number`, `version` and `removed`; `called`: 第24项; `holds`: how many rows
    a document would give; `effect`: makes what an answer says in the rows given and tells it."""

    kind: PlanImportKind
    noun: str
    verb: str  # of the event that it was read
    review: str  # the name of its review's address
    holds: Callable[[OfficialDocument], int]
    fill: Callable[[PlanImport, OfficialDocument, ReadFile], None]
    rows: Callable[[PlanImport], QuerySet[Any]]
    named: Callable[[Iterable[Any]], Names]
    called: Callable[[Any], str]
    effect: Callable[[Question, str, Sequence[Any]], list[Change]]
    made: Callable[[PlanImport], Made | None]


_kinds: dict[str, DraftKind] = {}


def register(kind: DraftKind) -> None:
    _kinds[kind.kind] = kind


def kind_of(plan_import: PlanImport) -> DraftKind:
    """A ledger brought back holds tasks too."""
    return _kinds.get(plan_import.kind) or _kinds[PlanImportKind.DOCUMENT]


def kinds_in(document: OfficialDocument) -> list[DraftKind]:
    return [kind for kind in _tasks_first() if kind.holds(document)]


def review_of(plan_import: PlanImport) -> str:
    """The address of its review."""
    return reverse(kind_of(plan_import).review, args=[plan_import.pk])


def nouns(*, tasks_only: bool = False) -> list[str]:
    """任务, 指标: what is looked for in a document."""
    return [kind.noun for kind in _tasks_first() if kind.kind == PlanImportKind.DOCUMENT or not tasks_only]


def _tasks_first() -> list[DraftKind]:
    return sorted(_kinds.values(), key=lambda kind: kind.kind != PlanImportKind.DOCUMENT)
