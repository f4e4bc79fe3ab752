"""Find the heading rows of a table and say what heads each column.

In: rows of cells, merged ones at every position they cover.  Out: `Header`, and one label per column.
Two rows are joined: "责任单位" over "牵头单位" is "责任单位/牵头单位", "2025年" over "目标" is "2025年目标".
A header that lost the tabs of its merged cells is set over the columns whose content fits it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from duban.documents.blocks import Cell
from duban.documents.structure.columns import Content, content_of, heading_content, squeeze

Row = Sequence[Cell | None]
Headings = Callable[[str], Content]

_SEARCHED = 8  # a heading stands in the first rows, under a title, a unit of measurement, a date
_YEAR = re.compile(r"(?:19|20)\d\d年?度?$")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_STARTS_WITH_YEAR = re.compile(r"(?:19|20)\d\d年?")


@dataclass(frozen=True, slots=True)
class Header:
    """Rows `first` to before `end` head the columns."""

    first: int
    end: int


def text_at(row: Row, column: int) -> str:
    cell = row[column] if column < len(row) else None
    return squeeze(cell.text) if cell else ""


def own_texts(row: Row) -> list[str]:
    """The texts of a row, a merged cell once, empty ones left out."""
    cells = {id(cell): cell for cell in row if cell and cell.text.strip()}
    return [squeeze(cell.text) for cell in cells.values()]


def find_header(rows: Sequence[Row], headings: Headings = heading_content) -> Header | None:
    """The first rows that hold column words; only a title may stand above them."""
    for index, row in enumerate(rows[:_SEARCHED]):
        texts = own_texts(row)
        if is_heading_row(texts, headings) or _is_upper_row(row, headings) or _heads_numbers(rows, index):
            return Header(index, _end_of_header(rows, index, headings))
        if len(texts) > 3 or any(content_of(text) is Content.NUMBER for text in texts):
            return None
    return None


def is_heading_row(texts: Sequence[str], headings: Headings = heading_content) -> bool:
    """At least two column words, more of them than of anything else, and no number: 2 | 推进重点项目 | 有关单位."""
    known = [text for text in texts if headings(text) is not Content.NOTHING]
    if len(known) < 2 or len(known) * 2 <= len(texts):
        return False
    words = [text for text in known if not _BARE_YEAR.fullmatch(text)]
    counts = [text for text in texts if content_of(text) is Content.NUMBER]
    return all(len(text) <= 40 for text in texts) and (not counts or (len(words) > 1 and _are_years(counts)))


def _are_years(texts: Sequence[str]) -> bool:
    """2016 | 2017 | 2018: columns headed by bare years, in order."""
    return all(_BARE_YEAR.fullmatch(text) for text in texts) and sorted(set(texts)) == list(dict.fromkeys(texts))


def _is_upper_row(row: Row, headings: Headings) -> bool:
    """Tall cells with column words, wide ones beside them: 指标 | 单位 reach down beside 全市 | 临川县 | 云栖区."""
    cells = list({id(cell): cell for cell in row if cell and cell.text.strip()}.values())
    tall = [cell for cell in cells if cell.rowspan > 1]
    known = all(headings(squeeze(cell.text)) is not Content.NOTHING for cell in tall)
    wide = all(cell.colspan > 1 and len(squeeze(cell.text)) <= 12 for cell in cells if cell.rowspan == 1)
    return len(tall) > 1 and len(tall) < len(cells) and known and wide


def _heads_numbers(rows: Sequence[Row], index: int) -> bool:
    """An unknown wording: short words in every column, and the rows below begin to count at 1."""
    texts = own_texts(rows[index])
    if len(texts) < 3 or len(texts) < len(rows[index]) or index + 1 >= len(rows):
        return False
    if any(len(text) > 12 or content_of(text) not in (Content.PROSE, Content.PERSON) for text in texts[1:]):
        return False
    return text_at(rows[index + 1], 0) in ("1", "一", "01") and content_of(texts[0]) is not Content.NUMBER


def _end_of_header(rows: Sequence[Row], first: int, headings: Headings) -> int:
    spanning = max((cell.rowspan for cell in rows[first] if cell and cell.text.strip()), default=1)
    end = min(first + 1, len(rows))
    if end < len(rows) and _is_second_row(rows[first], rows[end], headings, merged=spanning > 1):
        end += 1
        if spanning != 2 and end < len(rows) and _is_third_row(rows[first], rows[end - 1], rows[end], headings):
            end += 1
    if end < len(rows) and _counts_columns(rows[end]):
        end += 1
    return end


def _is_second_row(upper: Row, lower: Row, headings: Headings, *, merged: bool) -> bool:
    below = [cell for cell in lower if cell and cell.text.strip() and not any(cell is above for above in upper)]
    texts = list(dict.fromkeys(squeeze(cell.text) for cell in below))
    if merged and texts and all(_YEAR.match(text) for text in texts) and _parts_of_one(upper, lower, texts):
        return True  # 2021 | 2023 | 2025 under 分年度目标
    if not texts or any(content_of(text) is Content.NUMBER or len(text) > 20 for text in texts):
        return False
    known = sum(headings(text) is not Content.NOTHING for text in texts)
    if merged and (known * 2 >= len(texts) or _parts_of_one(upper, lower, texts)):
        return True
    return known == len(texts) and len(texts) >= 2 and texts != own_texts(upper)


def _is_third_row(first: Row, upper: Row, lower: Row, headings: Headings) -> bool:
    """目标值 | 评价值 under 2017年 | 2018年 under 进度计划: column words alone, some of them said again."""
    texts = [squeeze(cell.text) for cell in lower if cell and cell.text.strip() and cell not in first]
    if len(texts) < 2 or any(headings(text) is Content.NOTHING for text in texts) or texts == own_texts(upper):
        return False
    return len(set(texts)) < len(texts) and all(content_of(text) is not Content.NUMBER for text in texts)


def _parts_of_one(upper: Row, lower: Row, texts: Sequence[str]) -> bool:
    """Short words that stand only where one heading reaches over several columns: 临川县 | 云栖县 under 各县目标值."""
    own = [at for at, cell in enumerate(lower) if cell and cell.text.strip() and cell not in upper]
    under = all((above := upper[at]) is not None and above.colspan > 1 for at in own if at < len(upper))
    return len(own) >= 2 and under and all(len(text) <= 10 for text in texts)


def _counts_columns(row: Row) -> bool:
    """A row that only numbers the columns: 1 2 3 4, 甲 乙 1 2."""
    texts = own_texts(row)
    counted = [text for text in texts if text.isdigit()]
    return len(counted) >= 3 and len(texts) == len(row) and counted == [str(n + 1) for n in range(len(counted))]


def column_labels(rows: Sequence[Row], width: int) -> list[str]:
    """What the heading rows say over each column; "" where they say nothing."""
    labels = [""] * width
    for depth, row in enumerate(rows):
        if own_texts(row) and not (depth and _counts_columns(row)):
            labels = [
                _joined(above, below) for above, below in zip(_spread(labels, row), _texts(row, width), strict=True)
            ]
    return labels


def _texts(row: Row, width: int) -> list[str]:
    return [text_at(row, column) for column in range(width)]


def _spread(labels: list[str], lower: Row) -> list[str]:
    """A merged heading of a text table stands over the empty cells to its right that have a word below."""
    spread: list[str] = []
    for column, label in enumerate(labels):
        over = not label and column and text_at(lower, column) and text_at(lower, column - 1)
        spread.append(spread[column - 1] if over else label)
    return spread


def _joined(above: str, below: str) -> str:
    if not above or not below or above == below:
        return above or below
    if _YEAR.search(above) or _STARTS_WITH_YEAR.match(below):
        return above + below
    return f"{above}/{below}"


def aligned(labels: Sequence[str], contents: Sequence[Counter[Content]], headings: Headings) -> tuple[str, ...]:
    """`labels` set over the columns they fit, when some column with content has no label."""
    bare = [column for column, label in enumerate(labels) if not label and contents[column]]
    runs = _runs(labels)
    if not bare or not runs:
        return tuple(labels)
    return _best_setting(runs, contents, headings)


def _runs(labels: Sequence[str]) -> list[tuple[str, int]]:
    """Each label once, with the column it stands over."""
    return [(label, at) for at, label in enumerate(labels) if label and (at == 0 or labels[at - 1] != label)]


_FIT = {  # how well a heading of one kind stands over cells of another; 0 where nothing is said
    Content.NUMBER: {Content.NUMBER: 2.0, Content.PROSE: -1.0, Content.UNIT: -2.0, Content.PERSON: -1.0},
    Content.PERSON: {Content.PERSON: 2.0, Content.UNIT: -2.0, Content.PROSE: -2.0, Content.NUMBER: -1.0},
    Content.UNIT: {
        Content.UNIT: 2.0,
        Content.PERSON: -2.0,
        Content.PROSE: -1.0,
        Content.NUMBER: -1.0,
        Content.DATE: -2.0,
    },
    Content.DATE: {Content.DATE: 2.0, Content.UNIT: -2.0, Content.PERSON: -1.0, Content.PROSE: -0.5},
    Content.PROSE: {
        Content.PROSE: 2.0,
        Content.NUMBER: 0.5,
        Content.UNIT: -2.0,
        Content.PERSON: -2.0,
        Content.DATE: -1.0,
    },
    Content.FIGURE: {Content.FIGURE: 1.0, Content.UNIT: -1.0},
    Content.NOTHING: {},
}


def _fit(label: str, content: Counter[Content], headings: Headings) -> float:
    """Between -2 and 2; an unmerged heading stands over the columns of its kind only."""
    total = content.total()
    if not total:
        return 0.0
    table = _FIT[headings(label.rpartition("/")[2])]
    return sum(table.get(kind, 0.0) * number for kind, number in content.items()) / total


def _best_setting(
    runs: Sequence[tuple[str, int]], contents: Sequence[Counter[Content]], headings: Headings
) -> tuple[str, ...]:
    """The order-keeping setting of labels over columns that fits best; a label may stand over several."""
    width = len(contents)
    best: list[list[tuple[float, int]]] = []  # best[label][column] = (score, 1 when the label begins here)
    for number, (label, stood) in enumerate(runs):
        scores: list[tuple[float, int]] = []
        for column in range(width):
            begin = _begin(best, number, column) + (0.5 if column == stood else 0.0)
            go_on = scores[column - 1][0] if column else float("-inf")
            fit = _fit(label, contents[column], headings)
            scores.append((begin + fit, 1) if begin >= go_on else (go_on + fit, 0))
        best.append(scores)
    return _traced(runs, best, width)


def _begin(best: list[list[tuple[float, int]]], number: int, column: int) -> float:
    if number == 0:
        return -0.6 * column  # columns before the first label stay without one
    return best[number - 1][column - 1][0] if column else float("-inf")


def _traced(runs: Sequence[tuple[str, int]], best: list[list[tuple[float, int]]], width: int) -> tuple[str, ...]:
    labels = [""] * width
    number, column = len(runs) - 1, width - 1
    while number >= 0 and column >= 0:
        labels[column] = runs[number][0]
        number -= best[number][column][1]
        column -= 1
    return tuple(labels)
