"""What people come to do, from the first click to the outcome, as they do it; each page on the way is looked at."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import FilePayload, Page

from duban.site.demonstration import PASSWORD
from e2e import uploads
from e2e.conftest import Open, SignIn
from e2e.server import Demo
from e2e.signing_in import give_password
from e2e.soundness import faults_of_access, faults_of_form

OWN_PASSWORD = "Linchuan-2026-xia"


def look(page: Page, *, heading: str, javascript: bool = True) -> None:
    """The page is this one, and sound; axe needs scripts."""
    page.wait_for_selector(f"h1:has-text('{heading}')")
    faults = faults_of_form(page) + (faults_of_access(page) if javascript else [])
    assert not faults, f"{heading}: {faults}"


def follow(page: Page, name: str) -> None:
    """Click the link or the button of this name in the page itself, and wait for where it leads."""
    found = page.locator("main").locator("a, button").get_by_text(name, exact=True)
    with page.expect_navigation():
        found.first.click()


def send_file(page: Page, address: str, file: FilePayload, submit: str) -> None:
    page.goto(address)
    page.set_input_files("input[type=file]", file)
    follow(page, submit)


def test_units_and_people_come_from_a_workbook_once_the_comparison_is_confirmed(sign_in: SignIn) -> None:
    page = sign_in("admin")
    send_file(page, "/organizations/imports/new/", uploads.changed_directory(), "读取并核对")
    look(page, heading="核对单位和人员")
    for count, shown in {"单位新增 1": uploads.NEW_UNIT, "人员变更 1": f"→ {uploads.PORTFOLIO}"}.items():
        with page.expect_navigation():
            page.get_by_role("link", name=count, exact=True).click()
        assert shown in page.inner_text("section[aria-labelledby=import-lines]")

    follow(page, "确认导入")
    look(page, heading="已导入单位和人员")

    page.goto(f"/search/?q={uploads.NEW_UNIT}")
    follow(page, uploads.NEW_UNIT)
    look(page, heading=uploads.NEW_UNIT)
    page.goto("/organizations/leaders/")
    assert uploads.PORTFOLIO in page.inner_text("main")


@pytest.mark.parametrize(("size", "javascript"), [("phone", True), ("desk", False)])
def test_a_faulty_workbook_is_told_row_by_row_and_nothing_is_imported(
    sign_in: SignIn, size: str, javascript: bool
) -> None:
    page = sign_in("admin", size=size, javascript=javascript)
    send_file(page, "/organizations/imports/new/", uploads.faulty_directory(), "读取并核对")
    while not javascript and page.inner_text("h1") == "导入单位和人员":
        page.wait_for_timeout(500)
        follow(page, "刷新")
    look(page, heading="文件有误，没有导入", javascript=javascript)

    told = [re.sub(r"\s+", " ", row) for row in page.locator("main table tbody tr").all_inner_texts()]
    assert any("单位" in row and "成立日期" in row and "没有“2026-02-30”这一天" in row for row in told), told
    assert any("人员" in row and "行政区" in row and "没有名为“蓬莱市”的行政区" in row for row in told), told
    page.goto("/search/?q=低空经济促进中心")
    assert "青泽市低空经济促进中心" not in page.locator("main a").all_inner_texts()


def test_a_roster_and_appointments_come_from_a_document(sign_in: SignIn) -> None:
    page = sign_in("office")
    send_file(page, "/organizations/personnel/new/", uploads.gazette(), "读取文件")
    look(page, heading="核对名单和任免")
    for _ in range(page.locator("form.questions li").count()):
        with page.expect_navigation():
            page.locator("form.questions button").first.click()
    follow(page, "确认导入")
    look(page, heading="已导入名单和任免")

    with page.expect_navigation():
        page.get_by_role("link", name="查看领导小组").click()
    look(page, heading="青泽市河湖清漂行动指挥部")
    group = page.url
    page.goto(f"{group}?on=2026-03-15")
    assert "这一天领导小组尚未设立" in page.inner_text("main")
    assert _seats(page, group, on="2026-03-16")["青泽市水利局局长"] == "温如玉"
    assert _seats(page, group, on="2026-04-19")["青泽市水利局局长"] == "温如玉"
    assert _seats(page, group, on="2026-04-20")["青泽市水利局局长"] == "楚怀瑾"


def _seats(page: Page, group: str, *, on: str) -> dict[str, str]:
    """Post → who takes the seat on a day."""
    page.goto(group)
    page.fill("#on", on)
    follow(page, "看这一天")
    assert page.url.endswith(f"on={on}")
    rows = page.locator("section[aria-labelledby=h-seats] tbody tr:has(td)")
    return {row.locator("td").nth(1).inner_text(): row.locator("td a").first.inner_text() for row in rows.all()}


@pytest.mark.parametrize(("size", "javascript"), [("desk", True), ("phone", True), ("desk", False)])
def test_a_document_is_read_and_taken_away_as_a_ledger(
    sign_in: SignIn, size: str, javascript: bool, tmp_path: Path
) -> None:
    page = sign_in("office", size=size, javascript=javascript)
    send_file(page, "/documents/read/", uploads.sample("work-plan-2026.docx"), "读取")
    look(page, heading="青泽市人民政府关于印发2026年青泽市重点工作任务分工方案的通知", javascript=javascript)
    assert page.locator("ol.reading li:not(.chapter)").count() == 44

    with page.expect_download() as coming:
        page.get_by_role("link", name="下载台账").click()
    coming.value.save_as(tmp_path / "ledger.xlsx")
    ledger = load_workbook(BytesIO((tmp_path / "ledger.xlsx").read_bytes()))
    words = {cell for sheet in ledger for row in sheet.iter_rows(values_only=True) for cell in row if cell}

    assert coming.value.suggested_filename == "work-plan-2026-台账.xlsx"
    assert any("重点项目“攻坚年”行动" in str(cell) for cell in words)


def test_a_new_colleague_gets_an_account_a_role_and_a_password_of_their_own(
    sign_in: SignIn, open_browser: Open
) -> None:
    admin = sign_in("admin")
    admin.goto("/accounts/create/")
    for field, value in {"username": "chuhuaijin", "name": "楚怀瑾", "unit": "市水利局"}.items():
        admin.fill(f"input[name={field}]", value)
    follow(admin, "新建")
    look(admin, heading="账号已建")
    password = admin.locator("dt:has-text('一次性密码') + dd b").inner_text()
    follow(admin, "记下了，看这个账号")

    security = sign_in("security")
    security.goto(admin.url)
    follow(security, "授予角色")
    look(security, heading="授予角色")
    security.select_option("select[name=role]", label="联络员")
    follow(security, "授予")
    assert "联络员" in security.inner_text("section[aria-labelledby=roles]")

    person = open_browser()
    give_password(person, "chuhuaijin", password)
    person.goto("/organizations/")
    look(person, heading="修改密码")
    for field, value in {"old": password, "new": OWN_PASSWORD, "again": OWN_PASSWORD}.items():
        person.fill(f"input[name={field}]", value)
    follow(person, "修改密码")
    person.goto("/")
    look(person, heading="工作台")
    assert "青泽市水利局" in person.inner_text("body")


def test_the_auditor_verifies_the_record(sign_in: SignIn) -> None:
    page = sign_in("auditor")
    page.goto("/record/")
    follow(page, "核验")
    look(page, heading="核验操作记录")
    follow(page, "开始核验")

    page.wait_for_selector("text=核验完成")
    assert not faults_of_access(page)
    assert re.search(r"问题\s*没有", page.inner_text("main"))


def test_a_session_ended_elsewhere_leads_to_sign_in_and_back(open_browser: Open) -> None:
    here, there = open_browser(), open_browser()
    for page in (here, there):
        give_password(page, "reader", PASSWORD)
    there.goto("/accounts/own/")
    with there.expect_navigation():
        there.get_by_role("button", name=re.compile("^结束")).click()

    here.goto("/organizations/posts/")

    look(here, heading="登录")
    assert "上次的登录已结束：本人结束" in here.inner_text("main")
    here.fill("input[name=username]", "reader")
    here.fill("input[name=password]", PASSWORD)
    follow(here, "登录")
    assert here.url.endswith("/organizations/posts/")


def test_a_session_idle_too_long_leads_to_sign_in(open_browser: Open, demo: Demo) -> None:
    page = open_browser()
    give_password(page, "reader", PASSWORD)
    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)
    with sqlite3.connect(demo.home / "duban.sqlite3", timeout=30) as database:
        database.execute(
            "update accounts_accountsession set seen_at = ? where ended_at is null and account_id ="
            " (select id from accounts_account where username = 'reader')",
            [f"{an_hour_ago:%Y-%m-%d %H:%M:%S}"],
        )
    database.close()

    page.goto("/organizations/")

    look(page, heading="登录")
    assert "上次的登录已结束" in page.inner_text("main")


def test_a_stolen_session_is_worth_nothing_in_another_browser(open_browser: Open) -> None:
    page = open_browser()
    give_password(page, "leader", PASSWORD)
    thief = open_browser(storage_state=page.context.storage_state(), user_agent="Mozilla/5.0 (another browser)")

    thief.goto("/organizations/")
    page.goto("/organizations/")

    look(thief, heading="登录")
    assert "上次的登录已结束：浏览器与登录时不同" in thief.inner_text("main")
    look(page, heading="登录")
