"""Browsers of every size, and the form of signing in."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

PATIENCE = 30_000  # milliseconds: other work may share the machine
SIZES = {"desk": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}


def new_page(browser: Browser, url: str, *, size: str = "desk", javascript: bool = True, **options: object) -> Page:
    """An empty page of a browser of its own."""
    context = browser.new_context(
        viewport=SIZES[size], locale="zh-CN", java_script_enabled=javascript, base_url=url, **options
    )
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def give_password(page: Page, username: str, password: str) -> None:
    """Fill in the form of signing in."""
    page.goto("/accounts/sign-in/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_load_state()
    assert "/sign-in/" not in page.url, page.inner_text("body")


def is_signed_in(page: Page) -> bool:
    """Not for long: an account has two sessions, whoever signs in once more ends the oldest; an idle one ends too."""
    return page.request.get("/accounts/own/", max_redirects=0).ok
