"""Exactly what is shown, all pages of it, as a file.

In: columns in sight, rows asked for.  Out: .xlsx or .csv, row by row, so that memory does not grow with the rows.
Text is never a formula: in .xlsx it is typed as text, in .csv a leading = + - @ (wide ones too) gets an apostrophe.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from duban.apps.web.table.columns import Column, words

AT_ONCE = 1000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NUMBER = (int, float, Decimal)
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def xlsx(title: str, columns: Sequence[Column], rows: QuerySet[Any]) -> HttpResponseBase:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = 40 if column.stay and not column.number else 18
    head = [WriteOnlyCell(sheet, column.label) for column in columns]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in rows.iterator(AT_ONCE):
        sheet.append([_cell(sheet, column.for_file(row)) for column in columns])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    response = FileResponse(file, content_type=XLSX)
    response["Content-Disposition"] = _name(title, "xlsx")
    return response


def _cell(sheet: Any, value: Any) -> Any:
    """The value as openpyxl writes it; text that it would take for a formula or an error is typed as text."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).replace(tzinfo=None)
    if isinstance(value, (*_NUMBER, date)) and not isinstance(value, bool):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", words(value))
    if text[:1] not in {"=", "#"}:
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


class _Line:
    """A file to csv.writer that gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_file(title: str, columns: Sequence[Column], rows: QuerySet[Any]) -> HttpResponseBase:
    return StreamingHttpResponse(
        _lines(columns, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": _name(title, "csv")},
    )


def _lines(columns: Sequence[Column], rows: QuerySet[Any]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(
        [column.label for column in columns]
    )  # Excel takes it for UTF-8 only with this mark
    for row in rows.iterator(AT_ONCE):
        yield writer.writerow([_plain(column.for_file(row)) for column in columns])


def _plain(value: Any) -> str:
    if isinstance(value, _NUMBER) and not isinstance(value, bool):
        return str(value)
    text = words(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _name(title: str, ending: str) -> str:
    name = f"{title}{timezone.localdate():%Y%m%d}.{ending}"
    return f"attachment; filename=\"table.{ending}\"; filename*=UTF-8''{quote(name)}"


EXPORTS: dict[str, Callable[[str, Sequence[Column], QuerySet[Any]], HttpResponseBase]] = {"xlsx": xlsx, "csv": csv_file}
