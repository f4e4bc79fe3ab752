"""The ledger as a spreadsheet program opens it."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from documents.writing.invented import indicators, others, plan, task, understanding
from duban.documents.model import OfficialDocument
from duban.documents.writing.ledger import write_ledger
from duban.documents.writing.sheet import sheet_name

HEADER = [
    "序号",
    "大类",
    "大项",
    "重点任务",
    "工作措施",
    "分管领导",
    "牵头单位",
    "负责单位",
    "配合单位",
    "量化目标",
    "完成时限",
]


def opened(*documents: OfficialDocument) -> Workbook:
    return load_workbook(BytesIO(write_ledger(understanding(*documents))))


def rows(sheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]


def test_a_row_has_everything_a_clerk_writes_down() -> None:
    sheet = opened(plan())["任务"]

    assert [cell.value for cell in sheet[3]] == HEADER
    assert [cell.value for cell in sheet[4]] == [
        1,
        "一、全力稳住经济大盘",
        "（一）做强实体经济",
        "开展“百企升级”行动，新增规模以上工业企业12家以上。",
        "一是建立培育库。二是每季度会商一次。",
        "沈卓远",
        "县工业和信息化局",
        "各镇政府",
        "县财政局、县税务局",
        "新增规模以上工业企业12家以上",
        datetime(2026, 12, 31),
    ]
    assert sheet["K6"].value == "长期坚持"


def test_the_title_stands_above_with_its_number_and_day() -> None:
    sheet = opened(plan())["任务"]

    assert sheet["A1"].value == "临川县2026年重点任务责任分工方案"
    assert sheet["A2"].value == "临府〔2026〕8号　临川县人民政府　2026年2月20日　共 4 项任务"


def test_chapters_are_merged_over_their_tasks_and_can_still_be_filtered() -> None:
    book = write_ledger(understanding(plan()))
    sheet = load_workbook(BytesIO(book))["任务"]

    assert {str(span) for span in sheet.merged_cells.ranges} == {"A1:K1", "A2:K2", "B4:B6", "C4:C5"}
    assert sheet.auto_filter.ref == "A3:K7"
    xml = ZipFile(BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
    assert "<t>" in xml.split('r="B5"')[1].split("</c>")[0]


def test_the_sheet_is_ready_to_print() -> None:
    sheet = opened(plan())["任务"]

    assert sheet.freeze_panes == "B4"
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "&P" in sheet.oddFooter.center.text
    assert all(cell.alignment.wrap_text for cell in sheet[4])


@pytest.mark.parametrize("text", ["=1+1", "=HYPERLINK(1)", "+86", "-3%左右", "@全体", "=SUM(A1", "\t=1", "#REF!"])
def test_text_is_never_a_formula(text: str) -> None:
    sheet = opened(plan(title=text, tasks=(task(text=text, lead=(text,)),)))["任务"]

    for cell in (sheet["A1"], sheet["D4"], sheet["G4"]):
        assert (cell.value, cell.data_type) == (text, "s")


def test_what_a_cell_cannot_hold_is_removed_or_cut_and_said() -> None:
    sheet = opened(plan(tasks=(task(text="坏\x00字\x0b符\ud800\uffff。", measures="长" * 40_000),)))["任务"]

    assert sheet["D4"].value == "坏字符。"
    assert len(sheet["E4"].value) == 32_767
    assert sheet["E4"].value.endswith("此处截断）")


@pytest.mark.parametrize(
    ("numbers", "printed"),
    [
        (("8", "9"), [8, 9]),
        (("1", "1"), [1, 2]),
        (("", "3"), [1, 2]),
        (("1-1", "1-2"), ["1-1", "1-2"]),
        (("²", "③"), ["²", "③"]),
    ],
)
def test_numbers_are_the_printed_ones_where_they_tell_tasks_apart(numbers: tuple[str, ...], printed: list) -> None:
    sheet = opened(plan(tasks=tuple(task(number) for number in numbers)))["任务"]

    assert [row[0] for row in rows(sheet)] == printed


def test_every_part_has_its_sheet() -> None:
    book = opened(plan(), indicators(), others())

    assert book.sheetnames == ["任务", "指标", "提纲", "阶段", "成员", "任免", "时限", "公文", "存疑"]
    assert rows(book["指标"])[0][:5] == ["青泽市2026年指标攻坚方案", 7, "(1)", "资源环境", "城市空气质量优良天数比例"]
    assert rows(book["时限"]) == [["临川县消防隐患整治工作方案", "各审批部门", "3个工作日", "3个工作日内办结"]]
    assert rows(book["存疑"])[0][1:] == ["须核对", "no-leader", "第2项任务没有写明分管领导", "第3页第7段"]
    assert rows(book["公文"])[0][2:5] == ["临府〔2026〕8号", "临川县人民政府", datetime(2026, 2, 20)]


def test_several_plans_have_a_sheet_each() -> None:
    long = "青泽市贯彻落实省政府工作报告重点任务分工方案及责任清单[修订]"
    book = opened(plan(title=long), plan(title=long), plan(title="a/b*?"))

    assert len(set(book.sheetnames)) == 5
    assert all(len(name) <= 31 for name in book.sheetnames)


@pytest.mark.parametrize(
    ("wanted", "taken", "given"),
    [
        ("任务", [], "任务"),
        ("任务", ["任务"], "任务（2）"),
        ("", [], "表"),
        ("'[x]:/'", [], "x"),
        ("History", [], "表"),
        ("长" * 40, ["长" * 31], "长" * 28 + "（2）"),
        ("Plan", ["PLAN"], "Plan（2）"),
    ],
)
def test_a_name_of_a_sheet_is_legal_and_free(wanted: str, taken: list[str], given: str) -> None:
    assert sheet_name(wanted, taken) == given


def test_a_file_without_documents_still_gives_a_workbook() -> None:
    from duban.documents.model import Understanding

    book = load_workbook(BytesIO(write_ledger(Understanding("空.txt", "text/plain", ()))))

    assert book.sheetnames == ["公文"]


def test_a_day_before_spreadsheets_count_is_text() -> None:
    sheet = opened(plan(tasks=(task(deadline=date(1, 1, 1)),)))["任务"]

    assert sheet["K4"].value == "0001-01-01"


def test_planned_attainment_stands_behind_its_target() -> None:
    document = indicators()
    planned = replace(document.indicators[0].targets[0], evaluation=Decimal("98.5"))
    row = rows(opened(replace(document, indicators=(replace(document.indicators[0], targets=(planned,)),)))["指标"])[0]

    assert row[8] == "2026年：确保93%（评价值 98.5）"
