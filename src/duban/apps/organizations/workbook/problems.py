"""What is wrong in the file: each with its sheet, row and column, so that it can be found and mended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Problem(NamedTuple):
    """`row` as the program shows it, 0 when it is about the sheet; `column` by its name, "" for the row."""

    sheet: str
    row: int
    column: str
    reason: str
    value: str = ""

    @property
    def where(self) -> str:
        row = f"第 {self.row} 行" if self.row else ""
        return " ".join(part for part in (f"“{self.sheet}”表" if self.sheet else "", row, self.column) if part)


def in_order(problems: Iterable[Problem], sheets: tuple[str, ...]) -> list[Problem]:
    """As the workbook goes: by sheet and row; what is about the file comes first."""
    places = {name: at for at, name in enumerate(("", *sheets))}
    return sorted(dict.fromkeys(problems), key=lambda problem: (places.get(problem.sheet, 99), problem.row))
