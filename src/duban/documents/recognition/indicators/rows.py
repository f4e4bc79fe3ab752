"""Which rows of an indicator table are indicators, and which are parts, headings and notes.

In: rows and what their columns hold.  Out: `Entry`s with number, part, name, parent and field.
Reads "其中：中医类别执业医师数" under 11, two rows beside one merged number, "主要污染物减排" without a value over its
parts; passes over "注：[ ]内为五年累计数".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duban.documents.blocks import Cell, Place
from duban.documents.recognition.indicators.cells import cell_text, is_blank
from duban.documents.recognition.indicators.columns import Columns
from duban.documents.recognition.indicators.fields import FieldCell, clean_field, fill_fields
from duban.documents.structure.numbering import Label, LabelKind, label_of
from duban.documents.structure.tables import GridRow

_AMONG = re.compile(r"^[\s#*]*其中\s*[:：、]?\s*")
_NOTE = re.compile(r"^[*※（(]?\s*(?:注|备注|说明|资料来源|数据来源)\s*\d?\s*[:：.、]")
_LOWER = (LabelKind.NUMBER_PAREN, LabelKind.CIRCLED, LabelKind.DECIMAL)
_LETTER = re.compile(r"[A-Za-z]")
_MARKS = re.compile(r"[\s（()）、．.。\[\]]")
_PARTED = re.compile(r"(\d{1,3})\s*(?:[（(]\s*(\d{1,2})\s*[)）]|[.．-]\s*(\d{1,2}))")
_LOWER_NUMBER = re.compile(r"[（(]\s*(\d{1,2})\s*[)）]|(\d{1,2})[)）]|([①-⑳])")


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator's row."""

    row: GridRow
    number: str
    part: str
    name: str
    parent: str
    field: str
    place: Place | None
    whole: GridRow | None = None  # the row of what it is a part of


@dataclass(slots=True)
class _State:
    bracketed: bool = False  # whole indicators are numbered （1）
    row: GridRow | None = None  # of the last whole indicator
    number: str = ""
    cell: Cell | None = None  # the number cell last seen
    name: str = ""  # of the last whole indicator
    kind: LabelKind | None = None  # of the number in its name
    parts: int = 0
    bare: bool = False  # the last whole indicator had no value of its own

    @property
    def merged(self) -> bool:
        return self.cell is not None and self.cell.rowspan > 1

    def restart(
        self, row: GridRow | None, number: str, cell: Cell | None, name: str, kind: LabelKind | None, parts: int
    ) -> None:
        """A whole indicator begins; None as its row where the table gives it none of its own."""
        self.row = row
        self.number, self.cell, self.name, self.kind, self.parts, self.bare = number, cell, name, kind, parts, False


def read_rows(rows: Sequence[GridRow], columns: Columns) -> Iterator[Entry]:
    """Indicators in reading order."""
    rows = [row for row in rows if not _NOTE.match(_first_text(row))]
    state = _State(_are_bracketed(rows, columns))
    fields = fill_fields([_field_cell(row, index, rows, columns, state) for index, row in enumerate(rows)])
    for index, row in enumerate(rows):
        if _heads(row, columns) or not _name_cells(row, columns):
            continue
        if _is_bare(row, columns) and _is_parent(rows, index, columns, state):
            state.restart(row, _number(row, columns), _cell(row, columns.number), _name(row, columns), None, 0)
            state.bare = True
            continue
        yield _entry(row, state, columns, fields[index])


def _entry(row: GridRow, state: _State, columns: Columns, field: str) -> Entry:
    name, parent = _name(row, columns), _parent(row, columns)
    cell, number = _cell(row, columns.number), _number(row, columns)
    among = bool(_AMONG.match(name)) or "其中" in number
    name = _AMONG.sub("", name)
    label = _label(name) if columns.number is None else None
    if label:
        number, name = label.number, name[label.end :].strip()
    if own_part := _own_part(row, columns, state):
        return _numbered_part(row, state, own_part, parent=parent, name=name, field=field)
    same_cell = cell is not None and cell is state.cell and cell.rowspan > 1
    unnumbered = columns.number is not None and not number and bool(state.number)
    if among or same_cell or unnumbered or _is_lower(label, state):
        own = number.replace("其中", "") if among and not same_cell else ""
        state.number = own or state.number
        above = _above(parent, state, among)
        return Entry(row, state.number, _part(state, among), name, above, field, row.place, state.row)
    parts = 1 if cell is not None and cell.rowspan > 1 and number else 0
    state.restart(row, number, cell, name, label.kind if label else None, parts)
    return Entry(row, number, "(1)" if parts else "", name, parent, field, row.place)


def _own_part(row: GridRow, columns: Columns, state: _State) -> tuple[str, str] | None:
    """Number and part that the number itself gives: 23(1), 23.1 and （1） under 23; 1.1 under no 1 is a number."""
    raw = row.text(columns.number).strip() if columns.number is not None else ""
    if match := _PARTED.fullmatch(raw):
        return (match[1], f"({match[2] or match[3]})") if match[2] or match[1] == state.number else None
    lower = _lower(row, columns)
    return (state.number, f"({lower})") if lower and state.number and not state.bracketed else None


