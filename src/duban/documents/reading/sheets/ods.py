"""Read an .ods workbook: what its cells show, its merged ranges, all its sheets.

In: bytes.  Out: a `ReadFile`.  A cell's text stands in the file as it was shown ("35.2%"), so it is taken from there.
Repeated rows and cells are counted on, and written out only where they hold text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from duban.documents.blocks import ReadFile
from duban.documents.errors import UnreadableFile
from duban.documents.reading.packages import open_package
from duban.documents.reading.sheets.layout import TOO_LARGE, Sheet, read_sheets
from duban.documents.reading.sheets.number_formats import GENERAL, shown_number
from duban.documents.reading.xml import local_name, parse_xml

WHAT = "ODS 表格"
MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
MOST_REPEATS = 1000  # of a row or cell with text: more is no table that people read
MOST_SQUARES = 1_000_000  # the farthest row or column that is counted on to
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
NUMBER = re.compile(r"-?\d{1,20}(?:\.\d{1,20})?(?:[eE]-?\d{1,2})?")
SKIPPED = ("annotation", "ruby-text", "shape", "frame", "custom-shape")


def read(data: bytes, name: str) -> ReadFile:
    package = open_package(data, WHAT)
    if package.has("META-INF/manifest.xml") and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnreadableFile(f"{WHAT}设有密码，请去掉密码后再上传。")
    root = parse_xml(package.read("content.xml"), WHAT)
    return read_sheets((_sheet(table) for table in root.iter(f"{TABLE}table")), name, MEDIA_TYPE)


@dataclass(slots=True)
class _Cell:
    """A cell of a row: its text, and how often and how far it stands there."""

    text: str
    column: int
    repeats: int
    span: tuple[int, int]


@dataclass(slots=True)
class _Row:
    cells: list[_Cell] = field(default_factory=list)


def _sheet(table: etree._Element) -> Sheet:
    sheet = Sheet(table.get(f"{TABLE}name") or "")
    line = 0
    for element in _rows(table):
        repeats = _count(element, "number-rows-repeated")
        row = _row(element)
        if row.cells:
            if repeats > MOST_REPEATS:
                raise UnreadableFile(TOO_LARGE)
            for at in range(line, line + repeats):
                _put(sheet, at, row)
        line = min(line + repeats, MOST_SQUARES)
    return sheet


def _put(sheet: Sheet, line: int, row: _Row) -> None:
    for cell in row.cells:
        for column in range(cell.column, cell.column + cell.repeats):
            sheet.put(line, column, cell.text)
            if cell.span != (1, 1):
                sheet.merged.append((line, column, *cell.span))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, those in header and group elements too, those of tables inside its cells not."""
    for child in table:
        name = local_name(child)
        if name == "table-row":
            yield child
        elif name in ("table-rows", "table-header-rows", "table-row-group"):
            yield from _rows(child)


def _row(element: etree._Element) -> _Row:
    """The cells of a row that have text or are merged."""
    row = _Row()
    column = 0
    for child in element:
        name = local_name(child)
        if name not in ("table-cell", "covered-table-cell"):
            continue
        repeats = _count(child, "number-columns-repeated")
        text = _text(child) if name == "table-cell" else ""
        span = _count(child, "number-rows-spanned"), _count(child, "number-columns-spanned")
        if text.strip() or span != (1, 1):
            if repeats > MOST_REPEATS:
                raise UnreadableFile(TOO_LARGE)
            row.cells.append(_Cell(text, column, repeats, span))
        column = min(column + repeats, MOST_SQUARES)
    return row


def _count(element: etree._Element, name: str) -> int:
    value = element.get(f"{TABLE}{name}") or "1"
    return max(int(value), 1) if value.isdecimal() and len(value) < 9 else 1


def _text(cell: etree._Element) -> str:
    """What a cell shows: its paragraphs, one a line; an error shows nothing."""
    paragraphs = (_inline(child) for child in cell if child.tag == f"{TEXT}p")
    text = "\n".join(paragraphs) or _stored(cell)
    return "" if text.startswith(("#", "Err:")) and cell.get(f"{TABLE}formula") else text


def _stored(cell: etree._Element) -> str:
    """The value of a cell whose writer left out what it shows."""
    value = cell.get(f"{OFFICE}value") or cell.get(f"{OFFICE}date-value") or cell.get(f"{OFFICE}string-value") or ""
    if not NUMBER.fullmatch(value):
        return value.removesuffix("T00:00:00")
    return shown_number(float(value), "0.##%" if cell.get(f"{OFFICE}value-type") == "percentage" else GENERAL)


def _inline(element: etree._Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name == "s":
            pieces.append(" ")
        elif name in ("line-break", "tab"):
            pieces.append("\n" if name == "line-break" else " ")
        elif name not in SKIPPED:
            pieces.append(_inline(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
