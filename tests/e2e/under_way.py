"""What the demo does not hold, so that every page can be reached: a correction under review, an objection that waits.

In: the running demo.  Out: rows, made through the pages by the office and a liaison.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from duban.site.demonstration import PASSWORD
from e2e import uploads
from e2e.office_work import press, upload
from e2e.server import Demo
from e2e.signing_in import give_password, new_page

START = "/plans/imports/start/"


def put_under_way(browser: Browser, demo: Demo) -> None:
    """A corrected version of the city's plan, an objection to one of its tasks."""
    with _signed_in(browser, demo, "office") as office:
        office.goto("/plans/")
        press(office, uploads.PLAN, within="main tbody")
        upload(office, f"{START}?plan={office.url.rstrip('/').rsplit('/', 1)[1]}", uploads.corrected_plan())
    with _signed_in(browser, demo, "liaison") as liaison:
        liaison.goto("/plans/receipts/")
        with liaison.expect_navigation():
            liaison.locator("main a[href$='/object/']").first.click()
        liaison.fill("[name=reason]", "这项任务的主管部门是市财政局，建议由市财政局承担。")
        press(liaison, "提交异议")


@contextmanager
def _signed_in(browser: Browser, demo: Demo, username: str) -> Iterator[Page]:
    page = new_page(browser, demo.url)
    give_password(page, username, PASSWORD)
    yield page
    page.context.close()
