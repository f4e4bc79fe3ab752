"""The entry workbook of actual values (实际值): out to a unit's clerk, filled in, and in again.

In: `FiguresTable`.  Out: an .xlsx; its bytes back give `FilledTable` with everything that is wrong, cell by cell.
Whether a figure may be entered, and what it changes, is decided by who calls.
"""

from __future__ import annotations

from duban.documents.figures.reading import read_figures_workbook
from duban.documents.figures.rows import FigureProblem, FigureRow, FiguresTable, FilledRow, FilledTable
from duban.documents.figures.writing import write_figures_workbook

__all__ = [
    "FigureProblem",
    "FigureRow",
    "FiguresTable",
    "FilledRow",
    "FilledTable",
    "read_figures_workbook",
    "write_figures_workbook",
]
