"""The real documents, from the file to the running plan, in a real browser: a city, two of its counties, a unit.

Each step is made once and leaves what the next ones begin with; the tests look at what it showed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from corpus import corpus_document, corpus_file
from e2e.office_work import OPEN_QUESTIONS, adopt_and_issue, answer_questions, press, rows_of, settle_names, upload
from e2e.real_places import PASSWORD
from e2e.real_server import Places
from e2e.server import running_city
from e2e.soundness import faults_of_access, faults_of_form

START = "/plans/imports/start/"
DEVELOPMENT = "云浮市发展改革局"
NEW_DEADLINE = "2024年11月30日"


@dataclass(frozen=True)
class Issued:
    """A plan in force: its address and what was said on the way."""

    address: str
    head: str  # of the review, as it was read
    questions: int
    created: str  # of the names
    rows: int  # in the ledger


@pytest.fixture(scope="module")
def places(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    corpus_file("000")
    with running_city(tmp_path_factory.mktemp("city") / "home") as city:
        places = Places(browser, city)
        yield places
        places.close()


@pytest.fixture(autouse=True)
def _browsers_do_not_complain(places: Places) -> Iterator[None]:
    yield
    assert not places.complaints, "\n".join(places.complaints)


def document(number: str) -> FilePayload:
    path = corpus_file(number)
    return {"name": path.name, "mimeType": "text/plain", "buffer": path.read_bytes()}


def look(page: Page, heading: str) -> None:
    page.wait_for_selector(f"h1:has-text('{heading}')")
    faults = faults_of_form(page) + faults_of_access(page)
    assert not faults, f"{heading}: {faults}"


def issue(page: Page, number: str) -> Issued:
    """From the file to the plan in force, the first task's deadline set on the way where it is the city's."""
    upload(page, START, document(number))
    look(page, "导入核对：")
    head, questions = page.inner_text(".page-head"), page.locator(OPEN_QUESTIONS).count()
    answer_questions(page)
    created = settle_names(page)
    if number == "000":
        set_deadline(page)
    adopt_and_issue(page)
    address = page.url
    return Issued(address, head, questions, created, rows_of(page, f"/plans/ledger/?plan={_key(address)}"))


def set_deadline(page: Page) -> None:
    """By keys: down and up again, into the form of the first task; nothing but the deadline is typed."""
    first, second = (page.locator("li[data-task]").nth(at) for at in range(2))
    for key, row in (("j", second), ("k", first)):
        page.keyboard.press(key)
        row.locator(".detail").wait_for()
    page.keyboard.press("e")
    first.locator("[name=deadline]").fill("2024-11-30")
    first.get_by_role("button", name="保存").click()
    first.locator(".detail").wait_for()
    page.keyboard.press(" ")
    second.locator(".detail").wait_for()
    page.reload()
    assert NEW_DEADLINE in first.inner_text()
    assert "已核对 1 / 175" in page.inner_text("[data-review]")


def _key(address: str) -> str:
    found = re.search(r"/plans/(\d+)/$", address)
    assert found, address
    return found[1]


@pytest.fixture(scope="module")
def city_plan(places: Places) -> Issued:
    return issue(places.page("yunfu"), "000")


@pytest.fixture(scope="module")
def people_of_county(places: Places) -> str:
    """The gazette's rosters and appointments, before its plan: what the page said at the end."""
    page = places.page("luoding")
    page.goto("/organizations/personnel/new/")
    page.set_input_files("input[type=file]", document("001"))
    press(page, "读取文件")
    look(page, "核对名单和任免")
    answer_about_people(page)
    press(page, "确认导入")
    look(page, "已导入名单和任免")
    return page.inner_text("main")


def answer_about_people(page: Page) -> None:
    """The first answer of each; a day that is not written is typed, which may raise further doubts."""
    for _ in range(30):
        asked = page.locator("form.questions li")
        if not asked.count():
            return
        if asked.locator("button").count():
            with page.expect_navigation():
                asked.locator("button").first.click()
        else:
            press(page, "去填写")
            page.fill("main [name=day]", "2023-03-31")
            press(page, "保存")
    raise AssertionError(page.inner_text("form.questions"))


