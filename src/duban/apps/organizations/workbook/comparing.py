"""Compare a workbook with what is on record: what it would add and change, and everything that is wrong with it.

In: rows, the jurisdiction imported into, who imports.  Out: a `Comparison`. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from duban.apps.organizations.actions.units import check_can_retire_unit
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.organizations.workbook.changes import Comparison
from duban.apps.organizations.workbook.columns import SHEETS
from duban.apps.organizations.workbook.directory import Directory
from duban.apps.organizations.workbook.people import PeopleComparing
from duban.apps.organizations.workbook.places import Places, compare_places
from duban.apps.organizations.workbook.problems import Problem, in_order
from duban.apps.organizations.workbook.rows import Sheets
from duban.apps.organizations.workbook.units import UnitComparing
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, check_can, why_not
from duban.rulebook.refusals import RuleError

Telling = Callable[[str, int, int], None]


def _untold(words: str, done: int, total: int) -> None:
    """Nobody waits for the progress."""


def compare(
    sheets: Sheets, root: Jurisdiction, *, by: Actor, telling: Telling = _untold, locked: bool = False
) -> Comparison:
    """`locked`: what is on record is locked until the transaction ends, so that the comparison stays true."""
    telling("正在读取现有记录", 0, 3)
    directory, comparison = Directory(root, locked=locked), Comparison()
    places = Places(directory)
    refused = why_not(check_can, by, Permission.RENAME_JURISDICTION, within=root.path)
    compare_places(sheets.rows["行政区"], places, comparison, refused=refused)
    telling("正在核对单位", 1, 3)
    units = UnitComparing(directory, places, comparison)
    units.compare(sheets.rows["单位"])
    telling("正在核对人员", 2, 3)
    PeopleComparing(directory, places, comparison).compare(sheets.rows["人员"])
    for unit, until in comparison.writing.retired:
        _check_retiring(unit, until, units, comparison, by)
    names = tuple(sheet.name for sheet in SHEETS)
    comparison.problems = in_order([*sheets.problems, *comparison.problems], names)
    return comparison


def _check_retiring(unit: Unit, until: date, units: UnitComparing, comparison: Comparison, by: Actor) -> None:
    """What still hangs on a unit is looked for on record: ending it is imported before the unit's end is."""
    try:
        check_can_retire_unit(unit, by, until)
    except RuleError as refusal:
        number = units.row_of(unit).number
        comparison.problems.append(Problem("单位", number, "撤销日期", f"“{unit.name}”不能撤销：{refusal}"))
