"""Every page a user can reach by links, one of each kind.

In: a page of a signed-in browser.  Out: the addresses, in the order they were met; of /units/3/ and /units/4/ only
the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page, Response

_NOT_PAGES = re.compile(
    r"export=|/documents/read/.*/ledger/|/file/|/files/\d+/|/source/|/workbook/(\?|$)|/dispatch/\d+/(docx|pdf)/"
    r"|/interviews/\d+/sheet/|\.(xlsx|csv|pdf|docx)$"
)


def kind_of(address: str) -> str:
    """The address with its keys and its query taken out: one kind of page."""
    return re.sub(r"(?<=/)\d+(?=/|$)", "#", urlsplit(address).path)


def pages(page: Page, *, most: int = 250) -> Iterator[tuple[str, Response]]:
    """Visit kinds of pages breadth first, from the first page on; yields after each is loaded."""
    waiting, met = ["/"], {"/"}
    for _ in range(most):
        if not waiting:
            return
        address = waiting.pop(0)
        response = page.goto(address)
        assert response is not None
        yield address, response
        for linked in _links(page):
            kind = kind_of(linked)
            if kind not in met:
                met.add(kind)
                waiting.append(linked)
    raise AssertionError(f"more than {most} kinds of pages, the last: {waiting[-1]}")


def _links(page: Page) -> Iterator[str]:
    """Where the page leads within the site: path and query."""
    here = urlsplit(page.url)
    for link in page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))"):
        whole = urlsplit(urljoin(page.url, link))
        if whole.netloc == here.netloc and not _NOT_PAGES.search(link):
            yield whole.path + (f"?{whole.query}" if whole.query else "")
