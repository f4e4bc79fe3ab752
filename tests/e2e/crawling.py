"""Every page a user can reach by links, one of each kind.

In: a signed-in page.  Out: the addresses, in the order they were met; of /units/3/ and /units/4/ only the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page, Response

_NOT_PAGES = re.compile(r"export=|/template/|/download/|/file/|\.(xlsx|csv|pdf|docx)$|/sign-out/")


def kind_of(address: str) -> str:
    """The address with its keys and its query taken out: one kind of page."""
    return re.sub(r"(?<=/)\d+(?=/|$)", "#", urlsplit(address).path)


def pages(page: Page, *, most: int = 150) -> Iterator[tuple[str, Response]]:
    """Visit kinds of pages breadth first, from the first page on; yields after each is loaded."""
    start = urlsplit(page.url)
    waiting, met = ["/"], {"/"}
    while waiting and most:
        address = waiting.pop(0)
        most -= 1
        response = page.goto(address)
        assert response is not None
        yield address, response
        for link in page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))"):
            whole = urlsplit(urljoin(page.url, link))
            if whole.netloc != start.netloc or _NOT_PAGES.search(link):
                continue
            kind = kind_of(whole.path)
            if kind not in met:
                met.add(kind)
                waiting.append(whole.path + (f"?{whole.query}" if whole.query else ""))
