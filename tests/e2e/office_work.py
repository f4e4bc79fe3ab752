"""What an office does with a document, as it does it: upload, answer, settle the names, adopt, issue.

In: a page of its signed-in browser.  Out: what the pages said on the way. Each press waits for where it leads.
"""

from __future__ import annotations

import re

from playwright.sync_api import FilePayload, Locator, Page

OPEN_QUESTIONS = "section.questions > ol > li"
OPEN_NAMES = "ol.names-open > li"


def press(page: Page, name: str, *, within: str = "main") -> None:
    """Click the link or button of this name and wait for the page it leads to."""
    found = page.locator(within).locator("a, button").get_by_text(name, exact=True)
    with page.expect_navigation():
        found.first.click()


def upload(page: Page, address: str, file: FilePayload) -> None:
    """Until the reading can be reviewed; where the file held indicators too, its tasks are."""
    page.goto(address)
    page.set_input_files("input[type=file]", file)
    press(page, "读取并核对")
    page.wait_for_selector("h1:has-text('导入核对')")
    if not page.locator("h1:has-text('导入核对：')").count():
        of_tasks = page.locator("tbody tr", has=page.get_by_role("cell", name="公文", exact=True))
        of_tasks.get_by_role("link").first.click()
    page.wait_for_selector("h1:has-text('导入核对：')")


def answer_questions(page: Page) -> int:
    """Press the first answer of each doubt; how many there were."""
    answered = 0
    while page.locator(f"{OPEN_QUESTIONS} form button").count():
        with page.expect_navigation():
            page.locator(f"{OPEN_QUESTIONS} form button").first.click()
        answered += 1
    return answered


def settle_names(page: Page) -> str:
    """Create what is missing in one press, then press the first answer of what is left; what was said of the press."""
    with page.expect_navigation():
        page.locator("#names-summary").get_by_role("link", name=re.compile("去对应|查看")).click()
    if page.locator("a:has-text('新建缺少的单位和领导')").count():
        press(page, "新建缺少的单位和领导")
        press(page, "全部新建")
    said = page.inner_text("main")
    while page.locator(OPEN_NAMES).count():
        _press_first(page, page.locator(OPEN_NAMES))
    press(page, "返回核对", within=".page-head")
    return said


def _press_first(page: Page, names: Locator) -> None:
    left = names.count()
    names.first.locator("form button").first.click()
    names.nth(left - 1).wait_for(state="detached")


def adopt_and_issue(page: Page) -> None:
    """Under the number and on the day the document has."""
    with page.expect_navigation():
        page.locator("#review-actions a.primary").click()
    press(page, "导入", within="main form.form")
    press(page, "印发", within=".page-head")
    press(page, "印发", within="main form.form")


def rows_of(page: Page, address: str) -> int:
    """How many rows a table says it holds."""
    page.goto(address)
    return int(page.locator("main .count[role=status]").first.inner_text().split()[0])
