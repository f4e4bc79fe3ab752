"""A report from the unit to the leader, by five people in five browsers; and what nobody who types may lose."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import FilePayload, Page, expect

from duban.site.demonstration import PASSWORD
from e2e.campaign import ENDING, LATE_TASKS, TASKS
from e2e.conftest import Open, SignIn
from e2e.office_work import press
from e2e.report_work import fill_in, open_report, open_task, submit, type_text, wait_saved
from e2e.server import Demo
from e2e.signing_in import give_password
from e2e.soundness import faults_of_access, faults_of_form

pytestmark = pytest.mark.usefixtures("campaign")
DONE = "截至上月底，全市盘活闲置资产26宗，其中厂房9宗、门店17宗。"
NO_LIST = "盘活资产的名单没有附上，请补充。"
_DROP = """([name, words]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([words], name, { type: "application/pdf" }));
  document.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""
_PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def test_a_report_goes_from_the_unit_to_the_leader_and_back(sign_in: SignIn) -> None:
    liaison, head = sign_in("finance"), sign_in("finance-head")
    office, leader, reader = sign_in("office"), sign_in("leader", size="phone"), sign_in("reader")

    address = open_report(liaison, "1")
    _write(liaison)
    reader.goto(address)
    assert "未报送" in reader.inner_text("main")
    assert DONE not in reader.inner_text("main")
    submit(liaison, "送单位审核")
    _approve(head)
    _return(office)
    _mend(liaison, address)
    submit(liaison, "送单位审核")
    _approve(head)
    _accept(office)
    instruction = _instruct(leader)
    liaison.goto(instruction)
    liaison.fill("[name=text]", "其余14宗已排定月度计划，年底前全部盘活。")
    press(liaison, "反馈")
    leader.goto(instruction)

    assert "其余14宗已排定月度计划" in leader.inner_text("main")
    assert not faults_of_form(leader) + faults_of_access(leader)
    reader.goto(address)
    assert "第2次报送" in reader.inner_text("main")
    assert NO_LIST in reader.inner_text("main")
    assert re.search(r"核定\s*滞后", reader.inner_text("dl.facts"))


def _write(page: Page) -> None:
    """Typed slowly: it saves itself, says what is missing, takes a file dropped; loading again keeps it all."""
    page.get_by_role("radio", name="正常", exact=True).check()
    type_text(page, DONE)
    wait_saved(page)
    expect(page.locator("#hints")).to_contain_text("没有填完成数")
    page.locator("table.figures input").first.fill("29")
    expect(page.locator("#hints")).not_to_contain_text("没有填完成数")
    page.evaluate(_DROP, ["资产处置批复.pdf", _PDF])
    expect(page.locator("#evidence a")).to_have_text("资产处置批复.pdf")
    wait_saved(page)
    assert not faults_of_form(page) + faults_of_access(page)
    page.reload()
    expect(page.locator("form#form [name=text]")).to_have_value(DONE)
    expect(page.locator("table.figures input").first).to_have_value("29")
    expect(page.get_by_role("radio", name="正常", exact=True)).to_be_checked()
    expect(page.locator("#evidence a")).to_have_count(1)


def _approve(page: Page) -> None:
    """What waits stands on top of the list; the page of the report sends it on."""
    page.goto("/progress/reports/")
    page.locator("section[aria-labelledby=waiting]").get_by_role("link", name=TASKS["1"][0], exact=True).click()
    submit(page, "审核通过并报送")
    assert "已报送" in page.inner_text("#messages")


def _return(page: Page) -> None:
    """With the keyboard, from the queue."""
    _review(page)
    page.keyboard.press("r")
    page.keyboard.type(NO_LIST)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-waiting]", has_text=TASKS["1"][0])).to_have_count(0)


def _review(page: Page) -> None:
    """Down the list with J until it is there."""
    page.goto("/progress/review/")
    wanted = page.locator("#reviewing h2", has_text=TASKS["1"][0])
    for _ in range(page.locator("[data-waiting]").count()):
        if wanted.count():
            break
        shown = page.locator("#reviewing [data-report]").get_attribute("data-report")
        page.keyboard.press("j")
        page.locator(f"#reviewing [data-report]:not([data-report='{shown}'])").wait_for()
    expect(wanted).to_be_visible()


def _mend(page: Page, address: str) -> None:
    page.goto("/")
    assert "退回" in page.inner_text("main")
    page.goto(address)
    expect(page.locator(".note-box.returned")).to_contain_text(NO_LIST)
    assert not faults_of_form(page) + faults_of_access(page)
    type_text(page, "名单见附件。")
    page.locator("table.figures input").first.fill("26")
    page.set_input_files("#id_files", _pdf("盘活资产名单.pdf"))
    expect(page.locator("#evidence a")).to_have_count(2)


def _accept(page: Page) -> None:
    """Behind by what the office finds, and 25 in place of 26."""
    _review(page)
    page.locator("#reviewing table.figures input").first.fill("25")
    page.locator("#reviewing h2").focus()
    page.keyboard.press("4")
    page.keyboard.press("a")
    expect(page.locator("[data-waiting]", has_text=TASKS["1"][0])).to_have_count(0)


