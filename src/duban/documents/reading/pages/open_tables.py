"""Find tables without upright lines (三线表), and those that have no lines at all and a column 序号.

In: the glyphs of a page outside its ruled tables, its level lines, the columns of the page before.  Out: `Grid` values.
Columns are parted by gaps that run through all rows, rows by level lines, or by their numbers and the widest gap.
Where text runs over two columns the table ends, unless it is a chapter's title (一、稳定增长), which gets its own row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from duban.documents.reading.pages.geometry import Glyph, Page, Segment, rows_of
from duban.documents.reading.pages.open_borders import borders
from duban.documents.reading.pages.open_rows import GAP, Chunk, Row, crosses, row_of, spans
from duban.documents.reading.pages.rulings import Grid, grids_of, tidied

FEWEST = 3  # columns
FAR = 4.0  # of the size: a line that far below the one before is no part of the table
LARGER = 1.25  # times the size of the header: no part of it either
SAME = 6.0  # points: two level lines that begin and end within this belong to one table
HEADER_LINES = 5
TITLE = 6  # characters of a column's title that stand on one line
MOST_ROWS = 400  # on one page
FIRST = {"序", "编"}
NUMBERED = {"序号", "序", "编号"}
CHAPTER = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章部]"
)


def open_grids(page: Page, glyphs: Sequence[Glyph], before: Sequence[float]) -> list[Grid]:
    """The open tables of a page; `before` is where the columns lie of the one that ended the page before."""
    levels = tidied(page.segments, vertical=False)
    rules = [segment for segment in levels if segment.end - segment.start > 0.4 * page.width]
    if not (before or len(rules) > 1 or any(glyph.text in FIRST for glyph in glyphs)):
        return []
    rows = [row_of(found) for found in rows_of(glyphs)]
    if not 1 < len(rows) <= MOST_ROWS or len(rules) > MOST_ROWS:
        return []
    grids: list[Grid] = []
    start = 0
    while start < len(rows):
        header = _header(rows, start, rules) if start or not _goes_on(rows, before) else (0, 0)
        if header is None:
            break
        first, last = header
        end, xs = _extent(rows, first, last, rules, before)
        grid = _grid(rows[first:end], last - first, xs, levels) if len(xs) > FEWEST else None
        grids.extend([grid] if grid else [])
        start = max(end if grid else last, first + 1)
    return grids


def has_numbered_header(glyphs: Sequence[Glyph]) -> bool:
    """Whether a box of glyphs is a table whose upright lines are missing."""
    return any(_is_header(row_of(found)) for found in rows_of(glyphs))


def _is_header(row: Row) -> bool:
    return len(row.chunks) >= FEWEST and any(chunk.text in NUMBERED for chunk in row.chunks)


def _header(rows: list[Row], start: int, rules: list[Segment]) -> tuple[int, int] | None:
    """The first rows from `start` on that head a table: where they begin, and where the table's body does."""
    for index in range(start, len(rows)):
        ruled = _between_rules(rows, index, start, rules)
        if ruled or _is_header(rows[index]):
            return ruled or (_upmost(rows, index, start), _lowest(rows, index, rules))
    return None


def _between_rules(rows: list[Row], index: int, start: int, rules: list[Segment]) -> tuple[int, int] | None:
    """The rows around `index`, when just they stand between two level lines and fall into columns."""
    row = rows[index]
    upper = max((s for s in rules if s.at <= row.baseline), key=lambda s: s.at, default=None)
    lower = min((s for s in rules if s.at > row.baseline), key=lambda s: s.at, default=None)
    if upper is None or lower is None or abs(upper.start - lower.start) > SAME or abs(upper.end - lower.end) > SAME:
        return None
    inside = [i for i in range(start, len(rows)) if upper.at <= rows[i].baseline < lower.at]
    if len(inside) > HEADER_LINES or len(row.chunks) < FEWEST or inside[-1] + 1 == len(rows):
        return None
    return inside[0], inside[-1] + 1


def _upmost(rows: list[Row], index: int, start: int) -> int:
    """Where a header begins whose longer titles also stand above 序号: 责任 / 领导."""
    while index > start and _is_title_line(rows[index - 1], rows[index]):
        index -= 1
    return index


def _lowest(rows: list[Row], index: int, rules: list[Segment]) -> int:
    """Where the body begins: below the line under the header, or below its last title."""
    rule = min((s.at for s in rules if s.at > rows[index].baseline), default=None)
    below = [i for i in range(index, len(rows)) if rule is not None and rows[i].baseline < rule]
    if 0 < len(below) <= HEADER_LINES:
        return below[-1] + 1
    last = index + 1
    while last < len(rows) and rows[last].baseline - rows[last - 1].baseline < 0.9 * rows[last].size:
        last += 1
    return last


