"""Where a case, a document or what else is supervised is, and what is done on its page.

In: pages of signed-in browsers.  Out: what the pages say; a wait is for what comes, never for time.
"""

from __future__ import annotations

from playwright.sync_api import FilePayload, Page, expect

from e2e.office_work import press
from e2e.soundness import faults_of_access, faults_of_form

_PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def pdf(name: str) -> FilePayload:
    """Of a content of its own: the same once more is the one that is there."""
    return {"name": name, "mimeType": "application/pdf", "buffer": f"{_PDF}% {name}".encode()}


def check_sound(page: Page) -> None:
    """One heading, no wider than the screen, nothing axe objects to."""
    assert not (faults := faults_of_form(page) + faults_of_access(page)), f"{page.url}: {faults}"


def open_row(page: Page, address: str, words: str) -> str:
    """The page a list leads to under these words; its address."""
    page.goto(f"{address}?q={words}")
    with page.expect_navigation():
        page.locator("main tbody").get_by_role("link", name=words).first.click()
    return page.url


def choose(page: Page, region: str, *names: str) -> None:
    """Radio buttons of a part of the page, by their words."""
    for name in names:
        page.locator(region).get_by_role("radio", name=name, exact=True).check()


def fill(page: Page, region: str, **values: str) -> None:
    """Fields of a part of the page, by their names."""
    for name, value in values.items():
        page.locator(f"{region} [name={name}]").fill(value)


def said(page: Page, words: str) -> None:
    """What the page answered to the last press."""
    expect(page.locator("#messages")).to_contain_text(words)


def issue(page: Page) -> str:
    """The document whose page this is goes out; its number."""
    press(page, "印发", within=".page-head")
    press(page, "印发", within="main form.form")
    said(page, "已印发，文号")
    return page.inner_text("#messages").split("文号")[1].split("。")[0]


def sign(office: Page, leader: Page) -> str:
    """The office submits the document whose page this is, a leader signs it; its number."""
    press(office, "送签", within=".page-head")
    said(office, "已送领导签发")
    leader.goto(office.url)
    press(leader, "签发", within=".page-head")
    press(leader, "签发", within="main form.form")
    said(leader, "已印发，文号")
    office.goto(office.url)
    return leader.inner_text("#messages").split("文号")[1].split("。")[0]
