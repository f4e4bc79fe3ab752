"""The reason for a class of 时序, in one sentence: 2023年应达1.53，实际1.49，低0.04，基本符合.

In: a `PaceCase`, its class.  Out: words; figures with as many decimals as the document's own.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from duban.rulebook.attainment.words import of_goal, rounded
from duban.rulebook.figures import plain
from duban.rulebook.indicator_pace.cases import PaceCase
from duban.rulebook.indicator_pace.classes import PACE_CLASSES, PaceClass

MOST_PLACES = 6
ROUGH = Fraction(1, 10)  # of a difference may be lost in rounding
LATE = (PaceClass.BEHIND, PaceClass.SEVERE)


def of(case: PaceCase, standing: PaceClass) -> str:
    """What was expected, what is, the difference, the word."""
    word, goal, actual = PACE_CLASSES[standing], of_goal(case.goal), rounded(case.value, case.places)
    at = when(case.year, case.month, accrues=case.accrues)
    if standing is PaceClass.DONE:
        return f"{at}实际{actual}，达到{case.goal.year}年目标（{goal}），{word}"
    if standing is PaceClass.MISSED:
        return f"{case.goal.year}年目标为{goal}，{at}实际{actual}，{_apart(case, case.target)}{word}"
    if standing is PaceClass.DONE_EARLY:
        return f"{at}实际{actual}，已达到{case.goal.year}年目标（{goal}），{word}"
    if case.is_held and case.is_met:
        return f"{at}实际{actual}，保持在目标（{goal}）之内，{word}"
    behind = (
        f"落后{rounded(-case.lead)}个百分点，" if standing in LATE and case.lead is not None and case.lead < 0 else ""
    )
    expected = rounded(case.expected, _places(case, case.expected))
    return f"{at}应达{expected}，实际{actual}，{_apart(case, case.expected)}{behind}{word}"


def when(year: int, month: int, *, accrues: bool) -> str:
    """2023年, 2023年6月底, 2023年1—6月."""
    if month == 12:
        return f"{year}年"
    if accrues:
        return f"{year}年1—{month}月" if month > 1 else f"{year}年1月"
    return f"{year}年{month}月底"


def _apart(case: PaceCase, expected: Fraction) -> str:
    """低0.04，; 与应达水平持平，."""
    off = Fraction(case.value) - expected
    if not off:
        return "与应达水平持平，"
    return f"{'高' if off > 0 else '低'}{rounded(abs(off), _places(case, expected))}，"


def _places(case: PaceCase, expected: Fraction) -> int:
    """Decimals as the figures have them; more where the difference would be lost in rounding."""
    places = max(min(_decimals(case.value), case.places), _decimals(case.goal.value or Decimal(0)))
    off = abs(Fraction(case.value) - expected)
    while places < MOST_PLACES and abs(Fraction(rounded(off, places)) - off) > off * ROUGH:
        places += 1
    return places


def _decimals(value: Decimal) -> int:
    return len(plain(value).partition(".")[2])
