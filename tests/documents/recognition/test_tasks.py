"""Tasks written as prose: which items are tasks, and what each holds."""

from __future__ import annotations

from datetime import date

import pytest

from duban.documents.model import OfficialDocument, TaskDraft
from duban.documents.pipeline import understand


def plan(body: str, title: str = "临川县2026年重点工作任务责任分解表") -> OfficialDocument:
    (document,) = understand(f"{title}\n{body}".encode(), "分工.txt").documents
    return document


def only(body: str) -> TaskDraft:
    (task,) = plan(body).tasks
    return task


def numbers(document: OfficialDocument) -> list[str]:
    return [task.number for task in document.tasks]


LABELLED = """一、工业经济
（一）扩大投资
1．新建标准厂房20万平方米。
工作措施：倒排工期，挂图作战。
分管县领导：林雨桐、陈思源
部门分工：县工信局牵头，各镇负责；县财政局配合。
（二）优化服务
2．推行一件事一次办。
分管县领导：林雨桐
部门分工：县政务服务局牵头，县直各部门配合。
"""


def test_labels_under_a_task_fill_its_fields() -> None:
    first, second = plan(LABELLED).tasks
    assert first.path == ("一、工业经济", "（一）扩大投资")
    assert first.text == "新建标准厂房20万平方米。"
    assert first.measures == "倒排工期，挂图作战。"
    assert first.leaders == ("林雨桐", "陈思源")
    assert (first.lead, first.implement, first.support) == (("县工信局",), ("各镇",), ("县财政局",))
    assert second.path == ("一、工业经济", "（二）优化服务")


def test_each_field_knows_its_place() -> None:
    text = f"临川县2026年重点工作任务责任分解表\n{LABELLED}"
    places = dict(plan(LABELLED).tasks[0].places)
    assert text[places["leaders"].start : places["leaders"].end] == "林雨桐、陈思源"
    assert text[places["measures"].start : places["measures"].end] == "倒排工期，挂图作战。"
    assert text[places["lead"].start : places["lead"].end].startswith("县工信局牵头")


BRACKETS = [
    "（县工信局牵头，各镇负责，县财政局配合）",
    "（牵头单位：县工信局；实施单位：各镇；配合单位：县财政局）",
    "(县工信局牵头,各镇负责,县财政局配合)",
    "\n（牵头单位：县工信局；落实单位：各镇；配合单位：县财政局）",
    "牵头单位：县工信局；实施单位：各镇；配合单位：县财政局。",
]


@pytest.mark.parametrize("bracket", BRACKETS)
def test_a_text_ends_before_the_words_that_name_its_units(bracket: str) -> None:
    task = only(f"一、工业经济\n1．新建标准厂房20万平方米。{bracket}\n")
    assert task.text == "新建标准厂房20万平方米。"
    assert (task.lead, task.implement, task.support) == (("县工信局",), ("各镇",), ("县财政局",))


def test_several_brackets_in_one_task_add_up() -> None:
    task = only("一、工业\n1．新建厂房。（县工信局牵头）引进企业10家。（县商务局牵头，县财政局配合）\n")
    assert task.text == "新建厂房。引进企业10家。"
    assert task.lead == ("县工信局", "县商务局")
    assert task.support == ("县财政局",)


def test_points_under_a_task_are_its_measures() -> None:
    task = only("一、工业\n1．壮大工业经济。一是新增企业10家；二是新建厂房5万平方米。（县工信局牵头）\n")
    assert task.text == "壮大工业经济。"
    assert task.measures == "一是新增企业10家；二是新建厂房5万平方米。"


def test_a_list_under_measures_is_no_task() -> None:
    body = (
        "一、工业\n1、壮大工业。\n主要措施：\n1. 包联企业。\n2. 兑现政策。\n牵头单位：县工信局\n"
        "2、扩大开放。\n牵头单位：县商务局\n"
    )
    document = plan(body)
    assert numbers(document) == ["1", "2"]
    assert document.tasks[0].measures == "1. 包联企业。\n2. 兑现政策。"


