"""With the keyboard alone: sign in, skip to the content, reach every control, open a list, search, sign out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from duban.site.demonstration import PASSWORD
from e2e.conftest import SignIn
from e2e.server import Demo
from e2e.signing_in import SIZES

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


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/organizations/",
        "/organizations/leading-groups/",
        "/accounts/own/",
        "/plans/ledger/",
        "/plans/from-above/",
    ],
)
def test_every_control_is_reached_and_seen(sign_in: SignIn, address: str) -> None:
    page = sign_in("office")
    page.goto(address)
    controls = page.evaluate(_FOCUSABLE)

    stops = _walk(page, most=controls + 5)

    assert len(stops) >= controls
    assert [name for name, outlined, shown in stops if not outlined or not shown] == []


def test_a_draft_is_reviewed_with_single_keys(sign_in: SignIn) -> None:
    """J and K go down and up, E opens the form, space says that it is right; typing in the form does none of it."""
    page = sign_in("county-office")
    page.goto("/plans/imports/3/review/")
    page.wait_for_selector("[data-review]")
    first, second = (page.locator("li[data-task]").nth(at) for at in range(2))

    page.keyboard.press("j")
    second.locator(".detail").wait_for()
    assert first.locator(".detail").count() == 0
    page.keyboard.press("k")
    first.locator(".detail").wait_for()
    page.keyboard.press("e")
    form = first.locator("form [name=text]")
    form.wait_for()
    assert form.evaluate("one => one === document.activeElement")
    before = form.input_value()
    page.keyboard.press("End")
    page.keyboard.type("jk ")
    assert len(form.input_value()) == len(before) + 3
    form.fill(before)
    first.get_by_role("link", name="取消").press("Enter")
    first.locator(".detail").wait_for()
    page.keyboard.press(" ")
    second.locator(".detail").wait_for()

    assert "checked" in (first.get_attribute("class") or "")
    assert "已核对 1 /" in page.inner_text("[data-review]")


def _walk(page: Page, *, most: int) -> list[tuple[str, bool, bool]]:
    """Press Tab until the focus leaves the page; what it met."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        stops.append(tuple(page.evaluate(_FOCUS)))
    return stops
