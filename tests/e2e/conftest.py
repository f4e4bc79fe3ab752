"""A real browser on the real server. Without Chromium these tests say so; continuous integration must have it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from e2e.server import Demo, running_demo

_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
SIZES = {"desk": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}

SignIn = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if _CHROMIUM is None:
        assert not os.environ.get("CI"), "continuous integration needs Chromium"
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with running_demo(tmp_path_factory.mktemp("demo") / "home") as demo:
        yield demo


@pytest.fixture
def sign_in(browser: Browser, demo: Demo) -> Iterator[SignIn]:
    """`sign_in("office", size="phone")` gives a page on which this account is signed in."""
    from duban.site.demonstration import PASSWORD

    contexts = []

    def sign(username: str, *, size: str = "desk", javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport=SIZES[size], locale="zh-CN", java_script_enabled=javascript, base_url=demo.url
        )
        contexts.append(context)
        page = context.new_page()
        page.goto("/accounts/sign-in/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_load_state()
        assert "/sign-in/" not in page.url, page.inner_text("body")
        return page

    yield sign
    for context in contexts:
        context.close()
