"""How attainment is written: 54.3%, ≥58000, 31502 ÷ 58000 × 100 = 54.3%，最高按100%计.

In: exact figures.  Out: words; the only place where figures are rounded, half upwards.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from duban.rulebook.attainment.goals import Goal
from duban.rulebook.figures import plain

SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "", "~": ""}


def rounded(value: Fraction | Decimal, places: int = 1) -> str:
    """Half upwards, without zeros at the end."""
    exact = Fraction(value)
    whole, rest = divmod(floor(abs(exact) * 10**places + Fraction(1, 2)), 10**places)
    written = f"{whole}.{rest:0{places}d}".rstrip("0").rstrip(".")
    return f"-{written}" if exact < 0 and (whole or rest) else written


def percent(value: Fraction | Decimal) -> str:
    return f"{rounded(value)}%"


def of_goal(goal: Goal) -> str:
    """≥58000, 3.5—4, 25左右; its own words where it has no figure."""
    if not goal.has_figure:
        return goal.text
    if goal.comparator == "range" and goal.value_to is not None:
        return f"{plain(goal.value)}—{plain(goal.value_to)}"
    return f"{SIGNS.get(goal.comparator, '')}{plain(goal.value)}{'左右' if goal.comparator == '~' else ''}"
