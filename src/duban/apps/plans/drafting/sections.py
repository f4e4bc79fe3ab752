"""The headings of a draft, from the paths under which its tasks stand.

In: paths, top down, as they are printed.  Out: `DraftSection` rows by path, in the order in which they first occur.
"""

from __future__ import annotations

from collections.abc import Iterable

from duban.apps.plans.drafting.words import cut, heading, storable
from duban.apps.plans.models import DraftSection, PlanImport

Path = tuple[str, ...]
_LABEL, _TITLE, _BATCH = 20, 300, 500


def create_sections(plan_import: PlanImport, paths: Iterable[Path]) -> dict[Path, DraftSection]:
    """Level by level, a query for each."""
    found = dict.fromkeys(path[:depth] for path in paths for depth in range(1, len(path) + 1))
    sections = {path: _section(plan_import, path[-1], order) for order, path in enumerate(found, 1)}
    for depth in range(1, max(map(len, sections), default=0) + 1):
        level = [path for path in sections if len(path) == depth]
        for path in level:
            sections[path].parent = sections.get(path[:-1])
        DraftSection.objects.bulk_create([sections[path] for path in level], batch_size=_BATCH)
    return sections


def _section(plan_import: PlanImport, words: str, order: int) -> DraftSection:
    """What is too long for a number is no number."""
    label, title = heading(storable(words))
    if len(label) > _LABEL:
        label, title = "", storable(words)
    return DraftSection(plan_import=plan_import, label=label, title=cut(title, _TITLE), order=order)
