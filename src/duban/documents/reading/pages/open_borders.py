"""Where the rows of an open table part: by their numbers, by the widest gap between two, around chapters' titles.

In: the rows of a table, how many of them are its header, where its columns lie.  Out: heights.
A number stands on the first line of its row, or in the middle of it; then the widest gap tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from duban.documents.reading.pages.open_rows import Row, crosses

ORDINAL = re.compile(r"[（(]?\d{1,3}[）).．、]?")


def borders(rows: Sequence[Row], header: int, xs: tuple[float, ...], rules: list[float]) -> Iterator[float]:
    """Where rows part that no drawn line parts."""
    starts = _numbers(rows, header, xs) or [i for i in range(max(header, 1), len(rows)) if _is_filled(rows[i], xs)]
    chosen = {_widest(rows, a, b) for a, b in pairwise(starts)}
    if starts and starts[0] >= max(header, 1):
        chosen |= _first_borders(rows, header, starts[0], on_top=len(starts) > 1 and set(starts[1:]) <= chosen)
    for index, row in enumerate(rows):
        if len(row.chunks) == 1 and crosses(row, xs):
            chosen |= {index, index + 1}
    for index in chosen:
        if 0 < index < len(rows):
            upper, lower = rows[index - 1], rows[index]
            if not any(upper.baseline < rule < lower.baseline for rule in rules):
                yield (upper.foot + lower.top) / 2


def _first_borders(rows: Sequence[Row], header: int, number: int, *, on_top: bool) -> set[int]:
    """Where the header ends, and where the rest of a row ends that the page break cut, before the first number."""
    before = max(header - 1, 0)
    if not on_top:
        return {_widest(rows, before, number)} if number > before else set()
    pitch = median(_steps(rows, 0, len(rows) - 1).values())
    wide = [index for index, step in _steps(rows, before, number).items() if step > 1.05 * pitch]
    return {number, *wide[:1]} if header else {number}


def _numbers(rows: Sequence[Row], header: int, xs: tuple[float, ...]) -> list[int]:
    """The rows in which a number stands in the column that has most of them."""
    columns: dict[int, list[int]] = {}
    for index, row in enumerate(rows[header:], start=header):
        for chunk in row.chunks:
            if ORDINAL.fullmatch(chunk.text):
                columns.setdefault(sum(1 for x in xs if x <= chunk.x0), []).append(index)
    return max(columns.values(), key=len, default=[])


def _is_filled(row: Row, xs: tuple[float, ...]) -> bool:
    return row.chunks[0].x0 < xs[1] and 2 * len(row.chunks) > len(xs) - 1


def _widest(rows: Sequence[Row], first: int, last: int) -> int:
    """The row after the widest gap between two numbers; of equal ones, the last."""
    steps = _steps(rows, first, last)
    widest = max(steps.values())
    return max(index for index, step in steps.items() if step > widest - 0.1 * rows[last].size)


def _steps(rows: Sequence[Row], first: int, last: int) -> dict[int, float]:
    return {index: rows[index].baseline - rows[index - 1].baseline for index in range(first + 1, last + 1)}
