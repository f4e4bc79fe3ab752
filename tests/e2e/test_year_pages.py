"""What the year asks beside reports: plans of implementation, adjustments, closures, material of others, rows, books.

In: the campaign.  Out: each goes its whole way, seen by each who takes part; forms work without scripts.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from e2e.campaign import TASKS
from e2e.conftest import SignIn
from e2e.office_work import press
from e2e.report_work import fill_in, open_grid, open_report, open_task, submit
from e2e.soundness import faults_of_access, faults_of_form

pytestmark = pytest.mark.usefixtures("campaign")
_STEPS = "[data-lines=steps] fieldset:visible"


def test_an_implementation_plan_is_filed_accepted_and_a_milestone_done(sign_in: SignIn) -> None:
    liaison, office = sign_in("liaison"), sign_in("office")
    liaison.goto("/progress/implementation/")
    liaison.get_by_role("link", name=TASKS["2"][0]).first.click()
    liaison.fill("[name=measures]", "按季度排定开工项目，专班推进。")
    _write_step(liaison, 0, due=_today() + timedelta(days=10), content="完成开工条件核查")
    while liaison.locator(_STEPS).count() > 1:
        liaison.locator(_STEPS).last.locator("[data-line-remove]").click()
    look(liaison)
    address = liaison.url
    press(liaison, "报送", within=".submit-bar")

    office.goto("/progress/implementation/reviews/")
    office.get_by_role("link", name=TASKS["2"][0]).first.click()
    look(office)
    press(office, "审核通过")
    liaison.goto(address)
    liaison.locator(".steps-read a.button:has-text('完成')").click()
    liaison.fill("[name=words]", "42个项目具备开工条件。")
    press(liaison, "完成")

    assert "42个项目具备开工条件" in liaison.inner_text("main")
    look(liaison)
    office.goto(address)
    office.locator(".steps-read button:has-text('核定')").click()
    expect(office.locator("#messages")).to_contain_text("已核定完成")


def _today() -> date:
    """Where the server is."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def _write_step(page: Page, at: int, *, due: date, content: str) -> None:
    line = page.locator(_STEPS).nth(at)
    line.locator("[name$=-due]").fill(due.isoformat())
    line.locator("[name$=-content]").fill(content)
    line.locator("[name$=-section]").fill("投资科")
    line.locator("[name$=-person]").fill("林知夏")


def test_more_time_is_asked_granted_and_the_first_day_stays_in_sight(sign_in: SignIn) -> None:
    liaison, office = sign_in("liaison"), sign_in("office")
    open_task(liaison, "3")
    _follow_menu(liaison, "申请调整")
    liaison.fill("[name=deadline]", f"{_today().year + 2}-03-31")
    liaison.fill("[name=reason]", "上级批次推迟，年内批复不了。")
    liaison.fill("[name=progress]", "已完成42个。")
    look(liaison)
    press(liaison, "提交申请")

    office.goto("/progress/adjustments/")
    office.get_by_role("link", name=TASKS["3"][0]).first.click()
    look(office)
    office.get_by_role("radio", name="同意", exact=True).check()
    office.fill("[name=decision]", "同意延期，请倒排工期。")
    press(office, "提交审批")

    open_task(liaison, "3")
    changes = liaison.inner_text("#changes")
    assert "原定" in changes
    assert f"{_today().year + 2}年3月31日" in changes
    look(liaison)


def test_a_task_is_closed_and_opened_again(sign_in: SignIn) -> None:
    liaison, office = sign_in("liaison"), sign_in("office")
    open_task(liaison, "18")
    _follow_menu(liaison, "申请销号")
    liaison.fill("[name=statement]", "4部专项规划已全部批复。")
    liaison.fill("[name=finished_on]", _today().isoformat())
    liaison.fill("[name=why_no_files]", "批复为纸质件，已送督查室。")
    look(liaison)
    press(liaison, "提交申请")

    office.goto("/progress/closures/")
    office.get_by_role("link", name=TASKS["18"][0]).first.click()
    look(office)
    office.fill("[name=verification]", "查阅4部规划的批复文件。")
    office.locator("[name=verdict]").first.check()
    press(office, "提交核查结果")
    closure = office.url
    assert "验收通过" in office.inner_text("main")
    open_task(liaison, "18")
    assert "已销号" in liaison.inner_text("main")

    office.goto(closure)
    press(office, "重新打开", within=".page-head")
    office.fill("[name=reason]", "1部规划的批复被撤回。")
    press(office, "重新打开")
    open_task(liaison, "18")
    assert "1部规划的批复被撤回" in liaison.inner_text("#changes")


