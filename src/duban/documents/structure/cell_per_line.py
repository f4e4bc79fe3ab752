"""Set a table up again whose cells stand one below the other: 序号 / 重点任务 / 责任单位 / 1 / … / 2 / ….

In: a file read line by line.  Out: the same file with such lines as one `Table`.
What copying a web page leaves of its table, with or without "|" behind each cell. The numbers 1, 2, 3 part the rows;
the usual length of a row is the number of columns. A cell of several lines is told by what its column holds elsewhere.
Without a column of numbers, or with fewer than two rows, there is no table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from duban.documents.blocks import Block, Cell, Paragraph, ReadFile, Table
from duban.documents.structure.columns import Content, content_of, heading_content, squeeze

_NUMBER_HEADING = ("序号", "编号", "项次", "任务序号")
_MOST_PIECES = 24  # lines of a header
_LONGEST_PIECE = 24
_MOST_LINES = 40  # of one row
_MOST_ATTEMPTS = 200  # headers that are none
_MOST_UNEVEN = 400  # rows to be set by what their lines hold; a text with more is no table
_CHAPTER = re.compile(
    r"[一二三四五六七八九十]{1,3}、.{2,40}|[（(][一二三四五六七八九十]{1,3}[）)].{2,40}|第[一二三四五六七八九十]{1,3}[章部].{0,40}"
)
_GOES_ON = ("，", "、", ",", "和", "及")
_STOP = re.compile(r"[。；]")
_NOT_LAST = re.compile(
    r"附\s*[件表注]|注[：:]|抄送|[（(]此件|.{0,12}(?:19|20)\d\d年\d{1,2}月\d{1,2}日|来源[：:]|上一篇|下一篇|扫一扫|主办"
)


@dataclass(frozen=True, slots=True)
class _CellTable:
    """Blocks `first` to before `end`; each row a list of cells, each cell a list of indices, () for none."""

    first: int
    end: int
    rows: tuple[tuple[tuple[int, ...], ...], ...]


def with_cell_tables(file: ReadFile) -> ReadFile:
    """The file with its tables set up again; only a text that has a line 序号 can change."""
    if not file.lines:
        return file
    blocks: list[Block] = []
    at = 0
    for table in _cell_tables(file.blocks):
        blocks += file.blocks[at : table.first]
        blocks.append(_set_up(file.blocks, table))
        at = table.end
    return replace(file, blocks=(*blocks, *file.blocks[at:])) if at else file


def _set_up(blocks: Sequence[Block], table: _CellTable) -> Table:
    width = max(map(len, table.rows))
    cells: list[Cell] = []
    for row, parts in enumerate(table.rows):
        for column, part in enumerate(parts):
            if part:
                text = "\n".join(_words(blocks[at]) for at in part)
                place = blocks[part[0]].place.until(blocks[part[-1]].place)
                cells.append(Cell(text, row, column, place, colspan=width if len(parts) == 1 < width else 1))
    return Table(tuple(cells), cells[0].place.until(cells[-1].place))


def _words(block: Block) -> str:
    """The words of a line without the "|" behind them; "" for a table."""
    return block.text.strip(" \t\u3000\xa0|") if isinstance(block, Paragraph) else ""


def _cell_tables(blocks: Sequence[Block]) -> Iterator[_CellTable]:
    """The tables among the lines, in order."""
    words = [_words(block) for block in blocks]
    if not any(squeeze(word) in _NUMBER_HEADING for word in words if len(word) < 8):
        return
    joined = _lines_of_cells(blocks, words)
    words = ["".join(words[each] for each in joined.get(at, (at,))) for at in range(len(words))]
    filled = [at for at, word in enumerate(words) if word and joined.get(at) != ()]
    at = failed = 0
    while at < len(filled) and failed < _MOST_ATTEMPTS:
        is_heading = squeeze(words[filled[at]][:12]) in _NUMBER_HEADING
        table = _table_at(filled, words, at) if is_heading else None
        if table is None:
            failed += is_heading
            at += 1
            continue
        rows = tuple(tuple(_whole(cell, joined) for cell in row) for row in table.rows)
        yield _CellTable(table.first, max(at for row in rows for cell in row for at in cell) + 1, rows)
        while at < len(filled) and filled[at] < table.end:
            at += 1


def _lines_of_cells(blocks: Sequence[Block], words: Sequence[str]) -> dict[int, tuple[int, ...]]:
    """Where blank lines part the cells, the lines of each cell under the first; () under the others."""
    numbers = [at for at, word in enumerate(words) if squeeze(word) in (*_NUMBER_HEADING, "1")]
    if not numbers or any(_touches(blocks, at) or (at and _touches(blocks, at - 1)) for at in numbers):
        return {}
    joined: dict[int, tuple[int, ...]] = {}
    at = 0
    while at < len(blocks):
        end = at + 1
        while _touches(blocks, end - 1):
            end += 1
        if end - at > 1:
            joined |= dict.fromkeys(range(at, end), ())
            joined[at] = tuple(range(at, end))
        at = end
    return joined


def _touches(blocks: Sequence[Block], at: int) -> bool:
    """No blank line stands between this line and the next."""
    if at + 1 >= len(blocks):
        return False
    here, after = blocks[at].place.paragraph, blocks[at + 1].place.paragraph
    return here is not None and after == here + 1


def _whole(cell: tuple[int, ...], joined: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(each for at in cell for each in joined.get(at, (at,)))


def _table_at(filled: Sequence[int], words: Sequence[str], start: int) -> _CellTable | None:
    one = next(
        (at for at in range(start + 2, min(start + _MOST_PIECES, len(filled))) if words[filled[at]] == "1"), None
    )
    if one is None:
        return None
    pieces = [at for at in filled[start:one] if not _CHAPTER.fullmatch(words[at])]
    if any(len(words[at]) > _LONGEST_PIECE or _STOP.search(words[at]) for at in pieces):
        return None
    opens = _numbers(filled, words, one)
    if len(opens) < 2:
        return None
    segments = [list(filled[begin:end]) for begin, end in pairwise(opens)]
    segments = [_without_header(segment, pieces, words) for segment in segments]
    chapters = [[at for at in segment[1:] if _CHAPTER.fullmatch(words[at])] for segment in segments]
    segments = [
        [at for at in segment if at not in chapter] for segment, chapter in zip(segments, chapters, strict=True)
    ]
    lengths = Counter(map(len, segments))
    width = len(pieces) if len(pieces) in lengths else lengths.most_common(1)[0][0]
    header = _header(pieces, words, width)
    if header is None or width < 2 or sum(len(segment) != width for segment in segments) > _MOST_UNEVEN:
        return None
    last = _last(list(filled[opens[-1] : opens[-1] + width]), words)
    profile = _profile([segment for segment in segments if len(segment) == width] + [last], words, width)
    above = [at for at in filled[start:one] if _CHAPTER.fullmatch(words[at])]
    rows: list[tuple[tuple[int, ...], ...]] = [header, *(((at,),) for at in above)]
    for segment, chapter in zip([*segments, last], [*chapters, []], strict=True):
        rows.append(_row(segment, words, profile))
        rows += [((at,),) for at in chapter]
    return _CellTable(filled[start], last[-1] + 1, tuple(rows))


def _numbers(filled: Sequence[int], words: Sequence[str], one: int) -> list[int]:
    """Where 1, 2, 3 … stand."""
    opens = [one]
    at = one + 1
    while at < len(filled) and at - opens[-1] <= _MOST_LINES:
        if words[filled[at]] == str(len(opens) + 1) and at - opens[-1] >= 2:
            opens.append(at)
        at += 1
    return opens


def _without_header(segment: list[int], pieces: Sequence[int], words: Sequence[str]) -> list[int]:
    """A page's repeated header does not belong to the row above it."""
    size = len(pieces)
    said = [words[at] for at in pieces]
    for at in range(len(segment) - size + 1):
        if [words[each] for each in segment[at : at + size]] == said:
            return segment[:at] + segment[at + size :]
    return segment


