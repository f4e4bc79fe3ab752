"""How a target is said: its relation by name in a form, its figure with a sign everywhere else."""

from __future__ import annotations

from decimal import Decimal

COMPARATORS = (
    (">=", "不低于"),
    (">", "高于"),
    ("<=", "不高于"),
    ("<", "低于"),
    ("=", "等于"),
    ("~", "左右"),
    ("range", "区间"),
    ("times", "倍数"),
    ("words", "文字表述"),
)
_SIGNS = {">=": "≥", ">": "＞", "<=": "≤", "<": "＜", "~": "约"}  # a plain figure has none
_TIGHT = ("%", "％", "‰")


def amount_in_words(comparator: str, value: Decimal, value_to: Decimal | None, unit: str) -> str:
    """≥ 1,000 个, 约 7%, 1—2 个, 2 倍."""
    figures = "—".join(_figure(one) for one in (value, value_to) if one is not None)
    unit = unit or ("倍" if comparator == "times" else "")
    amount = f"{figures}{'' if not unit or unit.startswith(_TIGHT) else ' '}{unit}"
    return " ".join(filter(None, (_SIGNS.get(comparator, ""), amount)))


def _figure(value: Decimal) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".")
