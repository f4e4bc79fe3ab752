"""An inspection under the regulation: planned, approved, sent, recorded, concluded; objected to, decided by another."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import SignIn
from e2e.office_work import press
from e2e.supervised import INSPECTED
from e2e.supervision_work import check_sound, choose, fill, issue, pdf, said, sign

pytestmark = pytest.mark.usefixtures("campaign")
TITLE = "惠企资金直达专项督查"
FOUND = "抽查12笔拨付，3笔超过规定的5个工作日。"
OPINION = "责令限期整改，10个工作日内拨付到位。"
WHY = "其中2笔因企业账户信息有误退汇，不应计入超期。"
REVISED = "1笔超期，责令限期整改；其余不再认定。"


def test_an_inspection_is_concluded_objected_to_and_decided_by_another(sign_in: SignIn) -> None:
    office, leader, unit = sign_in("office"), sign_in("leader", size="phone"), sign_in("finance")
    inspection = _plan(office)
    unit.goto(inspection)
    assert "没有找到" in unit.inner_text("body")
    _approve(leader, inspection)
    _send(office, inspection)
    _record(office)
    office.goto(inspection)
    conclusion = _conclude(office, leader)

    _receive(unit, inspection)
    objection = _object(unit)
    _decide(office, sign_in("office-two"), objection)
    _tell(office, leader, objection)

    unit.goto(conclusion)
    told = unit.inner_text("main")
    assert REVISED in told
    assert OPINION in told
    check_sound(unit)
    leader.goto(inspection)
    check_sound(leader)
    assert "督查结论、复核、整改" in leader.inner_text("main")


def _plan(page: Page) -> str:
    """With what is missing said first; then what else the object is under is shown, and it goes to the leader."""
    page.goto("/supervision/inspections/")
    check_sound(page)
    press(page, "拟订督查方案", within=".page-head")
    form = "main form.form"
    fill(page, form, title=TITLE, basis="市政府第9次常务会议决定")
    press(page, page.locator(f"{form} button.primary").inner_text())
    expect(page.locator(f"{form} [role=alert], {form} .error").first).to_be_visible()
    expect(page.locator(f"{form} [name=title]")).to_have_value(TITLE)
    check_sound(page)
    today = date.today()
    days = {"begins": today.isoformat(), "ends": (today + timedelta(days=9)).isoformat()}
    words = {"content": "惠企资金拨付进度", "units": INSPECTED, "scope": "今年以来的惠企资金"}
    fill(page, form, **words, **days, members="欧阳静（督查室）")
    for method in ("检查", "听取汇报"):
        page.locator(form).get_by_role("checkbox", name=method).first.check()
    press(page, page.locator(f"{form} button.primary").inner_text())
    page.wait_for_selector(f"h1:has-text('{TITLE}')")
    check_sound(page)
    address = page.url
    press(page, "报批", within=".next-step")
    check_sound(page)
    press(page, "报批", within="main form.form")
    said(page, "方案已报领导批准")
    return address


def _approve(page: Page, inspection: str) -> None:
    """On the phone; the first word of what to do leads there."""
    page.goto(inspection)
    check_sound(page)
    fill(page, "#decide", opinion="同意，注意不影响正常工作。")
    press(page, "批准", within="#decide")
    check_sound(page)
    assert "同意，注意不影响正常工作。" in page.inner_text("main")


def _send(page: Page, inspection: str) -> None:
    """With why in spite of what else goes on at the same time; its notice goes out, and with it the team."""
    page.goto(inspection)
    press(page, "拟制督查通知", within=".next-step")
    fill(page, "main form.form", overlap_reason="市政府常务会议决定的专项督查。")
    press(page, "拟制督查通知", within="main form.form")
    page.wait_for_url("**/dispatch/*/")
    issue(page)
    page.goto(inspection)
    assert "派出督查" in page.inner_text("main")


def _record(page: Page) -> None:
    """By the form of its method, with a file."""
    with page.expect_navigation():
        page.locator("#records .record-methods a").first.click()
    check_sound(page)
    form = "main form.form"
    page.locator(f"{form} [name=unit]").select_option(label=INSPECTED)
    fill(page, form, on=date.today().isoformat(), text=FOUND)
    for empty in page.locator(f"{form} [required]").all():
        if not empty.input_value():
            empty.fill("资金拨付台账")
    page.set_input_files(f"{form} input[type=file]", pdf("拨付凭证.pdf"))
    press(page, page.locator(f"{form} button.primary").inner_text())
    assert FOUND in page.inner_text("main")
    check_sound(page)


def _conclude(office: Page, leader: Page) -> str:
    """What was recorded is offered as the facts; the leader signs, and it is delivered."""
    press(office, f"写{INSPECTED}的督查结论", within=".next-step")
    expect(office.locator("[name=facts]")).to_contain_text(FOUND)
    fill(office, "main form.form", problems="3笔资金拨付超期", opinion=OPINION)
    check_sound(office)
    press(office, "保存结论", within="main form.form")
    conclusion = office.url
    press(office, "拟制公文送达", within=".page-head")
    press(office, "拟制公文")
    page_of_document = office.url
    number = sign(office, leader)
    assert office.url == page_of_document
    office.goto(conclusion)
    assert number in office.inner_text(".page-head")
    return conclusion


def _receive(page: Page, inspection: str) -> None:
    page.goto(inspection)
    check_sound(page)
    press(page, "打开督查结论", within=".next-step")
    check_sound(page)
    press(page, "签收督查结论")
    said(page, "督查结论已签收")
    assert "还有" in page.inner_text("dl.facts")


def _object(page: Page) -> str:
    press(page, "申请复核", within="#objections")
    check_sound(page)
    fill(page, "main form.form", text=WHY)
    page.set_input_files("main form.form input[type=file]", pdf("退汇凭证.pdf"))
    press(page, "提交申请", within="main form.form")
    said(page, "复核申请已提交")
    assert "退汇凭证.pdf" in page.inner_text("main")
    return page.url


def _decide(office: Page, other: Page, objection: str) -> None:
    """Who took part reads why not; who did not decides."""
    office.goto(objection)
    assert "参加" in office.inner_text(".note-box")
    assert not office.locator("#decide").count()
    other.goto(objection)
    check_sound(other)
    choose(other, "#decide", "变更或撤销督查结论")
    fill(other, "#decide", decision="经核对退汇凭证，2笔不属超期。")
    press(other, "作出决定", within="#decide")
    expect(other.locator("#decide")).to_contain_text("变更后的结论")
    fill(other, "#decide", revised_opinion=REVISED)
    press(other, "作出决定", within="#decide")
    said(other, "复核决定已作出")


def _tell(office: Page, leader: Page, objection: str) -> None:
    """The decision goes out as a document of its own."""
    office.goto(objection)
    press(office, "拟制复核决定公文", within=".page-head")
    press(office, "拟制公文")
    page_of_document = office.url
    sign(office, leader)
    assert office.url == page_of_document
    expect(office.locator(".document-sheet")).to_contain_text("复核")
