"""The progress table (进度计划表) of the district's indicator campaign: 目标值 and 评价值 by year, two heading rows."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet
from plan_xlsx import saved

TITLE = "云栖区2026—2028年指标任务进度计划表"
FORM_LINE = "填报单位：云栖区人民政府督查室"
NOTES = (
    "注：1.评价值为当年目标值相对2028年目标值的计划实现程度（%）。",
    "说明：本表为虚构样例，地名、单位均不存在。",
)
INVENTED = "本文件为虚构样例，地名、单位、人名均不存在"
YEARS = (2026, 2027, 2028)
HEADS = ("序号", "领域", "指标", "单位", "2025年实际值")
WIDTHS = (7, 12, 30, 14, 12, 16, 9, 14, 9, 14, 9, 24)
FIRST_ROW = 5  # title, form line, two heading rows
THIN = Side(style="thin")

FIELDS = {
    "经济发展": [
        ("1", "规模以上工业增加值增速", "%", 6.1, ("确保7.5，力争8", 93.8), (8, 100), (8, 100), "区工业和信息化局"),
        ("2", "研发经费投入强度", "%", 1.75, (1.9, 82.6), (2.1, 91.3), (2.3, 100), "区科技局"),
        ("3(1)", "固定资产投资增速", "%", 3.2, ("6以上", 100), ("6以上", 100), ("6以上", 100), "区发展改革局"),
        ("3(2)", "民间投资占固定资产投资比重", "%", 51.3, (55, 94.8), (57, 98.3), (58, 100), "区发展改革局"),
    ],
    "社会民生": [
        (
            "4", "城镇登记失业率", "%", 3.1, ("3.5以内", 100), ("3.5以内", 100), ("3.5以内", 100),
            "区人力资源社会保障局",
        ),
        ("5", "每千名老年人拥有养老床位数", "张", 32, (36, 90), (38, 95), (40, 100), "区民政局"),
    ],
    "生态环境": [
        (
            "6", "细颗粒物（PM2.5）年均浓度", "微克/立方米", 28, ("≤26", 92.3), ("≤25", 96), ("≤24", 100),
            "市生态环境局云栖分局",
        ),
        (
            "7", "单位地区生产总值能耗降低率", "%", "—", ("完成市下达的年度目标任务", "—"),
            ("完成市下达的年度目标任务", "—"), ("完成市下达的年度目标任务", "—"), "区发展改革局",
        ),
    ],
}  # fmt: skip


def progress_xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "进度计划"
    _heads(sheet)
    last = _fill(sheet)
    for row, note in enumerate(NOTES, start=last + 1):
        sheet.cell(row, 1, note).font = Font(name="楷体_GB2312", size=11)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(WIDTHS))
    for index, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + index)].width = width
    sheet.freeze_panes = f"D{FIRST_ROW}"
    sheet.print_title_rows = f"{FIRST_ROW - 2}:{FIRST_ROW - 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text, sheet.oddFooter.center.text = INVENTED, "— &P —"
    return saved(book)


def _heads(sheet: Worksheet) -> None:
    sheet["A1"], sheet["A2"] = TITLE, FORM_LINE
    sheet.merge_cells("A1:L1")
    sheet.merge_cells("A2:L2")
    sheet["A1"].font = Font(name="方正小标宋简体", size=20)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet["A2"].font = Font(name="楷体_GB2312", size=12)
    sheet.row_dimensions[1].height = 36
    upper, lower = FIRST_ROW - 2, FIRST_ROW - 1
    for column, text in ((1 + at, text) for at, text in enumerate((*HEADS, *[""] * 6, "责任单位"))):
        if text:
            sheet.cell(upper, column, text)
            sheet.merge_cells(start_row=upper, end_row=lower, start_column=column, end_column=column)
    for column, year in zip(range(6, 12, 2), YEARS, strict=True):
        sheet.cell(upper, column, f"{year}年")
        sheet.merge_cells(start_row=upper, end_row=upper, start_column=column, end_column=column + 1)
        sheet.cell(lower, column, "目标值")
        sheet.cell(lower, column + 1, "评价值")
    for row in (upper, lower):
        for column in range(1, len(WIDTHS) + 1):
            _dress(sheet, row, column, "黑体")


def _fill(sheet: Worksheet) -> int:
    at = FIRST_ROW
    for field, indicators in FIELDS.items():
        sheet.cell(at, 2, field)
        sheet.merge_cells(start_row=at, end_row=at + len(indicators) - 1, start_column=2, end_column=2)
        for number, name, unit, actual, *years, units in indicators:
            values = [name, unit, actual, *(value for year in years for value in year), units]
            sheet.cell(at, 1, int(number) if number.isdigit() else number)
            for column, value in enumerate(values, start=3):
                sheet.cell(at, column, value)
            for column in range(1, len(WIDTHS) + 1):
                _dress(sheet, at, column, "仿宋_GB2312")
            sheet.row_dimensions[at].height = 34
            at += 1
    return at - 1


def _dress(sheet: Worksheet, row: int, column: int, font: str) -> None:
    cell = sheet.cell(row, column)
    cell.font = Font(name=font, size=11)
    cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