def test_material_of_a_supporting_unit_is_asked_given_and_taken_over(sign_in: SignIn) -> None:
    liaison, industry = sign_in("liaison"), sign_in("industry")
    address = open_report(liaison, "6")
    press(liaison, "请配合单位提供材料")
    for box in liaison.locator("[name=units]").all():
        box.check()
    liaison.locator("main textarea").first.fill("请提供园区充电桩建成数。")
    look(liaison)
    press(liaison, "发出请求")

    industry.goto("/progress/contributions/")
    industry.get_by_role("link", name=TASKS["6"][0]).first.click()
    industry.fill("[name=text]", "园区建成充电桩310个。")
    look(industry)
    press(industry, "提供")

    liaison.goto(address)
    liaison.fill("form#form [name=text]", "全市建成充电桩1650个。")
    with liaison.expect_navigation():
        liaison.get_by_role("button", name="采用").first.click()
    text = liaison.locator("form#form [name=text]").input_value()
    assert "全市建成充电桩1650个。" in text
    assert "园区建成充电桩310个。" in text


def test_three_reports_are_typed_in_rows_and_submitted_together(sign_in: SignIn) -> None:
    page = sign_in("liaison")
    open_grid(page)
    look(page)
    rows = [page.locator("#grid tbody tr", has_text=TASKS[number][0]) for number in ("13", "14", "15")]
    for figure, row in enumerate(rows, start=4):
        row.locator(".figure-cell input").first.focus()
        page.keyboard.type(str(figure))
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.type(f"已完成{figure}座，其余在建。")
        page.keyboard.press("Tab")
        expect(row.locator(".said")).to_contain_text("已保存")
        row.locator("[name=ids]").check()
    press(page, "报送所选")

    assert "已报送 3 项" in page.inner_text("#messages")


def test_a_workbook_is_taken_out_filled_and_brought_back(sign_in: SignIn, tmp_path: Path) -> None:
    page = sign_in("liaison")
    open_grid(page)
    with page.expect_download() as coming:
        page.get_by_role("link", name="导出表格").click()
    book = load_workbook(BytesIO(coming.value.path().read_bytes()))
    _fill_row(book.worksheets[0], TASKS["7"][0], {"进展情况": "已改造粮库7座。"})
    book.save(tmp_path / "filled.xlsx")

    press(page, "填好导回")
    page.set_input_files("input[type=file]", tmp_path / "filled.xlsx")
    press(page, "读取并核对")
    look(page)
    press(page, "保存为草稿")

    open_report(page, "7")
    expect(page.locator("form#form [name=text]")).to_have_value("已改造粮库7座。")


def _fill_row(sheet: object, task: str, values: dict[str, str]) -> None:
    heads, at = {}, 0
    for row in sheet.iter_rows():  # type: ignore[attr-defined]
        words = {str(cell.value): cell.column for cell in row if cell.value}
        if "进展情况" in words:
            heads, at = words, row[0].row
        if at and any(task in str(cell.value) for cell in row):
            for name, value in values.items():
                sheet.cell(row[0].row, heads[name]).value = value  # type: ignore[attr-defined]
            return
    raise AssertionError(f"no row of {task}")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_report_is_filled_and_taken_back_without_scripts(sign_in: SignIn, size: str) -> None:
    page = sign_in("liaison", size=size, javascript=False)
    open_report(page, "5" if size == "desk" else "7")
    fill_in(page, "", figure="很多")
    submit(page)
    assert "请写进展情况" in page.inner_text("main")
    assert "填数字" in page.inner_text("main")

    fill_in(page, "已完成节能改造19个。", figure="19")
    submit(page)
    assert "已报送" in page.inner_text("#messages")
    page.goto("/progress/reports/")
    page.locator("details.fold summary").first.click()
    page.get_by_role("link", name=TASKS["5" if size == "desk" else "7"][0]).first.click()
    press(page, "撤回修改")
    press(page, "撤回")
    assert "已撤回" in page.inner_text("#messages")
    assert not faults_of_form(page)


def look(page: Page) -> None:
    """The page is sound."""
    faults = faults_of_form(page) + faults_of_access(page)
    assert not faults, f"{page.url}: {faults}"


def _follow_menu(page: Page, name: str) -> None:
    """A link of the page's head, which may be in its menu."""
    link = page.locator(".page-head").get_by_role("link", name=name, exact=True)
    if not link.is_visible():
        page.locator(".page-head summary").last.click()
    with page.expect_navigation():
        link.click()
