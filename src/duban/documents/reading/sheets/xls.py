"""Read an .xls workbook (also .et of WPS): what its cells show, its merged ranges, all its sheets.

In: bytes.  Out: a `ReadFile`.  The parsing runs in a process of its own; numbers and dates come as their formats show.
An encrypted or broken workbook is refused in one sentence.
"""

from __future__ import annotations

import io
from typing import Any

from duban.documents.blocks import ReadFile
from duban.documents.errors import UnreadableFile
from duban.documents.reading.isolation import read_apart
from duban.documents.reading.sheets.layout import Sheet, read_sheets
from duban.documents.reading.sheets.number_formats import BUILT_IN, GENERAL, shown_number

MEDIA_TYPE = "application/vnd.ms-excel"
BROKEN = "Excel 文件已损坏或不完整，无法读取。请重新保存，或另存为 .xlsx 后再上传。"
ENCRYPTED = "Excel 文件设有密码，请去掉密码后再上传。"
TEXT, NUMBER, DATE, BOOLEAN = 1, 2, 3, 4


def read(data: bytes, name: str) -> ReadFile:
    return read_apart(f"{__name__}:read_here", data, name)


def read_here(data: bytes, name: str) -> ReadFile:
    """`read` in this process, without its guards."""
    import xlrd  # type: ignore[import-untyped,unused-ignore]

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
        sheets = [_sheet(book, sheet) for sheet in book.sheets()]
    except (UnreadableFile, MemoryError):
        raise
    except xlrd.XLRDError as error:
        raise UnreadableFile(ENCRYPTED if "encrypted" in str(error).lower() else BROKEN) from error
    except Exception as error:  # the parser raises many kinds on damaged files
        raise UnreadableFile(BROKEN) from error
    return read_sheets(sheets, name, MEDIA_TYPE)


def _sheet(book: Any, found: Any) -> Sheet:
    sheet = Sheet(found.name)
    for row in range(found.nrows):
        for column, cell in enumerate(found.row(row)):
            sheet.put(row, column, _shown(book, cell))
    sheet.merged = [(top, left, bottom - top, right - left) for top, bottom, left, right in found.merged_cells]
    return sheet


def _shown(book: Any, cell: Any) -> str:
    """What a cell shows; errors and blanks show nothing."""
    if cell.ctype == TEXT:
        return str(cell.value).replace("\r\n", "\n").replace("\r", "\n")
    if cell.ctype in (NUMBER, DATE):
        return shown_number(cell.value, _code(book, cell.xf_index), since_1904=book.datemode == 1)
    if cell.ctype == BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    return ""


def _code(book: Any, style: int) -> str:
    """The number format of a cell; the numbered ones mean dates as China writes them."""
    key = book.xf_list[style].format_key
    if key in BUILT_IN:
        return BUILT_IN[key]
    found = book.format_map.get(key)
    return str(found.format_str) if found else GENERAL
