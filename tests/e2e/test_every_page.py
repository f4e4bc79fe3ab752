"""Every page a role can reach answers, holds together at both sizes, and is accessible.

WCAG 2.2 A and AA with axe in a real browser; a page that was checked for one role is not checked again for another,
but for the first page, which differs by role.
"""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from duban.site.demonstration import ACCOUNTS
from playwright.sync_api import Page

from e2e.conftest import SIZES, SignIn
from e2e.crawling import kind_of, pages

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RULES = {"runOnly": {"type": "tag", "values": _TAGS}}
_checked: set[tuple[str, str, str]] = set()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("username", [account.username for account in ACCOUNTS])
def test_every_page_a_role_can_reach_is_sound(sign_in: SignIn, username: str, size: str) -> None:
    page = sign_in(username, size=size)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    for address, response in pages(page):
        if response.status >= 400:
            complaints.append(f"{address}: {response.status}")
        if page.locator("h1").count() != 1:
            complaints.append(f"{address}: {page.locator('h1').count()} main headings")
        if page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0:
            complaints.append(f"{address}: wider than the screen")
        key = (username if address == "/" else "", kind_of(address), size)
        if key not in _checked:
            _checked.add(key)
            complaints += [f"{address}: {fault}" for fault in _faults(page)]

    assert complaints == []


def _faults(page: Page) -> list[str]:
    found = Axe().run(page, options=_RULES).response["violations"]
    return [f"{fault['id']} at {', '.join(node['target'][0] for node in fault['nodes'][:3])}" for fault in found]


@pytest.mark.parametrize("username", [account.username for account in ACCOUNTS])
def test_every_page_a_role_can_reach_holds_together_without_scripts(sign_in: SignIn, username: str) -> None:
    page = sign_in(username, javascript=False)

    wrong = {address: response.status for address, response in pages(page) if response.status >= 400}

    assert wrong == {}
