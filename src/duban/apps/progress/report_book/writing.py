"""Write the reports of a unit in a round as a workbook to be filled and brought back.

In: rows of reports.  Out: the bytes of an .xlsx; read back as it is, it changes nothing. The key's column is hidden
and locked; text is never a formula (`documents.writing.sheet`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import zip_longest

from openpyxl.styles import Alignment, Font, Protection
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from duban.apps.progress.queries.filed import Line
from duban.apps.progress.queries.report_grid import Row
from duban.apps.progress.report_book import columns as c
from duban.documents.writing.sheet import HEADER_ROW, Column, Value, add_sheet
from duban.rulebook.figures import plain
from duban.rulebook.health import LABELS, STATED

_CENTERED = (c.NUMBER.name, c.STATED.name, c.STATE.name)


def key_of(row: Row) -> str:
    """Names the report, its version, and the targets in the order of their columns."""
    targets = ",".join(str(line.target.pk) for line in row.lines)
    return f"report:{row.report.pk}:{row.report.version}:{targets}"


def report_workbook(rows: Sequence[Row], *, title: str, subtitle: str) -> bytes:
    book, out = Workbook(), BytesIO()
    if book.active is not None:
        book.remove(book.active)
    most = max((len(row.lines) for row in rows), default=1)
    told = c.columns(most)
    columns = [Column(one.name, one.width, centered=one.name in _CENTERED) for one in told]
    sheet = add_sheet(
        book, c.SHEET, columns, [_line(row, max(most, 1)) for row in rows], title=title, subtitle=subtitle
    )
    sheet.freeze_panes = f"{get_column_letter(told.index(c.TASK) + 2)}{HEADER_ROW + 1}"
    _offer_choices(sheet, told.index(c.STATED) + 1, last=HEADER_ROW + max(len(rows), 1))
    _lock(sheet, told)
    _add_help(book, told)
    book.save(out)
    return out.getvalue()


def _line(row: Row, targets: int) -> list[Value]:
    report = row.report
    told = [value for _, line in zip_longest(range(targets), row.lines) for value in _of_target(line)]
    return [
        report.task.number,
        report.task.text,
        *told,
        report.get_stated_display() if report.stated else "",
        report.text,
        report.problems,
        report.coordination,
        report.next_step,
        row.last.text if row.last else "",
        report.get_state_display(),
        key_of(row),
    ]


def _of_target(line: Line | None) -> Iterable[Value]:
    """The words of the target, the figure now, the figure last time."""
    return (line.target.text, plain(line.stated), plain(line.last)) if line else ("", "", "")


def _offer_choices(sheet: Worksheet, column: int, *, last: int) -> None:
    words = ",".join(LABELS[one] for one in STATED)
    rule = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "自评", f"请从所列的自评中选择：{words}"
    letter = get_column_letter(column)
    rule.add(f"{letter}{HEADER_ROW + 1}:{letter}{last}")
    sheet.add_data_validation(rule)


def _lock(sheet: Worksheet, told: Sequence[c.Column]) -> None:
    """What is filled may be changed, nothing else. No password: it keeps from slips, not from intent."""
    for at, column in enumerate(told, 1):
        if column.field and column is not c.KEY:
            for (cell,) in sheet.iter_rows(min_row=HEADER_ROW + 1, min_col=at, max_col=at):
                cell.protection = Protection(locked=False)
    sheet.column_dimensions[get_column_letter(len(told))].hidden = True
    sheet.protection.sheet = True
    sheet.protection.deleteRows = sheet.protection.formatCells = sheet.protection.formatRows = False
    sheet.protection.formatColumns = sheet.protection.autoFilter = False


def _add_help(book: Workbook, told: Sequence[c.Column]) -> None:
    sheet = book.create_sheet(c.HELP_SHEET)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 96
    for number, line in enumerate(c.HELP, 1):
        sheet.append([f"{number}.", line])
    sheet.append([])
    for column in told:
        sheet.append([column.name, column.hint])
        sheet.cell(row=sheet.max_row, column=1).font = Font(bold=True)
    for (cell,) in sheet.iter_rows(min_col=2, max_col=2):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