def _last(segment: list[int], words: Sequence[str]) -> list[int]:
    """The last row ends where the document goes on."""
    for at in range(1, len(segment)):
        if _NOT_LAST.match(words[segment[at]]) or _CHAPTER.fullmatch(words[segment[at]]):
            return segment[:at]
    return segment


def _header(pieces: Sequence[int], words: Sequence[str], width: int) -> tuple[tuple[int, ...], ...] | None:
    """The pieces as `width` headings: 建设起 / 止年限 is one; None where they cannot be so many."""
    extra = len(pieces) - width
    if not 0 <= extra <= 3 * width:
        return None
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, ...], ...]]] = {(0, 0): (0.0, ())}
    for column in range(width):
        for at in range(column, len(pieces)):
            if (at, column) not in best:
                continue
            score, cells = best[at, column]
            for size in range(1, min(4, extra + 1) + 1):
                group = tuple(pieces[at : at + size])
                if len(group) < size:
                    break
                known = heading_content("".join(words[each] for each in group)) is not Content.NOTHING
                found = score + (2.0 if known else 0.0) - 0.1 * (size - 1), (*cells, group)
                key = at + size, column + 1
                if key not in best or found[0] > best[key][0]:
                    best[key] = found
    done = best.get((len(pieces), width))
    return done[1] if done else None


def _profile(rows: Sequence[Sequence[int]], words: Sequence[str], width: int) -> list[Counter[Content]]:
    whole = [row for row in rows if len(row) == width]
    return [Counter(content_of(words[row[column]]) for row in whole) for column in range(width)]


def _row(
    segment: Sequence[int], words: Sequence[str], profile: Sequence[Counter[Content]]
) -> tuple[tuple[int, ...], ...]:
    """The lines of a row as its cells, in order: the setting that fits the columns best."""
    width = len(profile)
    if len(segment) == width:
        return tuple((at,) for at in segment)
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, ...], ...]]] = {(1, 1): (0.0, ((segment[0],),))}
    for column in range(1, width):
        for at in range(1, len(segment) + 1):
            if (at, column) not in best:
                continue
            score, cells = best[at, column]
            for size in range(min(len(segment) - at, 8) + 1):
                group = tuple(segment[at : at + size])
                if size and words[group[-1]].endswith(_GOES_ON):
                    continue
                fit = _fit("".join(words[each] for each in group), profile[column], size)
                key = at + size, column + 1
                if key not in best or score + fit > best[key][0]:
                    best[key] = score + fit, (*cells, group)
    done = best.get((len(segment), width))
    return done[1] if done else (*((at,) for at in segment[: width - 1]), tuple(segment[width - 1 :]))


def _fit(text: str, profile: Counter[Content], size: int) -> float:
    if not size:
        return -0.5  # an empty cell
    share = profile[content_of(text)] / max(profile.total(), 1)
    return share - 0.1 * (size - 1)