def _instruct(page: Page) -> str:
    """From the dossier, on the phone; the address of what is to be answered."""
    page.goto("/")
    page.get_by_role("link", name="台账中查看").click()
    expect(page.locator("main")).to_contain_text(TASKS["1"][0][:8])
    open_task(page, "1")
    dossier = page.inner_text("main")
    assert "滞后" in dossier
    assert "25" in dossier
    press(page, "批示")
    page.fill("[name=text]", "请逐宗列出盘活时间。")
    press(page, "发出批示")
    page.goto("/progress/instructions/")
    page.get_by_role("link", name="请逐宗列出盘活时间").first.click()
    page.wait_for_selector("h1:has-text('的批示')")
    return page.url


def test_what_is_typed_without_a_network_is_saved_once_it_is_back(sign_in: SignIn) -> None:
    page = sign_in("liaison")
    open_report(page, "2")
    type_text(page, "已开工31个，")
    wait_saved(page)
    page.context.set_offline(True)
    type_text(page, "另有6个完成招标。")
    expect(page.locator("#messages")).to_contain_text("网络不通")
    expect(page.locator("#saved")).to_contain_text("已存在本机")

    page.context.set_offline(False)
    type_text(page, "年底前再开工20个。")
    wait_saved(page)
    page.reload()

    expect(page.locator("form#form [name=text]")).to_have_value("已开工31个，另有6个完成招标。年底前再开工20个。")


def test_the_second_of_two_pages_is_told_and_overwrites_nothing(sign_in: SignIn) -> None:
    page = sign_in("liaison")
    address = open_report(page, "3")
    second = page.context.new_page()
    second.goto(address)
    type_text(page, "已争取到位42个项目。")
    wait_saved(page)

    type_text(second, "已申报57个项目。")

    told = second.locator("#overtaken [role=alert]")
    expect(told).to_contain_text("已争取到位42个项目。")
    expect(second.locator("form#form [name=text]")).to_have_value("已申报57个项目。")
    elsewhere = sign_in("liaison")
    elsewhere.goto(address)
    expect(elsewhere.locator("form#form [name=text]")).to_have_value("已争取到位42个项目。")
    press(second, "以我写的为准", within="#overtaken")
    elsewhere.reload()
    expect(elsewhere.locator("form#form [name=text]")).to_have_value("已申报57个项目。")


def test_a_draft_restored_after_a_colleague_wrote_overwrites_nothing(sign_in: SignIn) -> None:
    page, elsewhere = sign_in("liaison"), sign_in("liaison")
    page.on("dialog", lambda asked: asked.accept())
    address = open_report(page, "17")
    page.context.set_offline(True)
    type_text(page, "已完成9个。")
    expect(page.locator("#messages")).to_contain_text("网络不通")
    elsewhere.goto(address)
    type_text(elsewhere, "已完成11个。")
    wait_saved(elsewhere)

    page.context.set_offline(False)
    page.reload()
    expect(page.locator("form#form [name=text]")).to_have_value("已完成9个。")
    type_text(page, "在建3个。")

    expect(page.locator("#overtaken [role=alert]")).to_contain_text("已完成11个。")
    elsewhere.reload()
    expect(elsewhere.locator("form#form [name=text]")).to_have_value("已完成11个。")


def test_what_is_typed_as_the_session_ends_is_there_after_signing_in_again(open_browser: Open, demo: Demo) -> None:
    page = open_browser()
    page.on("dialog", lambda asked: asked.accept())
    give_password(page, "liaison", PASSWORD)
    address = open_report(page, "4")
    _end_session(demo)

    type_text(page, "已办结诉求318件。")
    page.wait_for_selector("h1:has-text('登录')")
    page.fill("input[name=username]", "liaison")
    page.fill("input[name=password]", PASSWORD)
    press(page, "登录")

    assert page.url == address
    expect(page.locator("form#form [name=text]")).to_have_value("已办结诉求318件。")


def _end_session(demo: Demo) -> None:
    """The one signed in to last sat idle too long."""
    idle = f"{datetime.now(UTC) - timedelta(hours=1):%Y-%m-%d %H:%M:%S}"
    with sqlite3.connect(demo.home / "duban.sqlite3", timeout=30) as database:
        database.execute(
            "update accounts_accountsession set seen_at = ? where id = (select max(id) from accounts_accountsession)",
            [idle],
        )
    database.close()


def test_a_round_closed_meanwhile_is_told_and_the_text_stays(sign_in: SignIn) -> None:
    page, office = sign_in("liaison"), sign_in("office")
    page.on("dialog", lambda asked: asked.accept())
    page.goto("/progress/reports/")
    page.locator(f"section.region:has-text('{ENDING}')").get_by_role("link", name=LATE_TASKS["1"][0]).click()
    fill_in(page, "已排查隐患860处。", figure="860")
    wait_saved(page)
    office.goto("/progress/rounds/")
    _close_round(office)

    type_text(page, "其余40处正在核实。")
    expect(page.locator("#messages")).to_contain_text("关闭")
    submit(page)

    assert "关闭" in page.inner_text("main")
    expect(page.locator("form#form [name=text]")).to_have_value("已排查隐患860处。其余40处正在核实。")


def _close_round(page: Page) -> None:
    page.get_by_text("其他方案", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("link", name=ENDING).click()
    press(page, "关闭第1轮")
    press(page, "关闭")
    assert "已关闭" in page.inner_text("#messages")


def _pdf(name: str) -> FilePayload:
    """Of a content of its own: the same once more is the one that is there."""
    return {"name": name, "mimeType": "application/pdf", "buffer": f"{_PDF}% {name}".encode()}
