"""Write a plan's ledger as a workbook to be edited and brought back.

In: a plan.  Out: the bytes of an .xlsx; read back as it is, it changes nothing.
Text is never a formula (`documents.writing.sheet`).
"""

from __future__ import annotations

from io import BytesIO

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from duban.apps.plans.models import Plan
from duban.apps.plans.queries.comparison import plan_side
from duban.apps.plans.workbook.columns import COLUMNS, HELP, HELP_SHEET, KEY, SHEET, STATE, TEXT
from duban.apps.plans.workbook.values import key_of, written
from duban.documents.writing.sheet import HEADER_ROW, Column, Value, add_sheet

_CENTERED = ("序号", "完成时限", "时限原文", "状态")


def plan_workbook(plan: Plan) -> bytes:
    book, out = Workbook(), BytesIO()
    if book.active is not None:
        book.remove(book.active)
    states = {task.pk: task.get_state_display() for task in plan.tasks.only("pk", "state")}
    rows: list[list[Value]] = []
    for side in plan_side(plan).tasks:
        told = {STATE: states[side.key], KEY: key_of(side.key, plan.pk)}
        rows.append([told[column] if column in told else written(side, column) for column in COLUMNS])
    columns = [Column(one.name, one.width, centered=one.name in _CENTERED) for one in COLUMNS]
    subtitle = "　".join(filter(None, (plan.number, f"共 {len(rows)} 项任务")))
    sheet = add_sheet(book, SHEET, columns, rows, title=plan.title, subtitle=subtitle)
    sheet.column_dimensions[get_column_letter(COLUMNS.index(KEY) + 1)].hidden = True
    sheet.freeze_panes = f"{get_column_letter(COLUMNS.index(TEXT) + 2)}{HEADER_ROW + 1}"
    _add_help(book)
    book.save(out)
    return out.getvalue()


def _add_help(book: Workbook) -> None:
    sheet = book.create_sheet(HELP_SHEET)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 96
    for number, line in enumerate(HELP, 1):
        sheet.append([f"{number}.", line])
    sheet.append([])
    for column in COLUMNS:
        sheet.append([column.name, column.hint or "照文件填写，可不填"])
        sheet.cell(row=sheet.max_row, column=1).font = Font(bold=True)
    for row in sheet.iter_rows(min_col=2, max_col=2):
        row[0].alignment = Alignment(wrap_text=True, vertical="top")
