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

from duban.rulebook.attainment.goals import Goal, contradicts, wanted
from duban.rulebook.attainment.words import of_goal, rounded
from duban.rulebook.figures import plain
from duban.rulebook.indicators import Direction

LEAST_YEARS, LEAST_FOR_INTERVAL = 3, 4
# Student's t, 0.9 quantile (two-sided 80%) for 1, 2, … degrees of freedom; from the 21st on that of 20, a little wide.
QUANTILES = (
    *("3.0777", "1.8856", "1.6377", "1.5332", "1.4759", "1.4398", "1.4149", "1.3968", "1.3830", "1.3722"),
    *("1.3634", "1.3562", "1.3502", "1.3450", "1.3406", "1.3368", "1.3334", "1.3304", "1.3277", "1.3253"),
)
WHOLE = Fraction(100)


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
    lower: Fraction | None = None
    upper: Fraction | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """Least squares through the observed years."""

    count: int
    mean_year: Fraction
    mean: Fraction
    slope: Fraction
    spread: Fraction  # Σ (year - mean)²
    rest: Fraction  # Σ (value - line)²

    def at(self, year: int) -> Fraction:
        return self.mean + self.slope * (year - self.mean_year)

    def half_width(self, year: int) -> Fraction:
        """t × s × √(1 + 1/n + (year - mean)² ÷ Σ(…)²)."""
        variance = (
            self.rest / (self.count - 2) * (1 + Fraction(1, self.count) + (year - self.mean_year) ** 2 / self.spread)
        )
        quantile = QUANTILES[min(self.count - 2, len(QUANTILES)) - 1]
        return Fraction(Decimal(quantile) * (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt())


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
    reason = _why_not(values, goal, direction)
    if reason or direction is None:
        return Forecast(Outlook.NONE, reason)
    line = _line(values)
    value = line.at(goal.year)
    has_interval = line.count >= LEAST_FOR_INTERVAL
    half = line.half_width(goal.year) if has_interval else Fraction(0)
    ends = (value - half, value + half)
    if _is_share(values, goal, unit, is_growth=is_growth):
        value, ends = _share(value), (_share(ends[0]), _share(ends[1]))
    outlook = _outlook(*ends, goal, direction, tolerance) if has_interval else Outlook.UNSURE
    said = _words(values, goal, value, ends if has_interval else None, outlook)
    return Forecast(outlook, said, value, *(ends if has_interval else (None, None)))


def _why_not(values: Mapping[int, Decimal], goal: Goal, direction: Direction | None) -> str:
    if not goal.has_figure:
        return "目标没有数值，不作预测"
    if direction is None:
        return "指标方向还没有确定，不作预测"
    if contradicts(goal, direction):
        return "目标的关系与指标方向相反，不作预测"
    if values and max(values) >= goal.year:
        return f"{goal.year}年已有实际值，不作预测"
    return f"数据不足（{len(values)}个年度），不作预测" if len(values) < LEAST_YEARS else ""


def _line(values: Mapping[int, Decimal]) -> _Line:
    count = len(values)
    mean_year = Fraction(sum(values), count)
    mean = sum(map(Fraction, values.values()), Fraction(0)) / count
    spread = sum(((year - mean_year) ** 2 for year in values), Fraction(0))
    slope = sum(((year - mean_year) * (Fraction(one) - mean) for year, one in values.items()), Fraction(0)) / spread
    rest = sum(((Fraction(one) - mean - slope * (year - mean_year)) ** 2 for year, one in values.items()), Fraction(0))
    return _Line(count, mean_year, mean, slope, spread, rest)


def _is_share(values: Mapping[int, Decimal], goal: Goal, unit: str, *, is_growth: bool) -> bool:
    """Between 0 and 100 by nature: not a growth rate, no coverage beyond 100."""
    known = [*values.values(), *(one for one in (goal.value, goal.value_to) if one is not None)]
    return unit in ("%", "％") and not is_growth and all(0 <= one <= 100 for one in known)


def _share(value: Fraction) -> Fraction:
    return min(max(value, Fraction(0)), WHOLE)


def _outlook(lower: Fraction, upper: Fraction, goal: Goal, direction: Direction, tolerance: Decimal) -> Outlook:
    """All of the interval good, none of it, or part."""
    low, high = wanted(goal, direction, tolerance)
    if (low is not None and upper < low) or (high is not None and lower > high):
        return Outlook.HARD
    is_good = (low is None or lower >= low) and (high is None or upper <= high)
    return Outlook.REACHED if is_good else Outlook.UNSURE


def _words(
    values: Mapping[int, Decimal],
    goal: Goal,
    value: Fraction,
    ends: tuple[Fraction, Fraction] | None,
    outlook: Outlook,
) -> str:
    """按2017—2021年5个年度的直线趋势，2025年预计为45.2（80%区间43.9至46.5），目标≤46.3，有不确定性."""
    places = max(len(plain(one).partition(".")[2]) for one in (*values.values(), goal.value or Decimal(0)))
    first, last = min(values), max(values)
    said = f"按{first}—{last}年{len(values)}个年度的直线趋势，{goal.year}年预计为{rounded(value, places)}"
    said += f"（80%区间{'至'.join(rounded(end, places) for end in ends)}）" if ends else "（数据少于4年，不给区间）"
    said += f"，目标{of_goal(goal)}，{OUTLOOKS[outlook]}"
    return f"{said}；外推年数超过已有数据的跨度，仅供参考" if goal.year - last > last - first else said
