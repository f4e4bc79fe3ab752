"""Every setting is in its reference page and in the sample, and no other is."""

from __future__ import annotations

import ast
import re

from repo.tree import ROOT, parsed

READERS = {"text", "secret", "flag", "number", "names", "choice", "address", "database"}
PAGE, SAMPLE = ROOT / "docs" / "reference" / "settings.md", ROOT / "env.sample"


def _read_by_the_site() -> set[str]:
    calls = [node for node in ast.walk(parsed(ROOT / "src/duban/site/settings.py")) if isinstance(node, ast.Call)]
    readers = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in READERS]
    return {call.args[0].value for call in readers if call.args and isinstance(call.args[0], ast.Constant)}


def test_every_setting_has_its_line_in_the_reference() -> None:
    assert set(re.findall(r"^\| `(\w+)`", PAGE.read_text(encoding="utf-8"), re.MULTILINE)) == _read_by_the_site()


def test_every_setting_is_in_the_sample() -> None:
    named = set(re.findall(r"\b(?:DUBAN_\w+|DATABASE_URL)\b", SAMPLE.read_text(encoding="utf-8")))

    assert named == _read_by_the_site() | {"DUBAN_SECRET_KEY_FILE"}
