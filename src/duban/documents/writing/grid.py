"""Lay rows out as a table that fits a terminal: which columns, how wide, on how many lines.

In: columns with the cells they want, rows of text, the terminal's width.  Out: lines of text.
A column no row fills is left out; where the width is too small the columns of least weight go first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from duban.documents.writing.width import fit, on_one_line, text_width, wrap

_GAP = "  "
_ROW_LINES = 2

Paint = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Column:
    """`widest` 0 marks the one column that takes what the others leave."""

    title: str
    narrowest: int
    widest: int
    weight: int = 0  # 0 never goes; of the others the greatest goes first


@dataclass(frozen=True, slots=True)
class Separator:
    """A row across the whole table: a chapter's name."""

    text: str


Row = Sequence[str] | Separator


def plain(text: str, _style: str) -> str:
    return text


def table(columns: Sequence[Column], rows: Sequence[Row], *, width: int, paint: Paint = plain) -> list[str]:
    """The lines of the table; the heading and separators are painted."""
    cells = [[on_one_line(text) for text in row] for row in rows if not isinstance(row, Separator)]
    chosen = _choose(columns, cells, width)
    widths = list(chosen.values())
    lines = [
        paint(_line([columns[at].title for at in chosen], widths), "heading"),
        paint(_GAP.join("─" * cells_wide for cells_wide in widths), "dim"),
    ]
    for row in rows:
        if isinstance(row, Separator):
            lines.append(paint(wrap(row.text, width, 1)[0], "chapter"))
        else:
            lines.extend(_row_lines([row[at] for at in chosen], widths))
    return lines


def _choose(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> dict[int, int]:
    """The columns to show, by index, with the width each gets."""
    natural = {
        at: max([text_width(column.title), *(text_width(row[at]) for row in rows)])
        for at, column in enumerate(columns)
        if any(row[at] for row in rows) or not column.weight
    }
    while True:
        needed = sum(min(natural[at], columns[at].narrowest) for at in natural) + len(_GAP) * (len(natural) - 1)
        light = [at for at in natural if columns[at].weight]
        if needed <= width or not light:
            return _share(columns, natural, max(width - needed, 0))
        del natural[max(light, key=lambda at: columns[at].weight)]


def _share(columns: Sequence[Column], natural: dict[int, int], spare: int) -> dict[int, int]:
    """Give every column its narrowest width, then the spare cells: half to the free column, the rest in turn."""
    widths = {at: min(natural[at], columns[at].narrowest) for at in natural}
    free = [at for at in natural if not columns[at].widest]
    wants = {at: min(natural[at], columns[at].widest) - widths[at] for at in natural if at not in free}
    for at in free:
        gain = min(natural[at] - widths[at], max(spare // 2, spare - sum(max(want, 0) for want in wants.values())))
        widths[at] += gain
        spare -= gain
    for at in _in_turn(wants, spare):
        widths[at] += 1
    return widths


def _in_turn(wants: dict[int, int], spare: int) -> Iterator[int]:
    """One cell after another, to each column that still wants one."""
    left = {at: want for at, want in wants.items() if want > 0}
    while spare and left:
        for at in list(left)[:spare]:
            yield at
            spare -= 1
            left[at] -= 1
            if not left[at]:
                del left[at]


def _row_lines(row: Iterable[str], widths: Sequence[int]) -> Iterator[str]:
    columns = [wrap(text, cells, _ROW_LINES) for text, cells in zip(row, widths, strict=True)]
    for at in range(max(map(len, columns))):
        yield _line([lines[at] if at < len(lines) else "" for lines in columns], widths)


def _line(texts: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(fit(text, cells) for text, cells in zip(texts, widths, strict=True)).rstrip()
