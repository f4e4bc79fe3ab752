"""Which rows are parts of one indicator: 23(1) and 23(2) of 公共交通服务指数, which has no row of its own.

In: rows of a draft.  Out: the composite of each part. 其中 rows, whose whole has a row, stand beside it: both have
figures of their own.
"""

from __future__ import annotations

from collections.abc import Iterable

from duban.apps.indicators.models import DraftIndicator
from duban.apps.plans.comparing.sides import squeezed

Key = tuple[str, str]  # number and name of the composite


def wholes(rows: Iterable[DraftIndicator]) -> set[str]:
    """The names of rows that are no part."""
    return {squeezed(row.name) for row in rows if not row.parent}


def composite_of(row: DraftIndicator, whole: set[str]) -> Key | None:
    if not row.parent or squeezed(row.parent) in whole:
        return None
    return row.number, squeezed(row.parent)


def is_among(row: DraftIndicator, whole: set[str]) -> bool:
    """其中: a part of what the row above measures as a whole."""
    return bool(row.parent) and squeezed(row.parent) in whole


def indicator_count(rows: Iterable[DraftIndicator]) -> int:
    """As the document counts: a composite once, 其中 not at all."""
    taken = [row for row in rows if not row.removed]
    whole = wholes(taken)
    return sum(not row.parent for row in taken) + len({key for row in taken if (key := composite_of(row, whole))})
