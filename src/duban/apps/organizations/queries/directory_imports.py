"""Imports from a workbook as their pages show them: counts first, then the lines of one kind, page by page.

In: an import, what is asked for.  Out: values for the templates. The rows are read whole from the one JSON value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from duban.apps.organizations.models import DirectoryImport
from duban.apps.organizations.workbook.changes import Fate, Line
from duban.apps.organizations.workbook.columns import SHEETS
from duban.apps.organizations.workbook.problems import Problem

FATES = ((Fate.NEW, "新增"), (Fate.CHANGED, "变更"), (Fate.SAME, "相同"), (Fate.MISSING, "文件中没有"))
DOUBT = "doubt"
LINES, PROBLEMS = 50, 100  # on a page


@dataclass(frozen=True, slots=True)
class Count:
    sheet: str
    fate: str
    label: str
    number: int
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """`counts`: a row for each sheet; `page`: of the lines asked for; `told`: what these lines are."""

    counts: list[tuple[str, list[Count]]]
    doubts: Count
    page: Page[Line]
    told: str


def lines_of(row: DirectoryImport, sheet: str, fate: str, number: int) -> Lines:
    """The lines of one sheet and fate, or all that are in doubt; where none are asked for, what matters most."""
    lines = [Line(*values) for values in row.reading.get("lines", ())]
    counts = row.reading.get("counts", {})
    if not _is_known(sheet, fate):
        sheet, fate = _first(counts, row.reading.get("doubts", 0))
    asked = [line for line in lines if line.doubts] if fate == DOUBT else _of(lines, sheet, fate)
    shown = [
        (name, [Count(name, key, label, counted.get(key, 0), (name, key) == (sheet, fate)) for key, label in FATES])
        for name, counted in counts.items()
    ]
    doubts = Count("", DOUBT, "存疑", row.reading.get("doubts", 0), fate == DOUBT)
    told = "存疑" if fate == DOUBT else f"{sheet}：{dict(FATES)[Fate(fate)]}"
    return Lines(shown, doubts, Paginator(asked, LINES).get_page(number), told)


def problems_of(row: DirectoryImport) -> list[Problem]:
    return [Problem(*values) for values in row.problems]


def problem_page(problems: Sequence[Problem], number: int) -> Page[Problem]:
    return Paginator(problems, PROBLEMS).get_page(number)


def _of(lines: list[Line], sheet: str, fate: str) -> list[Line]:
    return [line for line in lines if (line.sheet, line.fate) == (sheet, fate)]


def _is_known(sheet: str, fate: str) -> bool:
    return fate == DOUBT or (sheet in {one.name for one in SHEETS} and fate in {key.value for key, _ in FATES})


def _first(counts: dict[str, dict[str, int]], doubts: int) -> tuple[str, str]:
    if doubts:
        return "", DOUBT
    order = (Fate.CHANGED, Fate.NEW, Fate.MISSING, Fate.SAME)
    found = ((sheet, fate.value) for fate in order for sheet, counted in counts.items() if counted.get(fate.value))
    return next(found, (SHEETS[0].name, Fate.NEW.value))
