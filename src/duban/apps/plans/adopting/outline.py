"""The outline of a plan, from the sections of a draft: made, found again by their words, put in order.

In: a plan, a draft.  Out: the plan's section of each section of the draft; one insert for each level of headings.
A heading under which no task is taken is not made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from duban.apps.organizations.changes import check_fits
from duban.apps.plans.adopting.drafts import Draft
from duban.apps.plans.adopting.rows import BATCH
from duban.apps.plans.comparing.sides import squeezed
from duban.apps.plans.models import DraftSection, Plan, Section, Task
from duban.apps.plans.outline import down_to

Path = tuple[str, ...]


def write_outline(plan: Plan, draft: Draft, there: Sequence[Section] = ()) -> dict[int, Section]:
    """By the keys of the draft's sections; `there`: the plan's own, found again where all headings above agree."""
    found = by_path(there)
    made: dict[int, Section] = {}
    wanted = _wanted(draft)
    for depth in range(1, max(map(len, wanted.values()), default=0) + 1):
        level = [path for path in wanted.values() if len(path) == depth]
        new = {words_of(path): _row(plan, path, made) for path in level if words_of(path) not in found}
        found |= zip(new, _saved(list(new.values())), strict=True)
        made |= {path[-1].pk: found[words_of(path)] for path in level}
    return made


def by_path(sections: Iterable[Section]) -> dict[Path, Section]:
    """Sections by the words of all headings down to them."""
    by_key = {section.pk: section for section in sections}
    return {words_of(down_to(section, by_key)): section for section in by_key.values()}


def put_in_order(sections: Sequence[Section], tasks: Iterable[Task]) -> None:
    """Number the sections as their first tasks come; one without tasks stays behind the one before it."""
    by_key, first = {section.pk: section for section in sections}, dict[int, int]()
    for task in sorted(tasks, key=lambda task: -task.order):
        section = by_key.get(task.section_id or 0)
        while section is not None:
            first[section.pk] = task.order
            section = by_key.get(section.parent_id or 0)
    places, last = {}, 0
    for section in sections:
        last = places[section.pk] = first.get(section.pk, last)
    depths = {section.pk: len(down_to(section, by_key)) for section in sections}
    ordered = sorted(sections, key=lambda section: (places[section.pk], depths[section.pk]))
    for order, section in enumerate(ordered, 1):
        section.order = order
    Section.objects.bulk_update(sections, ["order"], batch_size=BATCH)


def words_of(path: Iterable[Section | DraftSection]) -> Path:
    return tuple(squeezed(str(section)) for section in path)


def _wanted(draft: Draft) -> dict[int, tuple[DraftSection, ...]]:
    """The paths of sections with tasks beneath, one for each different path, top down."""
    wanted: dict[int, tuple[DraftSection, ...]] = {}
    for task in draft.tasks:
        path = draft.path(task)
        for depth in range(1, len(path) + 1):
            wanted.setdefault(path[depth - 1].pk, path[:depth])
    return wanted


def _row(plan: Plan, path: tuple[DraftSection, ...], made: dict[int, Section]) -> Section:
    last = path[-1]
    parent = made[path[-2].pk] if len(path) > 1 else None
    row = Section(plan=plan, parent=parent, label=last.label, title=last.title, order=last.order)
    check_fits(row)
    return row


def _saved(rows: list[Section]) -> list[Section]:
    return Section.objects.bulk_create(rows, batch_size=BATCH)
