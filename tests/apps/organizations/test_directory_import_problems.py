"""Everything wrong in a file is told at once: sheet, row, column and reason; and nothing of it is imported."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from directory_books import PEOPLE, UNITS, book, imported, problems, saved, sheet_rows, uploaded
from openpyxl import Workbook, load_workbook

from cast import City
from duban.apps.organizations.models import Appointment, Unit
from duban.apps.organizations.queries.directory_imports import problems_of
from duban.apps.organizations.workbook.columns import PLACES
from duban.apps.organizations.workbook.columns import UNITS as UNIT_SHEET
from duban.apps.organizations.workbook.values import Unfit, day, understood
from duban.apps.organizations.workbook.writing import problem_book

WIDTH = len(UNITS)


def unit(**values: Any) -> tuple[Any, ...]:
    """A right row of the sheet 单位, but for what is said."""
    row = dict.fromkeys((heading.rstrip("*") for heading in UNITS), "")
    row |= {"行政区": "青泽市", "单位名称": "青泽市大数据局", "类别": "政府部门"}
    return tuple((row | values).values())


def person(**values: Any) -> tuple[Any, ...]:
    row = dict.fromkeys((heading.rstrip("*") for heading in PEOPLE), "")
    row |= {"姓名": "陆知白", "行政区": "青泽市", "单位": "青泽市财政局", "职务": "副局长"}
    return tuple((row | values).values())


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (unit(行政区="蓬莱市"), "行政区", "没有名为“蓬莱市”的行政区"),
        (unit(行政区=""), "行政区", "没有填写"),
        (unit(单位名称=""), "单位名称", "没有填写"),
        (unit(单位名称="局" * 101), "单位名称", "太长：101 个字，最多 100 个字"),
        (unit(单位名称="市财政局"), "单位名称", "已是“青泽市财政局”的全称，不能再用"),
        (unit(单位名称="青泽市大数据局", **{"简称/别名": "市财政局"}), "简称/别名", "已是“青泽市财政局”的全称"),
        (unit(类别="机关"), "类别", "不在可选范围：人民政府、政府部门"),
        (unit(上级单位="市天文局"), "上级单位", "没有这个单位"),
        (unit(上级单位="青泽市大数据局"), "上级单位", "不能是本单位"),
        (unit(成立日期="去年"), "成立日期", "不是日期，请写成 2024-03-01"),
        (unit(成立日期="2024年3月"), "成立日期", "请写到日"),
        (unit(成立日期="2024-02-30"), "成立日期", "没有“2024-02-30”这一天"),
        (unit(成立日期="2024-03-02", 撤销日期="2024-03-01"), "撤销日期", "不能早于成立日期2024年3月2日"),
        (unit(排序="第一"), "排序", "应为 0 到 999999 的整数"),
        (unit(统一社会信用代码="1" * 19), "统一社会信用代码", "太长：19 个字"),
    ],
)
def test_a_wrong_unit_is_told(city: City, row: tuple[Any, ...], column: str, reason: str) -> None:
    [problem] = problems(uploaded(city, book(单位=[row])))

    assert problem[:3] == ("单位", 2, column)
    assert reason in problem[3]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (person(姓名=""), "姓名", "没有填写"),
        (person(单位="市天文局"), "单位", "青泽市没有名为“市天文局”的单位"),
        (person(职务=""), "职务", "没有填写"),
        (person(任职日期="2024-13-01"), "任职日期", "没有“2024-13-01”这一天"),
        (person(任职日期="2024-03-02", 免职日期="2024-03-02"), "免职日期", "应晚于任职日期2024年3月2日"),
        (person(是否本级政府领导="也许"), "是否本级政府领导", "应写“是”或“否”"),
        (person(分管工作="管" * 301), "分管工作", "太长：301 个字，最多 300 个字"),
    ],
)
def test_a_wrong_person_is_told(city: City, row: tuple[Any, ...], column: str, reason: str) -> None:
    [problem] = problems(uploaded(city, book(人员=[row])))

    assert problem[:3] == ("人员", 2, column)
    assert reason in problem[3]


@pytest.mark.parametrize(
    ("rows", "row", "reason"),
    [
        ([unit(), unit()], 3, "与第 2 行重复"),
        ([unit(), unit(单位名称="市大数据局")], 3, "已是“青泽市大数据局”（第 2 行）的全称"),
        ([unit(上级单位="青泽市云局"), unit(单位名称="青泽市云局", 上级单位="青泽市大数据局")], 3, "下级单位"),
    ],
)
def test_units_that_do_not_go_together_are_told(city: City, rows: list[Any], row: int, reason: str) -> None:
    told = problems(uploaded(city, book(单位=rows)))

    assert [(problem[1], reason in problem[3]) for problem in told] == [(row, True)]


def test_two_people_in_one_seat_at_once_are_told_with_who_and_when(city: City) -> None:
    rows = [
        person(职务="局长", 任职日期="2020-01-01"),
        person(姓名="林语", 职务="局长", 任职日期="2022-01-01"),
        person(任职日期="2020-01-01"),
        person(姓名="林语", 任职日期="2022-01-01"),
        person(任职日期="2020-01-01"),
    ]

    told = problems(uploaded(city, book(人员=rows)))

    assert told == [
        ("人员", 3, "职务", "第 2 行的陆知白自2020年1月1日起任该职务，日期重叠；请补上前任的免职日期，或填写席位"),
        ("人员", 6, "", "与前面的行重复：同一人、同一职务、同一任职日期"),
    ]


def test_a_seat_that_is_held_on_record_is_told(city: City) -> None:
    imported(city, book(人员=[person(职务="局长", 任职日期="2020-01-01")]))

    told = problems(uploaded(city, book(人员=[person(姓名="林语", 职务="局长", 任职日期="2022-01-01")])))

    assert len(told) == 1
    assert told[0][3].startswith("记录中的陆知白自2020年1月1日起任该职务，日期重叠")


def test_people_of_one_name_are_told_apart_by_their_remark(city: City) -> None:
    two = [person(备注="女"), person(职务="科长", 备注="男")]
    row = imported(city, book(人员=two))
    assert row.reading["doubts"] == 1

    told = problems(uploaded(city, book(人员=[person(单位="青泽市发展和改革局")])))

    assert [problem[2:] for problem in told] == [("备注", "青泽市有几位同名的“陆知白”（女、男），请写明是哪一位")]


def test_all_problems_of_a_file_are_told_in_its_order_and_nothing_is_imported(city: City) -> None:
    data = book(
        行政区=[("白石镇", "镇", "蓬莱县", "")],
        单位=[unit(类别="机关", 排序="x"), unit(单位名称="青泽市云局")],
        人员=[person(单位="青泽市云局"), person(任职日期="x")],
    )
    row = uploaded(city, data)

    assert [problem[:3] for problem in problems(row)] == [
        ("行政区", 2, "上级"),
        ("单位", 2, "类别"),
        ("单位", 2, "排序"),
        ("人员", 3, "任职日期"),
    ]
    assert row.state == "faulty"
    assert not Unit.objects.filter(name="青泽市云局").exists()
    listed = sheet_rows(problem_book(problems_of(row)), "问题")
    assert listed[1][:3] == ["行政区", 2, "上级"]
    assert len(listed) == 5


def test_headings_are_found_in_any_order_below_titles_and_beside_other_columns(city: City) -> None:
    made = Workbook()
    page = made.worksheets[0]
    page.title = "人员表"
    page.append(["青泽市领导干部名单"])
    page.append(["职 务", "联系方式", "姓名", "所在单位", "任职时间", "所属行政区"])
    page.append(["局长", "见通讯录", "陆　知白", "市财政局", 45352, "青泽市"])
    page.append([])
    page.append(["副局长", "", "林语", "青泽市财政局", date(2024, 3, 5), "青泽市"])

    row = imported(city, saved(made))

    assert row.state == "applied", row.problems
    assert set(Appointment.objects.values_list("official__name", "post__title", "since")) == {
        ("陆知白", "局长", date(2024, 3, 1)),
        ("林语", "副局长", date(2024, 3, 5)),
    }


def test_merged_cells_formulas_and_missing_columns_are_told(city: City) -> None:
    made = load_workbook(BytesIO(book(单位=[unit(), unit(单位名称="青泽市云局"), unit(单位名称="=A1&B1")])))
    made["单位"].merge_cells("A2:A3")
    people = made.create_sheet("人员")
    people.append(["姓名", "行政区"])
    people.append(["陆知白", "青泽市"])

    told = problems(uploaded(city, saved(made)))

    assert [problem[:3] for problem in told] == [
        ("单位", 2, "行政区"),
        ("单位", 3, "行政区"),
        ("单位", 4, "单位名称"),
        ("人员", 1, "单位"),
        ("人员", 1, "职务"),
    ]
    assert ["合并单元格" in told[0][3], "合并单元格" in told[1][3], "公式" in told[2][3]] == [True, True, True]


def test_a_text_that_begins_like_a_formula_is_told(city: City) -> None:
    made = load_workbook(BytesIO(book(单位=[unit(单位名称="x")])))
    made["单位"]["B2"].value = "=1+1"
    made["单位"]["B2"].data_type = "s"

    [problem] = problems(uploaded(city, saved(made)))

    assert problem[2:] == ("单位名称", "看起来是公式，请改成文字")


@pytest.mark.parametrize(
    "text", ["2024-03-01", "2024/3/1", "2024.3.1", "2024年3月1日", "20240301", "45352", "45352.0", "2024-3-1 00:00:00"]
)
def test_a_day_is_understood_in_every_way_it_is_written(text: str) -> None:
    assert day(text) == date(2024, 3, 1)


@pytest.mark.parametrize("text", ["2024-03", "12345678", "99999", "1899-12-31", "三月一日", "2024-3-1 08:30", "０"])
def test_what_is_no_day_is_not_taken(text: str) -> None:
    with pytest.raises(Unfit):
        day(text)


@pytest.mark.parametrize("choice", ["县", "区", "县（市、区）", "县(市、区)"])
def test_a_choice_is_found_by_its_parts(choice: str) -> None:
    level = PLACES.column("级别")
    assert level is not None
    assert understood(choice, level) == "县（市、区）"


def test_short_names_are_parted_however_they_are_written() -> None:
    names = UNIT_SHEET.column("简称")
    assert names is not None
    assert understood("市发改局、发改局，市发改局；发改", names) == ("市发改局", "发改局", "发改")
