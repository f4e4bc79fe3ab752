"""A plan's ledger goes out as a workbook and comes back: unchanged, changed, faulty, or as the beginning of a plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from duban.apps.plans.actions.adoption import correct_plan
from duban.apps.plans.actions.workbooks import Faulty, start_workbook_import
from duban.apps.plans.comparing.changes import Comparison
from duban.apps.plans.models import DraftName, MatchedBy, Plan, PlanImport, PlanImportKind, PlanImportState, Section
from duban.apps.plans.queries.comparison import comparison_of
from duban.apps.plans.workbook.columns import COLUMNS
from duban.apps.plans.workbook.writing import plan_workbook
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.tasks import PlanState, TaskState
from plan_cast import Plans

HEADER, FIRST = 3, 4  # rows of the sheet
AT = {column.name: number for number, column in enumerate(COLUMNS, 1)}
Edit = Callable[[Worksheet], Any]


def edited(plan: Plan, edit: Edit) -> bytes:
    """The plan's workbook after somebody worked on it."""
    book = load_workbook(BytesIO(plan_workbook(plan)))
    edit(book["任务"])
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def put(row: int, name: str, value: object) -> Edit:
    return lambda sheet: sheet.cell(row=row, column=AT[name]).__setattr__("value", value)


def bring_back(plans: Plans, plan: Plan, data: bytes, **options: Any) -> PlanImport:
    given: dict[str, Any] = {"file_name": "台账.xlsx", "by": plans.city.actor("office")}
    return start_workbook_import(plan=plan, data=data, **given | options)


def compared(plans: Plans, edit: Edit, plan: Plan | None = None) -> Comparison:
    plan = plan or plans.force
    return comparison_of(bring_back(plans, plan, edited(plan, edit)))


def faults(plans: Plans, edit: Edit) -> list[tuple[str, str]]:
    with pytest.raises(Faulty) as refused:
        bring_back(plans, plans.force, edited(plans.force, edit))
    return [(problem.where, problem.reason) for problem in refused.value.problems]


def test_the_file_has_a_row_for_each_task_under_its_headings(plans: Plans) -> None:
    sheet = load_workbook(BytesIO(plan_workbook(plans.force)))["任务"]
    shown = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADER, max_row=FIRST)]

    assert dict(zip(*shown, strict=True)) == {
        "序号": "1",
        "大类": "一、扩大有效投资",
        "大项": None,
        "任务内容": "新开工重点项目60个以上。",
        "工作措施": None,
        "分管领导": "贺知远",
        "牵头单位": "青泽市发展和改革局",
        "负责单位": "各县（市、区）政府",
        "配合单位": "青泽市财政局",
        "量化目标": "新开工重点项目60个以上",
        "完成时限": sheet.cell(row=FIRST, column=AT["完成时限"]).value,
        "时限原文": "年内",
        "状态": "在办",
        "任务标识": f"{plans.force.pk}-{plans.task('1').pk}",
    }


def test_the_key_is_hidden(plans: Plans) -> None:
    sheet = load_workbook(BytesIO(plan_workbook(plans.force)))["任务"]

    assert sheet.column_dimensions["N"].hidden


def test_a_text_that_begins_like_a_formula_stays_text(plans: Plans) -> None:
    plans.force.tasks.filter(number="1").update(text="=HYPERLINK(1)")

    sheet = load_workbook(BytesIO(plan_workbook(plans.force)))["任务"]

    assert sheet.cell(row=FIRST, column=AT["任务内容"]).data_type == "s"


def test_a_file_without_a_change_says_so(plans: Plans) -> None:
    with pytest.raises(Invalid, match="没有改动"):
        bring_back(plans, plans.force, plan_workbook(plans.force))


def test_a_file_without_a_change_leaves_nothing(plans: Plans) -> None:
    with pytest.raises(Invalid):
        bring_back(plans, plans.force, plan_workbook(plans.force))

    assert not PlanImport.objects.filter(replaces=plans.force).exists()


