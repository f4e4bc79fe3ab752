"""With the keyboard alone: sign in, skip to the content, reach every control, open a list, search, sign out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from duban.site.demonstration import PASSWORD
from e2e.conftest import SIZES, SignIn
from e2e.server import Demo

_FOCUSABLE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter(one => one.type !== "hidden" && one.checkVisibility() && !one.disabled && one.tabIndex >= 0).length"""
_FOCUS = """() => { const one = document.activeElement, box = one.getBoundingClientRect();
  const style = getComputedStyle(one); return [one.tagName + ' ' + (one.innerText || one.name || '').slice(0, 20),
  style.outlineStyle !== 'none' || style.boxShadow !== 'none', box.width > 0 && box.height > 0]; }"""


def test_signing_in_takes_nothing_but_keys(browser: Browser, demo: Demo) -> None:
    page = browser.new_page(viewport=SIZES["desk"], base_url=demo.url)
    page.goto("/accounts/sign-in/")
    page.focus("input[name=username]")
    page.keyboard.type("office")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{demo.url}/")

    assert page.inner_text("h1") == "工作台"
    page.close()


def test_the_first_key_offers_to_skip_to_the_content(sign_in: SignIn) -> None:
    page = sign_in("office")
    page.goto("/organizations/")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.innerText") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


@pytest.mark.parametrize("address", ["/", "/organizations/", "/organizations/leading-groups/", "/accounts/own/"])
def test_every_control_is_reached_and_seen(sign_in: SignIn, address: str) -> None:
    page = sign_in("office")
    page.goto(address)
    controls = page.evaluate(_FOCUSABLE)

    stops = _walk(page, most=controls + 5)

    assert len(stops) >= controls
    assert [name for name, outlined, shown in stops if not outlined or not shown] == []


def _walk(page: Page, *, most: int) -> list[tuple[str, bool, bool]]:
    """Press Tab until the focus leaves the page; what it met."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        stops.append(tuple(page.evaluate(_FOCUS)))
    return stops
