"""Every page a role can reach holds together where no script runs."""

from __future__ import annotations

import pytest

from e2e.conftest import SignIn
from e2e.crawling import pages

pytestmark = pytest.mark.usefixtures("campaign")
_DEAD = """all => all.filter(one => one.checkVisibility()).map(one => one.innerText.trim())"""


@pytest.mark.parametrize("username", ["admin", "office", "liaison"])
def test_every_page_holds_together_without_scripts(sign_in: SignIn, username: str) -> None:
    """No control is shown that only a script would answer."""
    page = sign_in(username, javascript=False)
    wrong: list[str] = []

    for address, response in pages(page):
        dead = page.eval_on_selector_all("button[type=button]:not([aria-disabled])", _DEAD)
        wrong += [f"{address}: {label} does nothing" for label in dead]
        wrong += [f"{address}: {response.status}"] if response.status >= 400 else []

    assert not wrong, "\n".join(wrong)
