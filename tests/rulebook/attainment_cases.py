"""Short words for goals and results in the tests of indicators."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from duban.rulebook.attainment import Attainment, Goal, Terms, attain
from duban.rulebook.indicators import Direction, Method, TargetLevel

SIGNS = {"≥": ">=", "≤": "<=", ">": ">", "<": "<", "=": "=", "~": "~"}


def goal(words: str, year: int = 2020, level: TargetLevel = TargetLevel.PLAIN) -> Goal:
    """≥50, ~25, 3:6 (a range); else only words."""
    if words[0] in SIGNS:
        return Goal(year, level, SIGNS[words[0]], Decimal(words[1:]), text=words)
    if ":" in words:
        low, high = words.split(":")
        return Goal(year, level, "range", Decimal(low), Decimal(high), words)
    return Goal(year, level, "words", None, text=words)


def attained(
    value: str | None,
    *goals: Goal | str,
    direction: Direction | None = Direction.HIGHER,
    baseline: str | None = None,
    method: Method = Method.AUTO,
    **terms: Any,
) -> Attainment:
    return attain(
        value=number(value),
        goals=[goal(one) if isinstance(one, str) else one for one in goals],
        baseline=number(baseline),
        direction=direction,
        terms=Terms(method=method, **terms),
    )


def number(words: str | None) -> Decimal | None:
    return None if words is None else Decimal(words)


def cell(result: Attainment) -> str:
    """60+ met, 60- not met, ?- no percentage, . nothing to judge by."""
    if result.percent is None and result.is_met is None:
        return "."
    shown = "?" if result.percent is None else result.shown[:-1]
    return f"{shown}{'+' if result.is_met else '-'}"
