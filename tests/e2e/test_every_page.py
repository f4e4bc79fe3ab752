"""Every page a role can reach answers, holds together at both sizes, and is accessible.

A kind of page that was examined for one role is only looked at again for another, but for the first page, which
differs by role.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from duban.site.demonstration import ACCOUNTS
from e2e.conftest import SignIn
from e2e.crawling import kind_of, pages
from e2e.signing_in import SIZES
from e2e.soundness import faults_of_access, faults_of_form

pytestmark = pytest.mark.usefixtures("campaign")
_examined: set[tuple[str, str]] = set()


@pytest.mark.parametrize("username", [account.username for account in ACCOUNTS])
def test_every_page_a_role_can_reach_is_sound(sign_in: SignIn, username: str) -> None:
    page = sign_in(username)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    for address, response in pages(page):
        if response.status >= 400:
            complaints.append(f"{address}: {response.status}")
        complaints += [f"{address}: {fault}" for fault in faults_of_form(page)]
        key = (username if address == "/" else "", kind_of(address))
        if key not in _examined:
            _examined.add(key)
            complaints += [f"{address}: {fault}" for fault in _examine(page)]

    assert not complaints, "\n".join(complaints)


def _examine(page: Page) -> list[str]:
    """At the size it was loaded at, and on a phone."""
    faults = faults_of_access(page)
    page.set_viewport_size(SIZES["phone"])
    faults += [f"{fault}, on a phone" for fault in (*faults_of_form(page), *faults_of_access(page))]
    page.set_viewport_size(SIZES["desk"])
    return faults
