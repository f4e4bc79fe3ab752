"""How values of a draft read and are typed: a target in words, a list of names, days.

In: what is stored, or what was typed.  Out: words, or what is stored. 新增高新技术企业 ≥ 30 家; 市财政局、各镇政府.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from duban.apps.organizations import naming

_SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "＞ ", "<": "＜ ", "=": "= ", "~": "约 "}
_TIGHT = ("%", "％", "‰")


def target_in_words(target: Mapping[str, Any]) -> str:
    """新开工重点项目 ≥ 60 个; the document's own words where there is no figure."""
    measure, value, value_to = (str(target.get(name) or "") for name in ("measure", "value", "value_to"))
    if not value or target.get("comparator") == "words":
        return str(target.get("text") or measure)
    unit = str(target.get("unit") or "")
    figure = f"{value}—{value_to}" if value_to else value
    amount = figure + ("" if not unit or unit.startswith(_TIGHT) else " ") + unit
    if target.get("comparator") == "times":
        amount = f"{figure} 倍"
    return f"{measure} {_SIGNS.get(str(target.get('comparator')), '')}{amount}".strip()


def names_typed(words: str, known: Collection[str] = ()) -> list[str]:
    """Names one per line, or with “、” between them, but not in brackets; a line that is a known name stays whole."""
    lines = (line.strip() for line in words.splitlines())
    found = (name for line in lines for name in ([line] if line in known else naming.several(line)))
    return list(dict.fromkeys(name for name in found if name))
