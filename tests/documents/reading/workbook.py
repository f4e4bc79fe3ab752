"""A workbook with everything that sheets of plans have; files/workbook.xls and .ods were converted from it.

Out: the bytes of an .xlsx: a title, a form line, merged chapters, formats, a hidden row and sheet, a note, blank rows.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO

from openpyxl import Workbook

HEADER = ["序号", "重点任务", "目标值", "牵头单位", "完成时限", "备注"]
ROWS = [
    ["一、工业", None, None, None, None, None],
    [1, "工业增加值增长", 0.085, "县工业和信息化局", date(2025, 12, 31), True],
    [2, "完成技改投资", 12345.6, "县工业和信息化局\n县财政局", date(2025, 11, 1), None],
    [3, "新增规上企业", 5, "县统计局", date(2025, 6, 1), None],
    [4, "粮食播种面积", 1.8300000000000003, None, "常年", "-5"],
]
FORMATS = {
    "D7": "0.0%",
    "D8": '#,##0.00"万元"',
    "F7": 'yyyy"年"m"月"d"日"',
    "F8": "yyyy-mm-dd",
    "F9": 'yyyy"年"m"月"',
}


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "任务分工"
    sheet["B2"], sheet["B3"], sheet["F3"] = "临川县2025年重点任务分工表", "填报单位：临川县人民政府办公室", "单位：万元"
    for column, text in enumerate(HEADER, start=2):
        sheet.cell(5, column, text)
    for row, values in enumerate(ROWS, start=6):
        for column, value in enumerate(values, start=2):
            sheet.cell(row, column, value)
    for place, code in FORMATS.items():
        sheet[place].number_format = code
    for merged in ("B2:G2", "B6:G6", "E9:E10"):
        sheet.merge_cells(merged)
    sheet.row_dimensions[9].hidden = True
    sheet["B12"] = "注：本表按月更新。"
    for column in range(1, 9):
        sheet.cell(400, column).number_format = "0.00"
    second = book.create_sheet("第二批")
    second.sheet_state = "hidden"
    for values in (["序号", "任务"], [1, "隐藏表中的任务"]):
        second.append(values)
    book.create_sheet("空表")
    target = BytesIO()
    book.save(target)
    return target.getvalue()