@pytest.fixture(scope="module")
def county_plan(places: Places, people_of_county: str, city_plan: Issued) -> Issued:
    return issue(places.page("luoding"), "001")


@pytest.fixture(scope="module")
def other_county_plan(places: Places, city_plan: Issued) -> Issued:
    return issue(places.page("xinxing"), "002")


def test_the_document_of_the_city_runs_from_the_file_to_the_ledger(city_plan: Issued) -> None:
    assert "读出 175 项任务、11 章、5 个报送节点" in city_plan.head
    assert (city_plan.questions, city_plan.rows) == (4, 175)
    assert "还有 4 处存疑没有回答" in city_plan.head
    assert re.search(r"已办理：7 位领导、4 个集合单位、46 个单位", city_plan.created), city_plan.created[:400]


def test_a_gazette_gives_its_county_people_and_a_plan(county_plan: Issued, people_of_county: str) -> None:
    assert "读出 66 项任务、9 章、4 个报送节点" in county_plan.head
    assert county_plan.rows == 66
    assert "新建领导小组 2" in people_of_county
    assert "登记免职 1" in people_of_county


def test_a_table_becomes_the_plan_of_the_other_county(other_county_plan: Issued) -> None:
    assert "读出 127 项任务、8 章" in other_county_plan.head
    assert other_county_plan.rows == 127


@dataclass(frozen=True)
class Liaison:
    page: Page
    groups: list[str]  # of 待签收
    rows: int  # in the ledger
    tabs: str


@pytest.fixture(scope="module")
def liaison(places: Places, city_plan: Issued) -> Liaison:
    """Somebody of 市发展改革局: account and role by the administrators, a password of one's own, the first look."""
    page = signed_in_for_the_first_time(places, account_of_liaison(places))
    places.keep("fagai", page)
    rows = rows_of(page, "/plans/ledger/")
    tabs = re.sub(r"\s+", "", page.inner_text("main"))
    page.goto("/plans/receipts/")
    look(page, "待签收")
    return Liaison(page, page.locator("tr.group").all_inner_texts(), rows, tabs)


def account_of_liaison(places: Places) -> str:
    """The one-time password."""
    admin, security = places.page("admin"), places.page("security")
    admin.goto("/accounts/create/")
    for field, value in {"username": "fagai", "name": "孟望舒", "unit": DEVELOPMENT}.items():
        admin.fill(f"input[name={field}]", value)
    press(admin, "新建")
    password = admin.locator("dt:has-text('一次性密码') + dd b").inner_text()
    press(admin, "记下了，看这个账号")
    security.goto(admin.url)
    press(security, "授予角色")
    security.select_option("select[name=role]", label="联络员")
    press(security, "授予")
    return password


def signed_in_for_the_first_time(places: Places, password: str) -> Page:
    page = places.stranger()
    page.goto("/accounts/sign-in/")
    for field, value in {"username": "fagai", "password": password}.items():
        page.fill(f"input[name={field}]", value)
    press(page, "登录")
    for field, value in {"old": password, "new": PASSWORD, "again": PASSWORD}.items():
        page.fill(f"input[name={field}]", value)
    press(page, "修改密码")
    return page


def counted(name: str, collective: set[str]) -> tuple[int, int]:
    """How many tasks a unit leads and how many it supports, by the reading alone."""
    tasks = corpus_document("000").tasks
    leads = [task for task in tasks if name in task.lead]
    others = [task for task in tasks if task not in leads and {name, *collective} & {*task.implement, *task.support}]
    return len(leads), len(others)


