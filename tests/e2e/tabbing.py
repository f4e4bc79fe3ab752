"""Reach something with the Tab key, as who has no mouse does."""

from __future__ import annotations

from playwright.sync_api import Page

HAS_FOCUS = "one => one === document.activeElement"
_MOST = 150  # stops a page can have before what is looked for


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until it has the focus."""
    wanted = page.locator(selector).first
    for _ in range(_MOST):
        if wanted.evaluate(HAS_FOCUS):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached with Tab")
