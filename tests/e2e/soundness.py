"""What must hold of every page: one main heading, no wider than the screen, nothing that axe objects to.

In: a loaded page.  Out: sentences, one a fault. WCAG 2.2 A and AA and axe's best practices, in the browser itself.
"""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Contrast costs more than all other rules together, and follows from a few things alone: colour and size of letters,
# the grounds beneath them, opacity. Of all words on all pages that have these alike it is measured once.
_AXE = """async ([tags, known]) => {
  const faces = new Map();
  const ground = one => {
    const beneath = [];
    for (let covered = false; one; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (!covered) beneath.push(style.backgroundColor, style.backgroundImage);
      if (style.opacity !== "1") beneath.push(style.opacity);
      covered = covered || /^rgb\\(/.test(style.backgroundColor);
    }
    return beneath;
  };
  const says = one => /^(INPUT|SELECT|TEXTAREA)$/.test(one.tagName)
    || [...one.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.data.trim());
  for (const one of document.body.querySelectorAll("*")) {
    if (!says(one) || !one.checkVisibility()) continue;
    const style = getComputedStyle(one);
    const face = [style.color, style.fontSize, style.fontWeight, ...ground(one)].join("|");
    if (!faces.has(face)) faces.set(face, one);
  }
  const fresh = [...faces].filter(([face]) => !known.includes(face));
  const ask = (where, rules) => axe.run(where, { ...rules, resultTypes: ["violations"] });
  const found = await ask(document, {
    runOnly: { type: "tag", values: tags }, rules: { "color-contrast": { enabled: false } },
  });
  const contrast = fresh.length
    ? await ask({ include: fresh.map(([face, one]) => one) }, { runOnly: ["color-contrast"] }) : { violations: [] };
  const faults = [...found.violations, ...contrast.violations];
  return [
    faults.map(one => one.id + " at " + one.nodes.slice(0, 3).map(node => node.target[0]).join(", ")),
    fresh.map(([face]) => face),
  ];
}"""
_faces: set[str] = set()  # whose contrast is known
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
    found: tuple[list[str], list[str]] = page.evaluate(_AXE, [_TAGS, sorted(_faces)])
    faults, fresh = found
    _faces.update(fresh)
    return faults