def test_principles_and_safeguards_are_no_tasks() -> None:
    body = (
        "一、总体要求\n（一）坚持目标导向。逐项细化。\n（二）坚持问题导向。逐项整改。\n"
        "二、重点工作\n（一）新建学校3所。（县教育局负责）\n（二）新建医院1所。（县卫健局负责）\n"
        "三、保障措施\n（一）加强组织领导。各单位要落实责任。\n"
    )
    document = plan(body)
    assert [task.text for task in document.tasks] == ["新建学校3所。", "新建医院1所。"]
    assert [item.title for item in document.outline if item.level == 1] == ["总体要求", "重点工作", "保障措施"]


def test_a_task_without_units_among_others_is_a_task_and_a_doubt() -> None:
    body = "一、民生\n1．新建学校。（县教育局负责）\n2．新建医院。\n3．新建公园。（县住建局负责）\n"
    document = plan(body)
    assert numbers(document) == ["1", "2", "3"]
    assert [doubt.code for doubt in document.diagnostics] == ["no-unit"]


def test_paragraphs_under_a_heading_are_tasks_when_each_names_its_units() -> None:
    body = (
        "一、改革\n（一）放宽准入。\n完成清理。（县发改局牵头）\n推介项目60个。（县商务局牵头）\n"
        "（二）优化服务。（县政务局牵头）\n"
    )
    document = plan(body)
    assert [task.text for task in document.tasks][:2] == ["完成清理。", "推介项目60个。"]
    assert document.tasks[0].path == ("一、改革", "（一）放宽准入")


def test_a_heading_gives_its_leader_to_the_tasks_below() -> None:
    body = "一、工业强县（责任领导：赵明远）\n1．新增企业。\n牵头单位：县工信局\n2．新建厂房。\n牵头单位：县住建局\n"
    document = plan(body)
    assert [task.leaders for task in document.tasks] == [("赵明远",), ("赵明远",)]
    assert document.tasks[0].path == ("一、工业强县",)


def test_a_rule_stated_once_holds_from_then_on() -> None:
    body = (
        "一、民生\n1．新建学校。（县教育局、县财政局负责）（排在第一位的为牵头单位，下同）\n"
        "2．新建医院。（县卫健局、县财政局负责）\n"
    )
    first, second = plan(body).tasks
    assert first.text == "新建学校。"
    assert (second.lead, second.support) == (("县卫健局",), ("县财政局",))


def test_units_without_roles_are_in_doubt() -> None:
    document = plan("一、民生\n1．新建学校。（县教育局、县财政局按职责分工负责）\n")
    assert document.tasks[0].lead == ()
    assert document.tasks[0].implement == ("县教育局", "县财政局")
    assert [doubt.code for doubt in document.diagnostics] == ["roles-undivided"]


@pytest.mark.parametrize(
    ("deadline", "day"),
    [
        ("2026年6月底前", date(2026, 6, 30)),
        ("年内", date(2026, 12, 31)),
        ("长期坚持", None),
        ("9月15日前", date(2026, 9, 15)),
    ],
)
def test_a_deadline_is_read_from_its_label(deadline: str, day: date | None) -> None:
    task = only(f"一、民生\n1．新建学校。\n牵头单位：县教育局\n完成时限：{deadline}\n")
    assert task.deadline == day
    assert task.deadline_text == deadline


CHAPTERS = [
    ("一、{}", "1．{}"),
    ("（一）{}", "1、{}"),
    ("第一章 {}", "第一条 {}"),
    ("第一部分 {}", "一、{}"),
    ("一、{}", "（一）{}"),
    ("一、{}", "（1）{}"),
    ("一．{}", "①{}"),
    ("一、{}", "1 {}"),
    ("专项行动一：{}", "任务1：{}"),
]


@pytest.mark.parametrize(("chapter", "item"), CHAPTERS)
def test_every_numbering_habit_nests(chapter: str, item: str) -> None:
    body = f"{chapter.format('工业经济')}\n{item.format('新建标准厂房20万平方米。')}（县工信局牵头）\n"
    task = only(body)
    assert len(task.path) == 1
    assert task.path[0].endswith("工业经济")
    assert task.text == "新建标准厂房20万平方米。"