def test_sorting_the_rows_is_no_change(plans: Plans) -> None:
    def swap(sheet: Worksheet) -> None:
        for column in range(1, len(COLUMNS) + 1):
            one, other = sheet.cell(row=FIRST, column=column), sheet.cell(row=FIRST + 1, column=column)
            one.value, other.value = other.value, one.value

    with pytest.raises(Invalid, match="没有改动"):
        bring_back(plans, plans.force, edited(plans.force, swap))


def test_it_is_a_draft_of_the_plan_it_came_from(plans: Plans) -> None:
    row = bring_back(plans, plans.force, edited(plans.force, put(FIRST, "任务内容", "新开工重点项目80个以上。")))

    assert (row.kind, row.state, row.replaces) == (PlanImportKind.WORKBOOK, PlanImportState.REVIEWING, plans.force)


def test_one_unit_changed_is_one_change(plans: Plans) -> None:
    found = compared(plans, put(FIRST, "配合单位", "青泽市文化广电旅游局"))

    assert [[change.label for change in pair.changes] for pair in found.changed] == [["配合单位"]]


def test_one_deadline_changed_is_one_change(plans: Plans) -> None:
    found = compared(plans, put(FIRST, "完成时限", date(2026, 6, 30)))

    assert [(c.before, c.after) for pair in found.changed for c in pair.changes] == [
        ("2026年12月31日", "2026年6月30日")
    ]


def test_a_row_deleted_is_a_task_dropped(plans: Plans) -> None:
    found = compared(plans, lambda sheet: sheet.delete_rows(FIRST + 1))

    assert ([task.number for task in found.dropped], found.changed, found.added) == (["2"], [], ())


def test_a_row_added_is_a_task_added(plans: Plans) -> None:
    def add(sheet: Worksheet) -> None:
        put(FIRST + 2, "任务内容", "开工市民中心。")(sheet)
        put(FIRST + 2, "牵头单位", "青泽市财政局")(sheet)

    found = compared(plans, add)

    assert ([task.text for task in found.added], found.changed, found.dropped) == (["开工市民中心。"], [], ())


def test_a_changed_target_is_read_again(plans: Plans) -> None:
    found = compared(plans, put(FIRST, "量化目标", "新开工重点项目80个以上"))

    assert [(target.value, target.unit) for target in found.changed[0].new.targets] == [(80, "个")]


def test_a_new_heading_moves_the_task(plans: Plans) -> None:
    found = compared(plans, put(FIRST + 1, "大类", "二、盘活资产"))

    assert [pair.new.path for pair in found.moved] == [("二、盘活资产",)]


def test_a_column_that_is_not_there_changes_nothing(plans: Plans) -> None:
    def drop(sheet: Worksheet) -> None:
        sheet.delete_cols(AT["配合单位"])
        put(FIRST, "序号", "1-1")(sheet)

    found = compared(plans, drop)

    assert [change.label for pair in found.pairs for change in (*pair.changes, *pair.moves)] == ["序号"]


def test_a_merged_heading_is_said_of_all_its_rows(plans: Plans) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells(f"B{FIRST}:B{FIRST + 1}")
        put(FIRST, "序号", "1-1")(sheet)

    found = compared(plans, merge)

    assert [change.label for pair in found.moved for change in pair.moves] == ["序号"]


def test_names_mean_whom_they_mean_in_the_plan(plans: Plans) -> None:
    row = bring_back(plans, plans.force, edited(plans.force, put(FIRST, "序号", "1-1")))
    names = DraftName.objects.filter(plan_import=row)

    assert {name.name: name.unit or name.unit_group or name.posts.get() for name in names} == {
        "贺知远": plans.leader,
        "青泽市发展和改革局": plans.city.units["发改"],
        "青泽市财政局": plans.city.units["财政"],
        "各县（市、区）政府": plans.counties,
    }