def test_a_liaison_sees_exactly_its_tasks_lead_and_support_apart(liaison: Liaison) -> None:
    leads, supports = counted("市发展改革局", {"市直各部门", "各部门"})

    assert [leads, supports] == [31, 43]
    assert liaison.groups == [f"牵头 {leads} 项", f"配合 {supports} 项"]
    assert liaison.rows == leads + supports
    assert f"牵头的{leads}" in liaison.tabs
    assert f"配合的{supports}" in liaison.tabs


def test_one_task_is_objected_to_all_others_acknowledged_at_once_and_the_office_decides(
    places: Places, liaison: Liaison, city_plan: Issued
) -> None:
    unit, office = liaison.page, places.page("yunfu")
    unit.locator("main tr:has-text('固定资产投资总额')").get_by_role("link", name="有异议").click()
    unit.fill("[name=reason]", "这项指标由市统计局核算，建议由市统计局牵头。")
    press(unit, "提交异议")
    press(unit, "全部签收 73 项")
    assert "已签收 73 项任务" in unit.inner_text("main")
    assert "没有待签收的任务" in unit.inner_text("main")

    decide(office, reply="同意，改由市统计局牵头。", successor="云浮市统计局")

    shown = standing(office, f"{city_plan.address}receipts/", DEVELOPMENT)
    assert shown[1] == "已签收"
    assert shown[3:6] == ["73", "73", "0"], shown
    unit.goto("/plans/ledger/")
    assert "牵头的30" in re.sub(r"\s+", "", unit.inner_text("main"))


def decide(office: Page, *, reply: str, successor: str) -> None:
    office.goto("/plans/objections/")
    look(office, "异议")
    press(office, DEVELOPMENT, within="main tbody")
    look(office, f"{DEVELOPMENT}的异议")
    office.check("input[name=decision][value=release]")
    office.fill("[name=reply]", reply)
    office.fill("[name=successor]", successor)
    press(office, "答复")
    office.wait_for_selector(f"text=已答复{DEVELOPMENT}的异议")


def standing(page: Page, address: str, unit: str) -> list[str]:
    """The cells of a unit's row on the plan's page of acknowledgement."""
    page.goto(address)
    look(page, "签收情况")
    row = page.locator(f"main tbody tr:has-text('{unit}')").first
    return [re.sub(r"\s+", " ", cell) for cell in row.locator("td, th").all_inner_texts()]


def test_the_county_links_and_breaks_down_what_the_city_gave_it(
    places: Places, city_plan: Issued, county_plan: Issued
) -> None:
    county, city = places.page("luoding"), places.page("yunfu")
    assert rows_of(county, "/plans/from-above/") == given_down()
    look(county, "上级交办")
    linked = link_first_proposal(county)
    made = break_down(county)

    for parent, child in (linked, made):
        for page in (county, city):
            page.goto("/plans/from-above/" if page is county else f"/plans/ledger/?q={parent[:12]}")
            with page.expect_navigation():
                page.locator("main tbody a", has_text=parent).first.click()  # the ledger says the year beside it
            look(page, parent[:12])
            links = page.locator("section[aria-labelledby=h-links]")
            for folded in links.locator("summary").all():
                folded.click()
            assert child in links.inner_text()
            assert "罗定市分解任务 1 项" in links.inner_text()


def given_down() -> int:
    """Tasks for all counties, or for 罗定 by name."""
    names = {"各县（市、区）政府", "各地", "各（市、区）政府", "罗定市政府"}
    tasks = corpus_document("000").tasks
    return sum(1 for task in tasks if names & {*task.lead, *task.implement, *task.support})


def link_first_proposal(page: Page) -> tuple[str, str]:
    """The words of both tasks."""
    page.goto("/plans/from-above/")
    parent = page.locator("main tbody tr").first.locator("a").first.inner_text()
    with page.expect_navigation():
        page.locator("main tbody tr").first.locator("a[href$='/link/']").click()
    look(page, "关联已有任务")
    child = page.locator("main tbody tr").first.locator("a").inner_text()
    page.locator("main tbody input[name=ids]").first.check()
    press(page, "关联所选任务")
    page.wait_for_selector("text=已关联 1 项任务")
    return parent, child


