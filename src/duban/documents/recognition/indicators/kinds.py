"""What a column of an indicator table may hold, and what is known of one that holds values.

In: nothing.  Out: `Column` and `Values`, for `columns` and `value_columns` to fill.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Column(Enum):
    FIELD = auto()
    NUMBER = auto()
    NAME = auto()
    UNIT = auto()
    NATURE = auto()
    LEAD = auto()
    RESPONSIBLE = auto()
    SUPPORT = auto()
    TASKS = auto()
    WEIGHT = auto()
    BASELINE = auto()  # where things stand or stood: 基期, 现状, 实际, 完成
    TARGET = auto()
    EVALUATION = auto()  # 评价值: the attainment in percent planned for a year
    GROWTH = auto()  # 年均增长[累计]
    YEAR = auto()  # a bare year: baseline or target, by what stands beside it
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Values:
    """A column of values: baseline, target or growth, and the year it is for; `month`: only up to its end."""

    column: int
    kind: Column
    year: int | None
    heading: str
    month: int | None = None
    marked: bool = False  # a baseline by its own words: 基期, 现状
    measured: bool = False  # a figure that was measured, not expected (预计)
