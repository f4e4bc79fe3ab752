"""Where a report of the campaign is, and what is done to it: found by the task's words, typed, saved.

In: pages of signed-in browsers.  Out: what the pages say; a wait is for what comes, never for time.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect

from e2e.campaign import TASKS, TITLE
from e2e.office_work import press

SAVED = "已自动保存"


def open_report(page: Page, number: str, words: str = "") -> str:
    """The form of the unit's report on a task of the campaign; its address."""
    page.goto("/progress/reports/")
    page.locator(f"section.region:has-text('{TITLE}')").get_by_role("link", name=words or TASKS[number][0]).click()
    page.locator("form#form").wait_for()
    return page.url


def open_task(page: Page, number: str) -> None:
    """The page of a task of the campaign, found in the ledger by its words."""
    page.goto(f"/plans/ledger/?q={TASKS[number][0]}")
    page.locator("main tbody").get_by_role("link", name=TASKS[number][0]).first.click()
    expect(page.locator("h1")).to_contain_text(TASKS[number][0].rstrip("。"))


def type_text(page: Page, words: str, *, field: str = "text", delay: int = 20) -> None:
    """As a person types: after what is there."""
    page.locator(f"form#form [name={field}]").press("Control+End")
    page.keyboard.type(words, delay=delay)


def wait_saved(page: Page) -> None:
    """A save has answered since what was said last was wiped."""
    expect(page.locator("#saved")).to_contain_text(SAVED)


def fill_in(page: Page, words: str, *, figure: str, stated: str = "正常") -> None:
    page.get_by_role("radio", name=stated, exact=True).check()
    page.fill("form#form [name=text]", words)
    page.locator("table.figures input").first.fill(figure)


def submit(page: Page, name: str = "报送") -> None:
    press(page, name, within=".submit-bar")


def open_grid(page: Page) -> None:
    """All the unit still has to fill, in rows."""
    page.goto("/progress/reports/")
    page.locator(f"section.region:has-text('{TITLE}')").get_by_role("link", name="成批填报").click()
    page.locator("form#grid").wait_for()
