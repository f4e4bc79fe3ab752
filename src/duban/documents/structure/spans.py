"""Which parts of a text are taken: many places as one set of spans, asked in logarithmic time.

In: places.  Out: `Spans`, which says whether a place begins within any of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from duban.documents.blocks import Place


class Spans:
    """The union of some places of a text."""

    def __init__(self, places: Iterable[Place]) -> None:
        merged: list[tuple[int, int]] = []
        for start, end in sorted((place.start, place.end) for place in places):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        self._starts = [start for start, _ in merged]
        self._ends = [end for _, end in merged]

    def hold(self, place: Place | None) -> bool:
        """Whether `place` begins within a span."""
        if place is None:
            return False
        index = bisect_right(self._starts, place.start) - 1
        return index >= 0 and place.start < self._ends[index]
