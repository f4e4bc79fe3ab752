"""What is late, from the ladder's proposal to its end: the office, the unit, a leader on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from duban.site.demonstration import PASSWORD
from e2e.conftest import Open, SignIn
from e2e.office_work import press
from e2e.supervised import FOLLOWED_TASKS, subject_of
from e2e.supervision_work import check_sound, choose, fill, issue, open_row, pdf, said
from e2e.tabbing import tab_to

pytestmark = pytest.mark.usefixtures("campaign")
CASES, RECEIVED = "/supervision/cases/", "/dispatch/received/"
MISSING = "现将第1轮进展情况补报，并说明两次催报没有答复的原因。"
DONE = "第1轮进展情况已于今天补报，全年已上门服务企业1012家。"
NO_PROOF = "只有数字，没有走访记录，请附走访台账。"


def test_a_proposal_becomes_a_document_is_answered_returned_and_ended(sign_in: SignIn) -> None:
    office, liaison, leader = sign_in("office"), sign_in("liaison"), sign_in("leader", size="phone")
    case = open_row(office, CASES, _proposed("1"))
    check_sound(office)
    liaison.goto(case)
    assert "没有找到" in liaison.inner_text("body")
    _make_it_a_notice(office)
    number = _serve(office, case)

    _acknowledge(liaison, number, case)
    _answer(liaison, case, DONE, "走访情况.pdf")
    _return(office, case)
    assert NO_PROOF in _reload(liaison, case)
    _answer(liaison, case, f"{DONE}走访台账见附件。", "走访台账.pdf")
    _end(office, case)

    leader.goto(case)
    told = leader.inner_text("main")
    for words in ("已办结", NO_PROOF, "走访台账.pdf", "与走访台账核对，属实。", number):
        assert words in told, words
    check_sound(leader)


def _proposed(number: str) -> str:
    """The subject the ladder gives it."""
    return f"“{FOLLOWED_TASKS[number][0].rstrip('。')}”第1轮进展情况逾期未报送"


def _make_it_a_notice(page: Page) -> None:
    """A graver step than the ladder's first, and why."""
    assert "提醒" in page.inner_text(".page-head")
    press(page, "修改", within=".page-head")
    check_sound(page)
    choose(page, "main form.form", "督办单", "5个工作日")
    reason = page.locator("[name=reason]").input_value()
    fill(page, "main form.form", reason=f"{reason}；{MISSING}")
    press(page, "保存")
    said(page, "已修改")
    assert MISSING in page.inner_text("main")


def _serve(page: Page, case: str) -> str:
    """The document is drafted, looked at, issued; with it the clock of the case starts."""
    choose(page, "#serve", "督办单")
    press(page, "发出", within="#serve")
    page.wait_for_url("**/dispatch/*/")
    check_sound(page)
    expect(page.locator(".document-sheet")).to_contain_text(MISSING)
    number = issue(page)
    assert re.fullmatch(r"青督〔20\d\d〕\d+号", number)
    expect(page.locator(".document-sheet")).to_contain_text(number)
    check_sound(page)
    facts = _reload(page, case)
    assert "待反馈" in facts
    assert "剩" in facts or "还有" in facts, facts
    return number


def _acknowledge(page: Page, number: str, case: str) -> None:
    """In the list of what was received; the case is acknowledged with its document."""
    page.goto(RECEIVED)
    check_sound(page)
    row = page.locator("main tbody tr", has_text=number)
    with page.expect_navigation():
        row.get_by_role("button", name="签收").click()
    assert "林知夏" in _reload(page, case)


def _answer(page: Page, case: str, words: str, name: str) -> None:
    page.goto(case)
    fill(page, "#answer", text=words)
    page.set_input_files("#answer input[type=file]", pdf(name))
    check_sound(page)
    press(page, "反馈", within="#answer")
    said(page, "已反馈")
    expect(page.locator("#thread")).to_contain_text(name)


def _return(page: Page, case: str) -> None:
    page.goto(case)
    choose(page, "#check", "退回重办", "3个工作日")
    fill(page, "#check", finding=NO_PROOF)
    check_sound(page)
    press(page, "提交核查结果", within="#check")
    said(page, "已退回")


def _end(page: Page, case: str) -> None:
    page.goto(case)
    choose(page, "#check", "核查通过，办结")
    fill(page, "#check", finding="与走访台账核对，属实。")
    press(page, "提交核查结果", within="#check")
    said(page, "已办结")


def _reload(page: Page, address: str) -> str:
    page.goto(address)
    return page.inner_text("main")


def test_a_leader_approves_on_a_phone_where_the_ladder_asks_it(sign_in: SignIn) -> None:
    office, leader = sign_in("office"), sign_in("leader", size="phone")
    case = open_row(office, CASES, _proposed("2"))
    press(office, "修改", within=".page-head")
    choose(office, "main form.form", "约谈")
    press(office, "保存")
    assert not office.locator("#serve").count()
    press(office, "呈领导批准", within="#submit")

    assert open_row(leader, CASES, _proposed("2")) == case
    check_sound(leader)
    choose(leader, "#approve", "同意")
    fill(leader, "#approve", opinion="同意约谈，请提前告知。")
    press(leader, "提交审批", within="#approve")
    said(leader, "已批：同意")
    check_sound(leader)

    told = _reload(office, case)
    assert "同意约谈，请提前告知。" in told
    assert "待反馈" in told
    with office.expect_navigation():
        office.locator("main dl.pairs").get_by_role("link", name="待安排").click()
    check_sound(office)
    assert "/supervision/interviews/" in office.url


def test_a_case_is_answered_without_scripts(sign_in: SignIn) -> None:
    page = sign_in("liaison", javascript=False)
    case = open_row(page, CASES, subject_of("3"))
    press(page, "反馈", within="#answer")
    assert page.locator("#answer .error, #answer [role=alert]").count()
    fill(page, "#answer", text="资金已兑现3.1亿元，其余按月兑现。")
    page.set_input_files("#answer input[type=file]", pdf("兑现明细.pdf"))
    press(page, "反馈", within="#answer")
    assert page.url == case
    said(page, "已反馈")
    assert "兑现明细.pdf" in page.inner_text("#thread")


def test_a_case_is_answered_with_keys_alone(open_browser: Open) -> None:
    page = open_browser()
    page.goto("/accounts/sign-in/")
    page.focus("input[name=username]")
    page.keyboard.type("liaison")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('工作台')")
    tab_to(page, "nav a:has-text('督办件')")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('督办件')")
    tab_to(page, f"tbody a:has-text('{subject_of('4')}')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#answer")

    tab_to(page, "#answer textarea")
    page.keyboard.type("已办理容缺受理事项655件。")
    tab_to(page, "#answer button:has-text('反馈')")
    page.keyboard.press("Enter")

    said(page, "已反馈")
