"""How values of a draft read and are typed: a target in words, a list of names, days.

In: what is stored, or what was typed.  Out: words, or what is stored. 新增高新技术企业 ≥ 30 家; 市财政局、各镇政府.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from duban.apps.organizations import naming
from duban.apps.plans.labels.targets import amount_in_words


def target_in_words(target: Mapping[str, Any]) -> str:
    """新开工重点项目 ≥ 60 个; the document's own words where there is no figure."""
    measure, comparator, unit = (str(target.get(name) or "") for name in ("measure", "comparator", "unit"))
    value, value_to = (_number(target.get(name)) for name in ("value", "value_to"))
    if value is None or comparator == "words":
        return str(target.get("text") or measure)
    return f"{measure} {amount_in_words(comparator, value, value_to, unit)}".strip()


def _number(kept: Any) -> Decimal | None:
    return Decimal(str(kept)) if kept not in (None, "") else None


def names_typed(words: str, known: Collection[str] = ()) -> list[str]:
    """Names one per line, or with “、” between them, but not in brackets; a line that is a known name stays whole."""
    lines = (line.strip() for line in words.splitlines())
    found = (name for line in lines for name in ([line] if line in known else naming.several(line)))
    return list(dict.fromkeys(name for name in found if name))
