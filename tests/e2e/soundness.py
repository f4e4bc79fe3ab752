"""What must hold of every page: one main heading, no wider than the screen, nothing that axe objects to.

In: a loaded page.  Out: sentences, one a fault. WCAG 2.2 A and AA and axe's best practices, in the browser itself.
"""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_AXE = """async tags => {
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  return found.violations.map(one => one.id + " at " + one.nodes.slice(0, 3).map(node => node.target[0]).join(", "));
}"""
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def faults_of_form(page: Page) -> list[str]:
    """What is cheap to see on every page."""
    headings, wider = page.locator("h1").count(), page.evaluate(_WIDER)
    faults = [] if headings == 1 else [f"{headings} main headings"]
    return faults + ([f"{wider} pixels wider than the screen"] if wider > 0 else [])


def faults_of_access(page: Page) -> list[str]:
    """What axe objects to."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_AXE, _TAGS)
    return found
