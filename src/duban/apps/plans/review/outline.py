"""The outline of a draft in reading order: sections as a tree, each with its tasks.

In: rows of sections and of tasks.  Out: headings with their path and depth; the sequence of all tasks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from duban.apps.plans.models import DraftSection, DraftTask


@dataclass(frozen=True, slots=True)
class Heading:
    """`section` is None for the tasks that stand before any heading."""

    section: DraftSection | None
    path: tuple[DraftSection, ...]
    tasks: list[DraftTask]
    has_below: bool = False

    @property
    def words(self) -> str:
        return "　".join(str(section) for section in self.path)


def headings(sections: Iterable[DraftSection], tasks: Iterable[DraftTask]) -> list[Heading]:
    """Every heading in reading order, the tasks without one first."""
    held: dict[int | None, list[DraftTask]] = defaultdict(list)
    for task in sorted(tasks, key=lambda one: (one.order, one.pk)):
        held[task.section_id].append(task)
    below: dict[int | None, list[DraftSection]] = defaultdict(list)
    for section in sorted(sections, key=lambda one: (one.order, one.pk)):
        below[section.parent_id].append(section)
    top = [Heading(None, (), held[None])] if held[None] else []
    return top + _walk(below, held, None, ())


def sequence(found: Sequence[Heading]) -> list[DraftTask]:
    return [task for heading in found for task in heading.tasks]


def section_order(found: Sequence[Heading]) -> list[DraftSection]:
    return [heading.section for heading in found if heading.section is not None]


def is_within(section: DraftSection, other: DraftSection, found: Sequence[Heading]) -> bool:
    """Whether `section` is `other` or stands below it."""
    path = next((heading.path for heading in found if heading.section == section), ())
    return other in path


def _walk(
    below: dict[int | None, list[DraftSection]],
    held: dict[int | None, list[DraftTask]],
    parent: int | None,
    path: tuple[DraftSection, ...],
) -> list[Heading]:
    found = []
    for section in below[parent]:
        here = (*path, section)
        deeper = _walk(below, held, section.pk, here)
        found += [Heading(section, here, held[section.pk], bool(deeper)), *deeper]
    return found
