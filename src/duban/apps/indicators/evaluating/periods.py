"""How a period is written: 2026年, 2026年上半年, 2026年1—9月; and when it has come.

In: a year, a month.  Out: words, days.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from duban.rulebook.indicators import EvaluationKind

KIND_WORDS = {
    EvaluationKind.PERIODIC: "监测",
    EvaluationKind.MID_TERM: "中期评估",
    EvaluationKind.FINAL: "终期评估",
}


def period_words(year: int, month: int) -> str:
    if month == 12:
        return f"{year}年"
    if month == 6:
        return f"{year}年上半年"
    return f"{year}年1—{month}月" if month > 1 else f"{year}年1月"


def told_period(kind: EvaluationKind, starts: int, year: int, month: int) -> str:
    """As the title has it: a final evaluation is of all the years."""
    if kind is EvaluationKind.FINAL and month == 12 and starts < year:
        return f"{starts}—{year}年"
    return period_words(year, month)


def last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def until_words(year: int, month: int) -> str:
    return f"{year}年{month}月底"


def has_come(year: int, month: int, today: date) -> bool:
    """A month may be told of while it runs: what has no figure yet says so."""
    return (year, month) <= (today.year, today.month)
