"""The outline of a plan: its headings in reading order, and the order of its tasks that follows from it.

In: sections, a plan.  Out: headings with their depth; orders written anew, of those rows only that stand elsewhere.
Tasks under no heading stand first, as in a document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import TypeVar

from duban.apps.plans.models import DraftSection, Plan, Section, Task

_BATCH = 500
Row = TypeVar("Row", Section, Task)


Part = TypeVar("Part", Section, DraftSection)


@dataclass(frozen=True, slots=True)
class Heading:
    """`path` names the section and those above it."""

    section: Section
    depth: int
    path: tuple[str, ...]


def headings(sections: Iterable[Section]) -> list[Heading]:
    """Every section below its parent, in reading order."""
    below: dict[int | None, list[Section]] = defaultdict(list)
    for section in sorted(sections, key=lambda section: (section.order, section.pk)):
        below[section.parent_id].append(section)

    def walk(parent: int | None, path: tuple[str, ...]) -> Iterator[Heading]:
        for section in below[parent]:
            yield Heading(section, len(path), (*path, str(section)))
            yield from walk(section.pk, (*path, str(section)))

    return list(walk(None, ()))


def down_to(section: Part, by_key: Mapping[int, Part]) -> list[Part]:
    """The sections above one, the highest first, and the section itself."""
    path = [section]
    while (above := by_key.get(path[0].parent_id or 0)) is not None and above not in path:
        path.insert(0, above)
    return path


def renumber(plan: Plan, *, moved: Task | None = None, after: Task | None = None) -> None:
    """Sections and tasks as they are read, numbered from 1; `moved` stands behind `after`, or first in its section."""
    found = [heading.section for heading in headings(plan.sections.all())]
    Section.objects.bulk_update(_elsewhere(found), ["order"], batch_size=_BATCH)
    rank = {section.pk: place for place, section in enumerate(found)}

    def place(task: Task) -> tuple[float, ...]:
        chapter = rank[task.section_id] if task.section_id else -1
        if moved is not None and task.pk == moved.pk:
            return (chapter, after.order, inf) if after else (chapter, -1, -1)
        return (chapter, task.order, task.pk)

    tasks = sorted(plan.tasks.only("plan", "order", "section"), key=place)
    Task.objects.bulk_update(_elsewhere(tasks), ["order"], batch_size=_BATCH)


def _elsewhere(rows: Sequence[Row]) -> list[Row]:
    """Those that stood at another place, each with its number now."""
    changed = []
    for number, row in enumerate(rows, 1):
        if row.order != number:
            row.order = number
            changed.append(row)
    return changed
