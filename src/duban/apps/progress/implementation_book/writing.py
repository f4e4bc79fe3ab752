"""Write the implementation plans of one plan as a workbook to be filled and brought back.

In: a plan, its implementation plans with milestones.  Out: the bytes of an .xlsx; read back as it is, it changes
nothing. The key's column is locked; text is never a formula (`documents.writing.sheet`).
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from openpyxl.styles import Alignment, Font, Protection
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from duban.apps.plans.models import Plan
from duban.apps.progress.implementation_book import columns as c
from duban.apps.progress.models import ImplementationPlan, Milestone
from duban.apps.progress.queries.milestones import name_of
from duban.documents.writing.sheet import HEADER_ROW, Column, Value, add_sheet
from duban.rulebook.figures import plain

_CENTERED = (c.NUMBER.name, c.DUE.name)
SPARE_ROWS = 60  # below the last one, unlocked too


def key_of(row: ImplementationPlan, milestone: Milestone | None = None) -> str:
    """Names the plan, the implementation plan and the milestone."""
    return f"{row.task.plan_id}-{row.pk}-{milestone.pk if milestone else 0}"


def implementation_workbook(plan: Plan, rows: Iterable[ImplementationPlan], *, subtitle: str) -> bytes:
    """`rows` with task and milestones (and their targets) at hand."""
    book, out = Workbook(), BytesIO()
    if book.active is not None:
        book.remove(book.active)
    lines = [line for row in rows for line in _lines(row)]
    columns = [Column(one.name, one.width, centered=one.name in _CENTERED) for one in c.COLUMNS]
    sheet = add_sheet(book, c.SHEET, columns, lines, title=f"{plan.title}落实方案", subtitle=subtitle)
    sheet.freeze_panes = f"{get_column_letter(c.COLUMNS.index(c.TASK) + 2)}{HEADER_ROW + 1}"
    _lock(sheet)
    _add_help(book)
    book.save(out)
    return out.getvalue()


def _lines(row: ImplementationPlan) -> Iterable[list[Value]]:
    milestones: list[Milestone | None] = list(row.milestones.all()) or [None]
    for at, one in enumerate(milestones):
        yield [
            row.task.number,
            row.task.text,
            row.measures if at == 0 else "",
            one.due if one else None,
            one.content if one else "",
            name_of(one.target) if one and one.target else "",
            plain(one.figure) if one else "",
            one.section if one else "",
            one.person if one else "",
            key_of(row, one),
        ]


def _lock(sheet: Worksheet) -> None:
    """Everything may be changed but the keys; rows may be put in. No password: it keeps from slips, not from intent."""
    key = c.COLUMNS.index(c.KEY) + 1
    last = sheet.max_row + SPARE_ROWS
    for line in sheet.iter_rows(min_row=HEADER_ROW + 1, max_row=last, max_col=key - 1):
        for cell in line:
            cell.protection = Protection(locked=False)
    for (cell,) in sheet.iter_rows(min_row=sheet.max_row - SPARE_ROWS + 1, max_row=last, min_col=key, max_col=key):
        cell.protection = Protection(locked=False)
    sheet.protection.sheet = True
    sheet.protection.insertRows = sheet.protection.formatCells = sheet.protection.formatRows = False
    sheet.protection.formatColumns = sheet.protection.autoFilter = sheet.protection.sort = False


def _add_help(book: Workbook) -> None:
    sheet = book.create_sheet(c.HELP_SHEET)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 96
    for number, line in enumerate(c.HELP, 1):
        sheet.append([f"{number}.", line])
    sheet.append([])
    for column in c.COLUMNS:
        sheet.append([column.name, column.hint or "可不填"])
        sheet.cell(row=sheet.max_row, column=1).font = Font(bold=True)
    for (cell,) in sheet.iter_rows(min_col=2, max_col=2):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
