"""What an entry workbook holds: rows to be filled in, and rows as they came back.

In: nothing.  Out: frozen values; figures are `Decimal`, None where a cell is blank.
Keys are the caller's, without blanks; they stand in a hidden column and come back as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure to enter. `by_rate`: 分子 and 分母 are asked too; `locked`: why nothing may be entered."""

    key: str
    name: str
    number: str = ""
    field: str = ""
    unit: str = ""
    target: str = ""
    place: str = ""
    month: int = 12
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    source: str = ""
    note: str = ""
    by_rate: bool = False
    locked: str = ""


@dataclass(frozen=True, slots=True)
class FiguresTable:
    """The figures of one year; `key` names set and year, `sources` are suggested for 数据来源."""

    key: str
    title: str
    year: int
    rows: tuple[FigureRow, ...]
    subtitle: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row as it came back; `line` as the program shows it. A cell with a problem is None or "" here."""

    line: int
    key: str
    name: str
    place: str = ""
    month: int | None = None
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    source: str = ""
    note: str = ""

    @property
    def is_blank(self) -> bool:
        """No figure was entered."""
        return self.value is None and self.numerator is None and self.denominator is None


@dataclass(frozen=True, slots=True)
class FigureProblem:
    """What is wrong, in words for whoever filled the workbook in; `line` 0: with the sheet."""

    line: int
    column: str
    cell: str
    reason: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class FilledTable:
    """`key` of the table that was written, "" where none is found; `columns`: the fields the file has columns for."""

    key: str
    rows: tuple[FilledRow, ...]
    problems: tuple[FigureProblem, ...]
    columns: frozenset[str] = frozenset()
