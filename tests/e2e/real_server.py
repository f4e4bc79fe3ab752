"""The places of the real documents on a server of their own, and the browsers of those who work there.

In: a browser, an empty folder.  Out: `Places`; what a browser complains of is collected.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from e2e.real_places import PASSWORD
from e2e.server import Demo
from e2e.signing_in import give_password, new_page


@dataclass
class Places:
    browser: Browser
    city: Demo
    complaints: list[str] = field(default_factory=list)
    _signed_in: dict[str, StorageState] = field(default_factory=dict)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def stranger(self, storage: StorageState | None = None, *, size: str = "desk") -> Page:
        """A browser nobody is signed in with, unless it comes with cookies."""
        page = new_page(self.browser, self.city.url, size=size, storage_state=storage)
        self._contexts.append(page.context)
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def page(self, username: str, *, size: str = "desk") -> Page:
        """A browser in which this account is signed in."""
        if username not in self._signed_in:
            page = self.stranger()
            give_password(page, username, PASSWORD)
            self.keep(username, page)
        return self.stranger(self._signed_in[username], size=size)

    def keep(self, username: str, page: Page) -> None:
        """Whoever is signed in here may be asked for again."""
        self._signed_in[username] = page.context.storage_state()

    def close(self) -> None:
        for context in self._contexts:
            context.close()
