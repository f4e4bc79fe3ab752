"""Turn task cards, one small table of keys and values per task, into a table with a header and one row per task.

In: a `Table`.  Out: the same cells set out as an ordinary table; a table that holds no cards is given back as it is.
Reads "任务名称 | 建设园区" over "牵头单位 | 县水利局 | 完成时限 | 10月底前";
a key that comes again opens the next card. Each cell keeps its place.
Rows that are no keys and values belong to the value above them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from duban.documents.blocks import Cell, Table
from duban.documents.recognition.responsibility import Field, column_field
from duban.documents.recognition.tables.fields import HOLDERS
from duban.documents.structure.columns import squeeze

_CAPTION = ""  # what stands over a card is under no key
_MOST_KEYS = 24
_FEWEST_ROWS = 3
_ENOUGH = 0.6  # of a card's rows open with a key; the others are captions and further lines of a value


@dataclass
class _Card:
    values: dict[str, list[Cell]] = field(default_factory=dict)
    keys: dict[str, Cell] = field(default_factory=dict)

    def keep(self, key: str, cells: Sequence[Cell]) -> None:
        self.values.setdefault(key, []).extend(cells)


def unfolded(table: Table) -> Table:
    """The cards of `table` as rows under their keys."""
    rows = _rows(table)
    if not _is_card(rows):
        return table
    cards = _cards(rows)
    keys = {key: cell for card in reversed(cards) for key, cell in card.keys.items()}
    order = sorted(keys, key=lambda key: (keys[key].row, keys[key].column))
    if len(order) > _MOST_KEYS or not _names_task_and_unit(order):
        return table
    if any(_CAPTION in card.values for card in cards):
        order.insert(0, _CAPTION)
    cells = [_at(keys[key], 0, column) for column, key in enumerate(order) if key]
    for row, card in enumerate(cards, 1):
        cells += [_at(_whole(card.values[key]), row, at) for at, key in enumerate(order) if card.values.get(key)]
    return Table(tuple(cells), table.place)


def _rows(table: Table) -> list[list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    return [rows[at] for at in sorted(rows)]


def _key(cell: Cell) -> str:
    """The key that a cell is: "牵头单位："; "" for a value."""
    words = squeeze(cell.text).rstrip("：:")
    known = column_field(words) if 2 <= len(words) <= 12 else None
    return words if known not in (None, Field.unknown) else ""


def _is_pair(row: Sequence[Cell]) -> bool:
    """Key, value, or key, value, key, value; a value may look like a key: 县直有关单位."""
    return len(row) in (2, 4) and all(map(_key, row[::2]))


def _is_card(rows: Sequence[Sequence[Cell]]) -> bool:
    """Most rows are pairs, and none is made of keys alone as a header is."""
    if len(rows) < _FEWEST_ROWS or any(len(row) > 2 and all(map(_key, row)) for row in rows[:3]):
        return False
    pairs = sum(map(_is_pair, rows))
    return pairs >= _FEWEST_ROWS and pairs >= len(rows) * _ENOUGH


def _names_task_and_unit(keys: Sequence[str]) -> bool:
    fields = [column_field(key) for key in keys]
    return Field.text in fields and any(each in HOLDERS for each in fields)


def _cards(rows: Sequence[Sequence[Cell]]) -> list[_Card]:
    cards = [_Card()]
    last = _CAPTION
    for row, after in zip_longest(rows, rows[1:], fillvalue=()):
        if not _is_pair(row):
            if _captions(row, after, cards[-1]):
                cards.append(_Card())
                last = _CAPTION
            cards[-1].keep(last, row)
            continue
        for key, value in zip(row[::2], row[1::2], strict=True):
            last = _key(key)
            if last in cards[-1].keys:
                cards.append(_Card())
            cards[-1].keys[last] = key
            cards[-1].keep(last, [value])
    return cards


def _captions(row: Sequence[Cell], after: Sequence[Cell], card: _Card) -> bool:
    """任务二 over the first row of the next card."""
    return len(row) == 1 and _is_pair(after) and _key(after[0]) in card.keys


def _whole(cells: Sequence[Cell]) -> Cell:
    """The cells under one key as one."""
    if len(cells) == 1:
        return cells[0]
    text = "\n".join(cell.text for cell in cells)
    return replace(cells[0], text=text, place=cells[0].place.until(cells[-1].place))


def _at(cell: Cell, row: int, column: int) -> Cell:
    return replace(cell, row=row, column=column, rowspan=1, colspan=1)
