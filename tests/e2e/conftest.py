"""A real browser on the real server. Without Chromium these tests say so; continuous integration must have it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect, sync_playwright

from duban.site.demonstration import PASSWORD
from e2e.server import Demo, add_campaign, make_demo, running_demo
from e2e.signing_in import PATIENCE, give_password, is_signed_in, new_page
from e2e.under_way import put_under_way
from once import once

_BROWSERS = "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"  # the first costs far less
_CHROMIUM = next(filter(None, map(shutil.which, _BROWSERS)), None)
_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

Open = Callable[..., Page]
SignIn = Callable[..., Page]


_FIRST = ("test_every_page.py", "test_real_plans.py", "test_readme_pictures.py", "test_keyboard.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest, beside what needs no demo while it is made; and what looks at it before what changes it."""
    places = {name: place for place, name in enumerate(_FIRST)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if _CHROMIUM is None:
        assert not os.environ.get("CI"), "continuous integration needs Chromium"
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    made = once("demo", make_demo, tmp_path_factory)
    with running_demo(made, tmp_path_factory.mktemp("served") / "home") as demo:
        put_under_way(browser, demo)
        yield demo


@pytest.fixture(scope="session")
def campaign(demo: Demo) -> None:
    """Two plans more whose rounds are open whatever the date; see `campaign.py`."""
    add_campaign(demo)


@pytest.fixture
def open_browser(browser: Browser, demo: Demo) -> Iterator[Open]:
    """`open_browser(size="phone")` gives an empty page of a browser nobody is signed in with."""
    contexts: list[BrowserContext] = []

    def open_one(**options: object) -> Page:
        page = new_page(browser, demo.url, **options)
        contexts.append(page.context)
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def signed_in() -> dict[str, StorageState]:
    """The cookies of whoever has signed in: each account does so once, and again when its session was ended."""
    return {}


@pytest.fixture
def sign_in(open_browser: Open, signed_in: dict[str, StorageState]) -> SignIn:
    """`sign_in("office", size="phone")` gives a page of a browser in which this account is signed in."""

    def sign(username: str, *, size: str = "desk", javascript: bool = True) -> Page:
        if username in signed_in:
            page = open_browser(size=size, javascript=javascript, storage_state=signed_in[username])
            if is_signed_in(page):
                return page
        page = open_browser()
        give_password(page, username, PASSWORD)
        signed_in[username] = page.context.storage_state()
        return open_browser(size=size, javascript=javascript, storage_state=signed_in[username])

    return sign
