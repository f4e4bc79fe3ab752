"""预测: where the observed years lead by the target's year, on a straight line, and how sure that is.

In: values by year, the goal.  Out: `Forecast` with an 80% interval from four years on, and words.
Less than three years: 数据不足，不作预测. A trend is no promise: what is decided after the last figure is not in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from duban.rulebook.attainment import Goal
from duban.rulebook.indicators import Direction


class Outlook(StrEnum):
    NONE = "none"
    REACHED = "reached"
    UNSURE = "unsure"
    HARD = "hard"


OUTLOOKS: dict[Outlook, str] = {
    Outlook.NONE: "不作预测",
    Outlook.REACHED: "预计可完成",
    Outlook.UNSURE: "有不确定性",
    Outlook.HARD: "预计难以完成",
}


@dataclass(frozen=True, slots=True)
class Forecast:
    """`lower` and `upper`: 80% of such forecasts hold the value; None below four years."""

    outlook: Outlook
    words: str
    value: Fraction | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None


def forecast(
    values: Mapping[int, Decimal],
    *,
    goal: Goal,
    direction: Direction | None,
    unit: str = "",
    is_growth: bool = False,
    tolerance: Decimal = Decimal(5),
) -> Forecast:
    """The value in the goal's year; percentages stay within 0–100 where goal and figures do."""
    raise NotImplementedError