def break_down(page: Page) -> tuple[str, str]:
    """The second task from above becomes one of a plan of this year, made by hand."""
    page.goto("/plans/create/")
    page.fill("[name=year]", "2024")
    page.fill("[name=title]", "罗定市2024年重点工作任务分工方案")
    press(page, "新建", within="main form.form")
    page.goto("/plans/from-above/")
    row = page.locator("main tbody tr").nth(1)
    parent = row.locator("a").first.inner_text()
    with page.expect_navigation():
        row.locator("a[href$='/break-down/']").click()
    look(page, "分解任务")
    child = "全市规上工业增加值增长8%。"
    page.fill("[name=lines-0-text]", child)
    page.fill("[name=lines-0-lead]", "罗定市工业和信息化局")
    press(page, "分解并关联")
    page.wait_for_selector("text=已分解为 1 项任务")
    return parent, child


def test_the_same_document_again_is_recognised(places: Places, city_plan: Issued) -> None:
    page = places.page("yunfu")
    page.goto(START)
    page.set_input_files("input[type=file]", document("000"))
    press(page, "读取并核对")

    assert "现在已导入，不用再传" in page.inner_text(".form-errors")
    page.locator(".form-errors a").click()
    page.wait_for_selector("text=核对时的修改和原文都保留着")
    press(page, "看方案")
    assert page.url == city_plan.address


CHANGED, CORRECTED = "固定资产投资总额增长7%", "固定资产投资总额增长8%"
DROPPED = "牢固树立和践行正确政绩观"
ADDED = "建立重点任务月度通报制度，每月通报一次进展情况。"
_LAST_TASK = re.compile(r"175．.*?部门分工：[^\n]*\n", re.DOTALL)
_NEW_LAST = f"175．{ADDED}\n\n分管市领导：吴泽桐\n\n部门分工：市政府办公室牵头，市统计局配合。\n"


def corrected() -> FilePayload:
    """000 with one task changed, its last one dropped and another in its place; it holds itself five times."""
    text = document("000")["buffer"].decode().replace(CHANGED, CORRECTED)
    text, times = _LAST_TASK.subn(_NEW_LAST, text)
    assert times == 5
    return {"name": "分工方案（更正）.txt", "mimeType": "text/plain", "buffer": text.encode()}


def test_a_corrected_version_changes_exactly_what_it_shows(places: Places, city_plan: Issued, liaison: Liaison) -> None:
    page = places.page("yunfu")
    upload(page, f"{START}?plan={_key(city_plan.address)}", corrected())
    answer_questions(page)
    if page.locator("#names-summary").inner_text().count("待对应"):
        settle_names(page)
    set_deadline(page)  # the document still does not say it
    with page.expect_navigation():
        page.locator("#review-actions a.primary").click()
    look(page, "核对更正")
    facts = re.sub(r"\s+", "", page.inner_text("main dl.facts"))
    assert facts == "改动1增加1更正后没有1只改序号或章节0不变173", facts
    shown = {name: page.inner_text(f"section[aria-labelledby={name}]") for name in ("changed", "added", "dropped")}
    assert "增长7%" in shown["changed"]
    assert "增长8%" in shown["changed"]
    assert ADDED in shown["added"]
    assert DROPPED in shown["dropped"]

    press(page, "全部终止")
    press(page, "确认更正")
    page.wait_for_selector("text=已按更正的内容修改")
    open_task(page, CORRECTED)
    look(page, CORRECTED)
    assert CHANGED in page.inner_text("#history"), page.inner_text("#history")
    open_task(page, DROPPED)
    assert "终止" in page.inner_text("main dl.facts")
    liaison.page.goto(f"/plans/ledger/?q={CORRECTED}")
    assert CORRECTED in liaison.page.inner_text("main table")


def open_task(page: Page, words: str) -> None:
    page.goto(f"/plans/ledger/?q={words}")
    with page.expect_navigation():
        page.locator(f"main tbody a:has-text('{words}')").first.click()
