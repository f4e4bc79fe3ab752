"""What must hold of every page: one main heading, no wider than the screen, nothing that axe objects to.

In: a loaded page.  Out: sentences, one a fault. WCAG 2.2 A and AA and axe's best practices, in the browser itself.
"""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Contrast costs more than all other rules together. Where the same document is looked at again, at another size, it is
# measured of the elements that came into sight or have another colour, ground or size of letters than before.
_AXE = """async tags => {
  const face = one => {
    const style = getComputedStyle(one);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    return [style.color, style.backgroundColor, style.backgroundImage, style.opacity, large].join("|");
  };
  const shown = [...document.body.querySelectorAll("*")].filter(one => one.checkVisibility());
  const before = window.facesBefore;
  const changed = before ? shown.filter(one => before.get(one) !== face(one)) : [];
  window.facesBefore = new WeakMap(shown.map(one => [one, face(one)]));
  const ask = (where, rules) => axe.run(where, {
    runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], rules: rules,
  });
  const found = await ask(document, { "color-contrast": { enabled: !before } });
  const again = changed.length
    ? await axe.run({ include: changed }, { runOnly: ["color-contrast"], resultTypes: ["violations"] }) : null;
  const faults = [...found.violations, ...(again ? again.violations : [])];
  return faults.map(one => one.id + " at " + one.nodes.slice(0, 3).map(node => node.target[0]).join(", "));
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
