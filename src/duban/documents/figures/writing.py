"""Write the workbook in which a clerk enters a year's figures: a row a figure, light cells to fill in, others locked.

In: `FiguresTable`.  Out: the bytes of an .xlsx, read back by `figures.reading`.
Text is never a formula (`writing.sheet`). The sheet is protected without a password: against slips, not against people.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from duban.documents.figures import columns as c
from duban.documents.figures.rows import FigureRow, FiguresTable
from duban.documents.writing.sheet import HEADER_ROW, Column, Value, add_sheet, cell_text

_CENTERED = (c.NUMBER, c.UNIT, c.PLACE, c.MONTH)
_OPEN = PatternFill("solid", start_color="FFFFFBE6", end_color="FFFFFBE6")
_SHUT = PatternFill("solid", start_color="FFF3F4F6", end_color="FFF3F4F6")
_SOURCES_COLUMN = "D"


def write_figures_workbook(table: FiguresTable) -> bytes:
    """The workbook; a table without rows gives its header alone."""
    book, out = Workbook(), BytesIO()
    if book.active is not None:
        book.remove(book.active)
    chosen = [column for column in c.COLUMNS if not column.optional or any(_needs(row, column) for row in table.rows)]
    rows = [[_value(table, row, column) for column in chosen] for row in table.rows]
    columns = [Column(one.name, one.width, merged=one is c.FIELD, centered=one in _CENTERED) for one in chosen]
    subtitle = table.subtitle or f"{table.year}年　共 {len(rows)} 行"
    sheet = add_sheet(book, c.SHEET, columns, rows, title=table.title, subtitle=subtitle)
    for at, row in enumerate(table.rows, HEADER_ROW + 1):
        _open_cells(sheet, at, row, chosen)
    _add_help(book, chosen, table.sources)
    if table.rows:
        _add_checks(sheet, chosen, len(table.rows), len(table.sources))
    _protect(sheet, chosen)
    book.save(out)
    return out.getvalue()


def _needs(row: FigureRow, column: c.Column) -> bool:
    if column in (c.NUMERATOR, c.DENOMINATOR):
        return row.by_rate
    return bool(getattr(row, column.field))


def _value(table: FiguresTable, row: FigureRow, column: c.Column) -> Value:
    if column is c.KEY:
        return " ".join((table.key, row.key, *((c.LOCKED,) if row.locked else ())))
    if column is c.NOTE and row.locked:
        return row.locked
    value: Value = getattr(row, column.field)
    return value


def _open_cells(sheet: Worksheet, at: int, row: FigureRow, chosen: Sequence[c.Column]) -> None:
    """Light and unlocked where the clerk writes, grey elsewhere."""
    for index, column in enumerate(chosen, 1):
        cell = sheet.cell(row=at, column=index)
        is_open = column.entered and not row.locked
        if column in (c.NUMERATOR, c.DENOMINATOR):
            is_open = is_open and row.by_rate
        if column.entered or row.locked:
            cell.fill = _OPEN if is_open else _SHUT
        cell.protection = Protection(locked=not is_open)
        if column in c.FIGURES:
            cell.alignment = Alignment(horizontal="right", vertical="center")
        elif column in (c.SOURCE, c.NOTE):
            cell.number_format = "@"


def _add_checks(sheet: Worksheet, chosen: Sequence[c.Column], rows: int, sources: int) -> None:
    """What the program says while the clerk types; whatever gets past it the reading finds."""
    month = DataValidation("whole", "1", "12", operator="between", error="请填 1 到 12 的整数，12 表示全年数")
    limit = "9" * 15
    figure = DataValidation("decimal", f"-{limit}", limit, operator="between", error="请只填数字，不带单位和文字")
    for check, columns in ((month, [c.MONTH]), (figure, c.FIGURES)):
        check.showErrorMessage, check.errorTitle = True, "填写有误"
        _apply(sheet, check, columns, chosen, rows)
    if sources:
        listed = f"{c.HELP_SHEET}!${_SOURCES_COLUMN}$2:${_SOURCES_COLUMN}${sources + 1}"
        source = DataValidation("list", listed, showErrorMessage=False)  # other words are allowed
        _apply(sheet, source, [c.SOURCE], chosen, rows)


def _apply(
    sheet: Worksheet, check: DataValidation, columns: Sequence[c.Column], chosen: Sequence[c.Column], rows: int
) -> None:
    check.allow_blank = True
    for column in columns:
        if column in chosen:
            letter = get_column_letter(chosen.index(column) + 1)
            check.add(f"{letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + rows}")
    sheet.add_data_validation(check)


def _protect(sheet: Worksheet, chosen: Sequence[c.Column]) -> None:
    letter = get_column_letter(len(chosen))
    sheet.column_dimensions[letter].hidden = True
    sheet.print_area = f"A1:{get_column_letter(len(chosen) - 1)}{max(sheet.max_row, HEADER_ROW)}"
    sheet.freeze_panes = f"{get_column_letter(chosen.index(c.NAME) + 2)}{HEADER_ROW + 1}"
    allowed = sheet.protection
    allowed.sheet = True
    allowed.formatColumns = allowed.formatRows = allowed.formatCells = False  # False: not forbidden
    allowed.autoFilter = allowed.deleteRows = False


def _add_help(book: Workbook, chosen: Sequence[c.Column], sources: Sequence[str]) -> None:
    sheet = book.create_sheet(c.HELP_SHEET)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 96
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # 9 is A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr = 0, PageSetupProperties(fitToPage=True)
    for number, line in enumerate(c.HELP, 1):
        sheet.append([f"{number}.", line])
    sheet.append([])
    for column in chosen:
        sheet.append([column.name, column.hint])
        sheet.cell(row=sheet.max_row, column=1).font = Font(bold=True)
    for row in sheet.iter_rows(min_col=2, max_col=2):
        row[0].alignment = Alignment(wrap_text=True, vertical="top")
    _list_sources(sheet, sources)


def _list_sources(sheet: Worksheet, sources: Sequence[str]) -> None:
    if not sources:
        return
    sheet.column_dimensions[_SOURCES_COLUMN].width = 30
    for row, text in enumerate(("常用数据来源", *sources), 1):
        cell = sheet[f"{_SOURCES_COLUMN}{row}"]
        cell.value, cell.data_type = cell_text(text), "s"
        cell.font = Font(bold=row == 1)
