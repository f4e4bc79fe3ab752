"""Columns of the ledger that other applications add: each registers its own, made for the day that is asked about.

In: nothing.  Out: the ledger's columns with those of others among them, what their rows need, views everybody has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from duban.apps.plans.models import Task
from duban.apps.web.table import Column


@dataclass(frozen=True, slots=True)
class Further:
    """`columns`: each after the column of this key; `aliases`: by what they sort; `dress`: what the rows of a page
    need beyond their own; `views`: label and query."""

    key: str
    columns: Callable[[date], Sequence[tuple[str, Column]]]
    aliases: Callable[[date], Mapping[str, Any]]
    dress: Callable[[QuerySet[Task]], QuerySet[Task]]
    views: Sequence[tuple[str, str]] = ()


_FURTHER: dict[str, Further] = {}


def add(further: Further) -> None:
    _FURTHER[further.key] = further


def columns_with(own: Sequence[Column], day: date) -> tuple[Column, ...]:
    """The ledger's own columns and, after those they name, the others'."""
    found = list(own)
    for further in _FURTHER.values():
        for after, column in further.columns(day):
            place = next(at for at, one in enumerate(found) if one.key == after)
            found.insert(place + 1, column)
    return tuple(found)


def sortable(tasks: QuerySet[Task], day: date) -> QuerySet[Task]:
    for further in _FURTHER.values():
        tasks = tasks.alias(**further.aliases(day))
    return tasks


def dressed_further(tasks: QuerySet[Task]) -> QuerySet[Task]:
    for further in _FURTHER.values():
        tasks = further.dress(tasks)
    return tasks


def further_views() -> list[tuple[str, str]]:
    return [view for further in _FURTHER.values() for view in further.views]