def test_a_new_name_is_asked_about(plans: Plans) -> None:
    row = bring_back(plans, plans.force, edited(plans.force, put(FIRST, "牵头单位", "市某某局")))

    assert [name.name for name in row.names.filter(matched_by=MatchedBy.OPEN)] == ["市某某局"]


def test_what_stands_in_brackets_is_one_name(plans: Plans) -> None:
    row = bring_back(plans, plans.force, edited(plans.force, put(FIRST, "配合单位", "市财政局、各县（市、区）政府")))

    assert row.tasks.get(number="1").support == ["市财政局", "各县（市、区）政府"]


def test_a_bad_date_is_named_with_its_cell(plans: Plans) -> None:
    assert faults(plans, put(FIRST, "完成时限", "2026-02-30")) == [
        ("“任务”表 第 4 行 完成时限（K4）", "没有“2026-02-30”这一天")
    ]


def test_a_text_too_long_is_named_with_its_cell(plans: Plans) -> None:
    assert faults(plans, put(FIRST, "序号", "1" * 30)) == [
        ("“任务”表 第 4 行 序号（A4）", "太长：30 个字，最多 20 个字")
    ]


def test_a_formula_is_named_with_its_cell(plans: Plans) -> None:
    assert faults(plans, put(FIRST, "工作措施", "=1+1"))[0][0] == "“任务”表 第 4 行 工作措施（E4）"


def test_an_unknown_column_is_named(plans: Plans) -> None:
    found = faults(plans, lambda sheet: sheet.cell(row=HEADER, column=15).__setattr__("value", "经办人"))

    assert found == [("“任务”表 第 3 行 经办人（O3）", "不认识这一列，请删去或改成原来的表头")]


def test_a_row_that_was_copied_with_its_key_is_named(plans: Plans) -> None:
    key = f"{plans.force.pk}-{plans.task('1').pk}"

    assert faults(plans, put(FIRST + 1, "任务标识", key)) == [
        ("“任务”表 第 5 行 任务标识（N5）", "与第 4 行相同，复制出来的行请清空这一格")
    ]


def test_a_ledger_of_another_plan_is_refused(plans: Plans) -> None:
    with pytest.raises(Faulty) as refused:
        bring_back(plans, plans.force, plan_workbook(plans.draft))

    assert {problem.reason for problem in refused.value.problems} == {"不是这份方案的任务，新增的任务请清空这一格"}


def test_a_row_without_words_is_refused(plans: Plans) -> None:
    assert faults(plans, put(FIRST, "任务内容", None)) == [
        ("“任务”表 第 4 行 任务内容（D4）", "没有填写；不再有的任务请删去整行")
    ]


def test_all_faults_are_said_at_once_and_nothing_is_taken(plans: Plans) -> None:
    def spoil(sheet: Worksheet) -> None:
        put(FIRST, "完成时限", "明年")(sheet)
        put(FIRST + 1, "序号", "2" * 30)(sheet)

    found = faults(plans, spoil)

    assert (len(found), PlanImport.objects.filter(replaces=plans.force).exists()) == (2, False)


def test_a_file_without_a_ledger_is_refused(plans: Plans) -> None:
    book = Workbook()
    book.active.append(["姓名", "电话"])  # type: ignore[union-attr]
    with pytest.raises(Faulty) as refused:
        bring_back(plans, plans.force, saved(book))

    assert "没有找到台账" in refused.value.problems[0].reason


def test_what_is_no_workbook_is_refused(plans: Plans) -> None:
    with pytest.raises(Invalid, match="Excel"):
        bring_back(plans, plans.force, b"%PDF-1.7 not a workbook")


def test_the_same_file_sent_twice_is_one_draft(plans: Plans) -> None:
    data = edited(plans.force, put(FIRST, "序号", "1-1"))

    assert bring_back(plans, plans.force, data) == bring_back(plans, plans.force, data)


