"""What the scripts add in a real browser, each on the page of components; without them the page is tested elsewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Dialog, Page

from e2e.conftest import SignIn

_DROP = """() => { const files = new DataTransfer(); files.items.add(new File(["words"], "分工方案.docx"));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true })); }"""
_KEPT = "Object.keys(localStorage).filter(name => name.startsWith('duban.draft.'))"


@pytest.fixture
def page(sign_in: SignIn) -> Page:
    page = sign_in("office")
    page.goto("/components/")
    return page


def test_what_was_typed_outlives_a_reload_that_was_warned_about(page: Page) -> None:
    asked: list[str] = []

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)
    page.fill("#id_remark", "写了一半")
    page.wait_for_selector("#forms [data-saved]:has-text('已存在本机')")
    page.reload()

    assert asked == ["beforeunload"]
    assert page.input_value("#id_remark") == "写了一半"
    assert "已恢复" in page.inner_text("#forms [data-saved]")


def test_a_draft_is_forgotten_once_it_is_taken_and_kept_while_it_is_wrong(page: Page) -> None:
    page.fill("#id_remark", "写了一半")
    page.click("#forms button.primary")
    page.wait_for_selector(".form-errors")
    assert page.evaluate(_KEPT) != []
    assert page.evaluate("document.activeElement.className") == "form-errors"

    page.fill("#id_name", "云栖区文化体育局")
    with page.expect_navigation():
        page.click("#forms button.primary")

    assert page.locator(".form-errors").count() == 0
    assert page.evaluate(_KEPT) == []


def test_a_file_may_be_dropped_anywhere(page: Page) -> None:
    page.evaluate(_DROP)

    assert "分工方案.docx" in page.inner_text("[data-drop-list]")
    assert page.evaluate("document.querySelector('#id_file').files.length") == 1


def test_escape_closes_a_menu_and_gives_the_focus_back(page: Page) -> None:
    page.click("#menu summary")
    assert page.is_visible("#menu .menu-list")
    page.keyboard.press("Escape")

    assert not page.is_visible("#menu .menu-list")
    assert page.evaluate("document.activeElement.innerText") == "更多"


def test_the_bulk_bar_shows_only_while_rows_are_chosen(page: Page) -> None:
    bar, boxes = page.locator("[data-bulk]"), page.locator("input[data-select]")
    assert not bar.is_visible()
    boxes.nth(0).check()
    boxes.nth(1).check()
    assert bar.is_visible()
    assert bar.locator("[data-selected]").inner_text() == "2"
    page.click("[data-select-none]")

    assert not bar.is_visible()


def test_charts_are_drawn_from_their_tables_under_the_strict_policy(page: Page) -> None:
    stopped: list[str] = []
    page.on("console", lambda message: stopped.append(message.text) if message.type == "error" else None)
    page.reload()
    page.wait_for_selector(".chart-picture svg")

    assert page.locator(".chart-picture svg").count() == page.locator("figure.chart").count() == 3
    assert stopped == []
