"""With the keyboard alone: a report from signing in to submitted, the queue of reviews to its end."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from duban.site.demonstration import PASSWORD
from e2e.campaign import TASKS, TITLE
from e2e.conftest import Open, SignIn
from e2e.tabbing import HAS_FOCUS, tab_to

pytestmark = pytest.mark.usefixtures("campaign")


def test_a_report_is_filled_and_submitted_with_keys_alone(open_browser: Open) -> None:
    page = open_browser()
    page.goto("/accounts/sign-in/")
    page.focus("input[name=username]")
    page.keyboard.type("liaison")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('工作台')")
    tab_to(page, "nav a:has-text('待填报')")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('待填报')")
    tab_to(page, f"section:has-text('{TITLE}') tbody a:has-text('{TASKS['16'][0]}')")
    page.keyboard.press("Enter")
    page.wait_for_selector("form#form")

    tab_to(page, "table.figures input")
    page.keyboard.type("7")
    page.keyboard.press("Tab")
    for _ in range(2):  # from 已完成 to 正常
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.type("已完成节水改造7处，其中学校3处。")
    tab_to(page, ".submit-bar button:has-text('报送')")
    page.keyboard.press("Enter")

    expect(page.locator("#messages")).to_contain_text("已报送")


def test_the_queue_is_reviewed_with_single_keys(sign_in: SignIn) -> None:
    """J and K go up and down, 1 to 5 choose the state, A accepts, R writes a return; typing does none of it."""
    page = sign_in("office")
    page.goto("/progress/review/")
    page.locator("[data-narrow] summary").press("Enter")
    page.locator("[data-narrow] select[name=unit]").select_option(label=_industry(page))
    with page.expect_navigation():
        page.locator("[data-narrow] button").press("Enter")
    keys = [row.get_attribute("data-waiting") for row in page.locator("[data-waiting]").all()]
    first, second, third = keys[-3:]

    for key in keys[1:]:
        page.keyboard.press("j")
        _open_is(page, key)
    page.keyboard.press("k")
    _open_is(page, second)
    page.keyboard.press("j")
    _open_is(page, third)
    page.keyboard.press("4")
    expect(page.locator("#reviewing [data-verdict]").nth(3)).to_be_checked()
    page.keyboard.press("a")
    expect(page.locator(f"#waits-{third}")).to_have_count(0)

    page.keyboard.press("r")
    reason = page.locator("#reviewing [data-return] textarea")
    assert reason.evaluate(HAS_FOCUS)
    shown = _open(page)
    page.keyboard.type("jkar135")
    expect(reason).to_have_value("jkar135")
    assert _open(page) == shown
    assert not page.locator(f"#waits-{third}").count()
    assert page.locator(f"#waits-{first}").count()


def _industry(page: Page) -> str:
    words = page.locator("[data-narrow] select[name=unit] option").all_inner_texts()
    return next(one for one in words if "工业和信息化局" in one)


def _open(page: Page) -> str | None:
    return page.locator("#reviewing [data-report]").get_attribute("data-report")


def _open_is(page: Page, key: str | None) -> None:
    page.locator(f"#reviewing [data-report='{key}']").wait_for()