def _lower(row: GridRow, columns: Columns) -> str:
    """The 1 of （1）, 1) and ①, "" of other numbers."""
    match = _LOWER_NUMBER.fullmatch(row.text(columns.number).strip()) if columns.number is not None else None
    if match is None:
        return ""
    return str(ord(match[3]) - ord("①") + 1) if match[3] else match[1] or match[2]


def _numbered_part(row: GridRow, state: _State, own: tuple[str, str], *, parent: str, name: str, field: str) -> Entry:
    number, part = own
    if number != state.number:
        state.restart(None, number, None, "", None, 0)
    return Entry(row, number, part, name, parent or state.name, field, row.place, state.row)


def _label(name: str) -> Label | None:
    """The number in a name; 2.5G基站数 is number 2, not 2.5."""
    label = label_of(name)
    if label and label.kind is LabelKind.DECIMAL and _LETTER.match(name, label.end):
        return label_of(name.replace(".", "、", 1))
    return label


def _is_lower(label: Label | None, state: _State) -> bool:
    """（1）… under 1.… in a table without a column of numbers."""
    return label is not None and state.kind is LabelKind.NUMBER and label.kind in _LOWER


def _above(parent: str, state: _State, among: bool) -> str:
    """What a part belongs to: the whole it is 其中 of, the name beside it, or the whole above."""
    if among:
        return state.name
    return parent or ("" if state.parts and state.merged and not state.bare else state.name)


def _part(state: _State, among: bool) -> str:
    if not among and (state.bare or state.parts or state.kind is LabelKind.NUMBER):
        state.parts += 1
        return f"({state.parts})"
    return "其中"


def _cell(row: GridRow, column: int | None) -> Cell | None:
    return row.cells[column] if column is not None and column < len(row.cells) else None


def _number(row: GridRow, columns: Columns) -> str:
    if columns.number is None:
        return ""
    raw = row.text(columns.number).strip()
    return "".join(raw.split()) if _PARTED.fullmatch(raw) else _MARKS.sub("", raw)


def _are_bracketed(rows: Sequence[GridRow], columns: Columns) -> bool:
    """Does the table count its indicators （1）, （2）? The first number tells."""
    first = next((row for row in rows if _number(row, columns) and not _heads(row, columns)), None)
    return first is not None and bool(_lower(first, columns))


def _begins_whole(row: GridRow, columns: Columns, state: _State) -> bool:
    """Its number is that of a whole indicator."""
    if _lower(row, columns) and not state.bracketed:
        return False
    return bool(_number(row, columns).strip("其中"))


def _name_cells(row: GridRow, columns: Columns) -> list[Cell]:
    cells = {id(cell): cell for column in columns.names if (cell := _cell(row, column)) and not is_blank(cell.text)}
    return list(cells.values())


def _name(row: GridRow, columns: Columns) -> str:
    cells = _name_cells(row, columns)
    column = next((at for at in columns.names if cells and _cell(row, at) is cells[-1]), None)
    return cell_text(row, column)


def _parent(row: GridRow, columns: Columns) -> str:
    """二级指标 beside 三级指标; 主要污染物减排 beside 化学需氧量."""
    cells = _name_cells(row, columns)
    column = next((at for at in columns.names if len(cells) > 1 and _cell(row, at) is cells[0]), None)
    return cell_text(row, column)


def _is_bare(row: GridRow, columns: Columns) -> bool:
    return all(is_blank(row.text(values.column)) for values in columns.values)


def _is_parent(rows: Sequence[GridRow], index: int, columns: Columns, state: _State) -> bool:
    """The rows below are parts: they have values and no number of their own."""
    if columns.number is None or index + 1 >= len(rows):
        return False
    row, below = rows[index], rows[index + 1]
    if not _name_cells(below, columns) or _is_bare(below, columns):
        return False
    parted = _PARTED.fullmatch(below.text(columns.number).strip())
    return not _begins_whole(below, columns, state) or bool(parted and parted[1] == _number(row, columns))


def _heads(row: GridRow, columns: Columns) -> bool:
    """A row with one text: a field's heading, or a piece of a torn field."""
    cell = row.heading
    return cell is not None and (_is_bare(row, columns) or cell.colspan > 1) and not _number(row, columns).isdigit()


def _field_cell(row: GridRow, index: int, rows: Sequence[GridRow], columns: Columns, state: _State) -> FieldCell:
    new_page = index > 0 and row.index <= rows[index - 1].index
    if _heads(row, columns) and row.heading:
        return FieldCell(row.heading.text, False, bool(label_of(row.heading.text.strip())), new_page)
    opens = columns.number is None or _begins_whole(row, columns, state)
    cell = _cell(row, columns.field)
    if cell is None or not row.begins(columns.field or 0) or not clean_field(cell.text):
        return FieldCell("", False, opens, new_page)
    return FieldCell(cell.text, cell.rowspan > 1, opens, new_page)


def _first_text(row: GridRow) -> str:
    return next((cell.text.strip() for cell in row.cells if cell and cell.text.strip()), "")
