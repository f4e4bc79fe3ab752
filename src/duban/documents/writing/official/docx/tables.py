"""Tables in Word: those of the text, a form's fields, and the 版记 at the foot of the last page.

In: `Grid`, or the lines of the 版记.  Out: XML.  A header is repeated on every page and no row is broken across two.
The 版记 is a table that floats at the foot of the text area of the page on which the text ends.
"""

from __future__ import annotations

from collections.abc import Sequence

from duban.documents.writing.official.arranging import Grid
from duban.documents.writing.official.docx.styles import CELL_STYLE, HEADER_STYLE, LABEL_STYLE, VALUE_STYLE
from duban.documents.writing.official.docx.xml import millimetres, paragraph, run, spacing, style, twips
from duban.documents.writing.official.measures import (
    LINE,
    TEXT,
    squares,
)

_SHORT = 8.0  # squares; a column of nothing longer is centred
_WIDTH = millimetres(TEXT[0])
_RULE = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f"<w:{side} {_RULE}/>" for side in _SIDES)
_MARGINS = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
)
_HEADER_ROW = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_ROW = "<w:trPr><w:cantSplit/></w:trPr>"
_FORM_ROW = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{twips(1.5 * LINE)}" w:hRule="atLeast"/></w:trPr>'
_ANCHOR = paragraph("", spacing=spacing(1), rPr='<w:sz w:val="2"/>')


def grid_xml(grid: Grid) -> str:
    """A table as wide as the text, and the line that parts it from what follows."""
    widths = _widths(grid.shares)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = (
        f'<w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{_MARGINS}'
    )
    rows = _form_rows(grid, widths) if grid.form else _rows(grid, widths)
    gap = paragraph("", spacing=spacing(LINE / 2))
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>{gap}"


def _widths(shares: Sequence[int]) -> list[int]:
    whole = sum(shares)
    widths = [_WIDTH * share // whole for share in shares]
    return [*widths[:-1], _WIDTH - sum(widths[:-1])]


def _rows(grid: Grid, widths: Sequence[int]) -> str:
    columns = zip(*grid.rows, strict=True) if grid.rows else ()
    centred = [max(map(squares, column), default=0) <= _SHORT for column in columns]
    looks = [_look(CELL_STYLE, width, centre) for width, centre in zip(widths, centred, strict=False)]
    header = [_look(HEADER_STYLE, width, False) for width in widths]
    first = f"<w:tr>{_HEADER_ROW}{_cells(grid.header, header)}</w:tr>" if grid.header else ""
    return first + "".join(f"<w:tr>{_ROW}{_cells(row, looks)}</w:tr>" for row in grid.rows)


def _form_rows(grid: Grid, widths: Sequence[int]) -> str:
    looks = [_look(LABEL_STYLE, widths[0], False), _look(VALUE_STYLE, widths[1], False)]
    return "".join(f"<w:tr>{_FORM_ROW}{_cells(row, looks)}</w:tr>" for row in grid.rows)


def _look(name: str, width: int, centre: bool) -> tuple[str, dict[str, str]]:
    cell = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
    return cell, {"pStyle": style(name)} | ({"jc": 'w:val="center"'} if centre else {})


def _cells(row: Sequence[str], looks: Sequence[tuple[str, dict[str, str]]]) -> str:
    return "".join(
        f"<w:tc>{cell}{''.join(paragraph(run(line), **look) for line in text.split(chr(10)))}</w:tc>"
        for text, (cell, look) in zip(row, looks, strict=True)
    )