def test_a_ledger_begins_a_plan_made_by_hand(plans: Plans) -> None:
    plan = Plan.objects.create(jurisdiction=plans.place, year=2026, title="2026年民生实事")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("序号", "重点任务", "牵头单位", "完成时限"),
        ("1", "新增公办学位2000个。", "青泽市财政局", "2026年8月31日"),
        ("2", "改造老旧小区。", "青泽市发展和改革局", None),
    ):
        sheet.append(row)
    row = bring_back(plans, plan, saved(book))

    assert [task.text for task in comparison_of(row).added] == ["新增公办学位2000个。", "改造老旧小区。"]


def test_a_settled_task_is_not_dropped_with_its_row(plans: Plans) -> None:
    plans.force.tasks.filter(number="2").update(state=TaskState.CLOSED)

    def edit(sheet: Worksheet) -> None:
        sheet.delete_rows(FIRST + 1)
        put(FIRST, "序号", "1-1")(sheet)

    assert compared(plans, edit).dropped == ()


def test_deeper_headings_come_back_as_they_were(plans: Plans) -> None:
    top = plans.force.sections.get()
    middle = Section.objects.create(plan=plans.force, parent=top, label="（一）", title="项目", order=2)
    last = Section.objects.create(plan=plans.force, parent=middle, label="1.", title="开工", order=3)
    plans.force.tasks.filter(number="2").update(section=last)

    found = compared(plans, put(FIRST, "序号", "1-1"))

    assert [pair.new.number for pair in found.moved] == ["1-1"]


def test_an_archived_plan_takes_nothing_back(plans: Plans) -> None:
    Plan.objects.filter(pk=plans.force.pk).update(state=PlanState.ARCHIVED)

    with pytest.raises(Conflict, match="已归档"):
        bring_back(plans, plans.force, plan_workbook(plans.force))


def test_a_unit_brings_nothing_back(plans: Plans) -> None:
    with pytest.raises(NotAllowed):
        bring_back(plans, plans.force, plan_workbook(plans.force), by=plans.city.actor("liaison"))


def confirm(plans: Plans, row: PlanImport) -> Plan:
    at = datetime(2026, 5, 6, 2, 0, tzinfo=UTC)
    return correct_plan(plan_import=row, seen=None, on=at.date(), at=at, by=plans.city.actor("office"))


def test_confirmed_it_goes_out_as_it_came_in(plans: Plans) -> None:
    def edit(sheet: Worksheet) -> None:
        put(FIRST, "配合单位", "青泽市文化广电旅游局")(sheet)
        put(FIRST, "量化目标", "新开工重点项目80个以上")(sheet)
        put(FIRST + 1, "完成时限", date(2026, 6, 30))(sheet)
        put(FIRST + 1, "大类", "二、盘活资产")(sheet)

    plan = confirm(plans, bring_back(plans, plans.force, edited(plans.force, edit)))

    with pytest.raises(Invalid, match="没有改动"):
        bring_back(plans, plan, edited(plan, lambda sheet: None))


def test_a_row_added_in_the_middle_stays_there(plans: Plans) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.insert_rows(FIRST + 1)
        put(FIRST + 1, "任务内容", "开工市民中心。")(sheet)
        put(FIRST + 1, "大类", "一、扩大有效投资")(sheet)
        put(FIRST + 1, "牵头单位", "青泽市财政局")(sheet)

    plan = confirm(plans, bring_back(plans, plans.force, edited(plans.force, edit)))

    assert [task.text for task in plan.tasks.order_by("order")][1] == "开工市民中心。"


def test_confirmed_a_plan_by_hand_has_its_tasks(plans: Plans) -> None:
    plan = Plan.objects.create(jurisdiction=plans.place, year=2026, title="2026年民生实事")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("大类", "序号", "重点任务", "牵头单位"))
    sheet.append(("一、教育", "1", "新增公办学位2000个。", "青泽市财政局"))
    plan = confirm(plans, bring_back(plans, plan, saved(book)))

    assert [(str(task.section), task.text, task.state) for task in plan.tasks.all()] == [
        ("一、教育", "新增公办学位2000个。", TaskState.DRAFT)
    ]