def _is_title_line(row: Row, below: Row) -> bool:
    near = below.baseline - row.baseline < 1.6 * below.size and abs(row.size - below.size) < 0.1 * below.size
    return near and all(len(chunk.text) <= TITLE and "：" not in chunk.text for chunk in row.chunks)


def _goes_on(rows: list[Row], before: Sequence[float]) -> bool:
    """Whether a page opens with a row in the columns of the page before."""
    return bool(before) and len(rows[0].chunks) > 1 and not crosses(rows[0], before) and not _is_header(rows[0])


def _extent(
    rows: list[Row], first: int, last: int, rules: list[Segment], before: Sequence[float]
) -> tuple[int, tuple[float, ...]]:
    """Where the table ends, and where its columns lie."""
    foot = _last_rule(rows, first, rules)
    columns: list[tuple[float, float]] = []
    end = first
    while end < len(rows):
        row = rows[end]
        if (foot is not None and row.baseline > foot) or (end > last and _is_apart(rows, end, last)):
            break
        if end >= last and spans(row, columns):
            if not CHAPTER.match(row.chunks[0].text):
                break
        else:
            columns = _merged([*columns, *((chunk.x0, chunk.x1) for chunk in row.chunks)], GAP * row.size)
        end += 1
    while end > last and spans(rows[end - 1], columns):
        end -= 1
    kept = bool(before) and not any(crosses(row, before) for row in rows[first:end] if not spans(row, columns))
    if kept and (first == last or len(before) == len(columns) + 1):
        return end, tuple(before)
    return end, _positions(columns, [chunk for row in rows[first:last] for chunk in row.chunks], rows[first].size)


def _last_rule(rows: list[Row], first: int, rules: list[Segment]) -> float | None:
    """The line that ends the table: the last of at least three alike, the first of which is above its header."""
    upper = max((s for s in rules if s.at <= rows[first].baseline), key=lambda s: s.at, default=None)
    if upper is None:
        return None
    alike = sorted({s.at for s in rules if s.at > upper.at + 3 and abs(s.end - upper.end) <= SAME})
    return alike[-1] if len(alike) > 1 else None


def _is_apart(rows: list[Row], index: int, last: int) -> bool:
    row, above = rows[index], rows[index - 1]
    return row.baseline - above.baseline > FAR * row.size or row.size > LARGER * rows[max(last - 1, 0)].size


def _merged(spans: list[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if merged and x0 - merged[-1][1] < gap:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _positions(columns: list[tuple[float, float]], header: list[Chunk], size: float) -> tuple[float, ...]:
    """Where columns begin and end; one without a title belongs to the one before."""
    titled = [(x0, x1) for x0, x1 in columns if any(c.x0 < x1 and x0 < c.x1 for c in header)]
    if not titled:
        return ()
    inner = (right[0] - min((right[0] - left[1]) / 2, GAP * size) for left, right in pairwise(titled))
    return (columns[0][0] - size, *inner, columns[-1][1] + size)


def _grid(rows: Sequence[Row], header: int, xs: tuple[float, ...], levels: Sequence[Segment]) -> Grid | None:
    """The grid of a table's rows, with the lines that are drawn and those that are not."""
    top, bottom = rows[0].top, rows[-1].foot
    rules = [
        Segment(False, s.at, xs[0] if s.start < xs[1] else s.start, xs[-1] if s.end > xs[-2] else s.end)
        for s in levels
        if top - 2 * rows[0].size < s.at < bottom + 2 * rows[-1].size and s.end > xs[0]
    ]
    full = [s.at for s in rules if s.end - s.start > 0.5 * (xs[-1] - xs[0])]
    ys = sorted([min([top, *full]), *full, *borders(rows, header, xs, full), max([bottom, *full])])
    titles = [(row.top - 2, row.foot + 2) for row in rows if len(row.chunks) == 1 and crosses(row, xs)]
    floors = [Segment(False, y, xs[0], xs[-1]) for y in ys if y not in full]
    uprights = [Segment(True, x, ys[0], ys[-1]) for x in (xs[0], xs[-1])]
    uprights += [Segment(True, x, *span) for x in xs[1:-1] for span in _parts(ys, titles)]
    return next(iter(grids_of([*rules, *floors, *uprights])), None)


def _parts(ys: list[float], titles: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The bands of a table, those that hold a title over all columns left out."""
    for upper, lower in pairwise(ys):
        if not any(upper <= (top + foot) / 2 <= lower for top, foot in titles):
            yield upper, lower
