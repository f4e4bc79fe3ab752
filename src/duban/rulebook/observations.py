"""实际值: who may give which, for what time, by when, and what looks wrong with one.

In: plain values.  Out: statuses, days, words; sentences of doubt, which never forbid anything.
统计法: whoever gives a figure says whose it is; a leader gives and alters none.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from duban.rulebook.figures import plain
from duban.rulebook.indicators import ObservationStatus
from duban.rulebook.working_days import WorkCalendar

DECIMALS = Decimal("0.000001")
_PER = {"%": 100, "％": 100, "‰": 1000}
_PERCENT = ("%", "％")
_APART = Decimal("0.005")  # how far the whole may lie from what those below it make: rounding in their figures


class Giver(StrEnum):
    """In which capacity somebody gives figures of a set."""

    OFFICE = "office"  # of the set's place
    LEAD = "lead"  # the unit that answers for the indicator there
    BELOW = "below"  # an office or a unit of a place below, for its own place
    NOBODY = "nobody"


_STATED, _VERIFIED = ObservationStatus.STATED, ObservationStatus.VERIFIED
GIVES: dict[tuple[Giver, bool], tuple[ObservationStatus, ...]] = {  # of the set's own place or not
    (Giver.OFFICE, True): tuple(ObservationStatus),
    (Giver.OFFICE, False): tuple(ObservationStatus),
    (Giver.LEAD, True): (_STATED,),
    (Giver.LEAD, False): (_VERIFIED,),  # it is the competent department of those below
    (Giver.BELOW, True): (),
    (Giver.BELOW, False): (_STATED,),
    (Giver.NOBODY, True): (),
    (Giver.NOBODY, False): (),
}


def value_of_rate(numerator: Decimal, denominator: Decimal, unit: str) -> Decimal:
    """A share in the unit it is told in: 3 of 4 is 75 in %; the denominator is not 0."""
    share = numerator / denominator * _PER.get(unit.strip(), 1)
    return share.quantize(DECIMALS, ROUND_HALF_UP)


def period_words(year: int, month: int) -> str:
    """2026年, 2026年1—6月, 2026年1月."""
    if month == 12:
        return f"{year}年"
    return f"{year}年1月" if month == 1 else f"{year}年1—{month}月"


def period_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def due_on(year: int, month: int, days: int, calendar: WorkCalendar) -> date:
    """So many days after the period's end; never on a day off (民法典 203)."""
    return calendar.on_or_after(period_end(year, month) + timedelta(days=days))


def asked_periods(starts: int, ends: int, months: Collection[int]) -> list[tuple[int, int]]:
    """The periods a set asks figures of: after its baseline's year, in order; a set of one year asks that year."""
    first = starts if starts == ends else starts + 1
    return [(year, month) for year in range(first, ends + 1) for month in sorted(months)]


def asked_now(starts: int, ends: int, months: Collection[int], on: date) -> list[tuple[int, int]]:
    """Of each of the months the newest period that has ended: until the next one ends, it is asked for."""
    ended = [one for one in asked_periods(starts, ends, months) if period_end(*one) < on]
    return sorted({month: (year, month) for year, month in ended}.values())


def newest_period(starts: int, ends: int, months: Collection[int], on: date) -> tuple[int, int]:
    """Which period a page begins with: the newest that is asked and has ended; of a set nobody is asked for, a year."""
    ended = asked_now(starts, ends, months, on) or asked_now(starts, ends, (12,), on)
    return ended[-1] if ended else (starts, 12)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure with what it is looked at beside. `last`: of a year before; `below`: what the places below make."""

    value: Decimal
    unit: str = ""
    last: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    below: Decimal | None = None
    is_growth: bool = False


def doubts(stated: Stated) -> list[str]:
    """What a clerk should look at once more."""
    told = [_beside_last(stated.value, stated.last), _as_share(stated), _beside_below(stated)]
    return [words for words in told if words]


def _beside_last(value: Decimal, last: Decimal | None) -> str:
    if last is None or last == 0 or value == last:
        return ""
    if value == 0:
        return f"上年是 {plain(last)}，现在是 0"
    if (value < 0) != (last < 0):
        return f"与上年正负相反，上年是 {plain(last)}"
    if abs(value) >= 10 * abs(last):
        return f"是上年的 10 倍以上，上年是 {plain(last)}"
    return f"不到上年的十分之一，上年是 {plain(last)}" if abs(value) * 10 <= abs(last) else ""


def _as_share(stated: Stated) -> str:
    if stated.unit.strip() not in _PERCENT or stated.is_growth:
        return ""
    parts = stated.numerator, stated.denominator
    if parts[0] is not None and parts[1] is not None and parts[0] > parts[1]:
        return "分子大于分母"
    return "超过 100%" if stated.value > 100 else ""


def _beside_below(stated: Stated) -> str:
    below = stated.below
    if below is None or abs(stated.value - below) <= max(abs(below), abs(stated.value)) * _APART:
        return ""
    return f"与下级汇总数 {plain(below)} 不一致"
