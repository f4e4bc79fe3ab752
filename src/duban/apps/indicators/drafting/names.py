"""The units that a draft of indicators names, and in which of its rows: with the indicator, with its tasks.

In: rows of a draft.  Out: counts; all names of a row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from duban.apps.indicators.models import DraftIndicator
from duban.apps.plans.drafting.names import Names
from duban.apps.plans.models import NameKind

ROLES = ("lead", "support")


def counted(rows: Iterable[DraftIndicator]) -> Names:
    """How often each (kind, name) stands in them."""
    counts: Names = Counter()
    for row in rows:
        counts.update((NameKind.UNIT.value, name) for name in named_in(row))
    return counts


def named_in(row: DraftIndicator) -> Iterator[str]:
    for role in ROLES:
        yield from getattr(row, role)
    for task in row.tasks:
        for role in ROLES:
            yield from task.get(role, ())


def called(row: DraftIndicator) -> str:
    """第23项(1), or its name where it has no number."""
    return f"第{row.number}项{row.part}" if row.number else f"“{row.name}”"
