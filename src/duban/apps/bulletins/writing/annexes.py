"""The annexes of a bulletin: what each unit reported, the tasks that lag.

In: `Ground`, `Choices`.  Out: `content` of a document; an annex without rows is left out.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from duban.apps.bulletins.figures.ground import Ground
from duban.apps.bulletins.figures.tasks import state_of
from duban.apps.bulletins.figures.units import lines_of
from duban.apps.bulletins.writing.choosing import Choices
from duban.documents.writing.official.paper import Annex, Paper, Shape, Table, plain
from duban.rulebook.bulletin_words import named, safe

_UNITS = ("序号", "单位", "牵头任务", "落后序时")
_REPORTS = ("应报", "按时", "迟报", "漏报", "退回")
_TASKS = ("序号", "任务", "牵头单位", "进度状态", "原因")


def content_of(ground: Ground, choices: Choices) -> dict[str, Any]:
    made = {"annex_units": _of_units, "annex_tasks": _of_tasks}
    tables = (made[one](ground) for one in choices.sections if one in made)
    annexes = tuple(one for one in tables if one is not None)
    paper = Paper(shape=Shape.DOCUMENT, mark="", title="", blocks=(), annexes=annexes, signatory="", dated=None)
    return {"annexes": plain(paper)["annexes"]} if annexes else {}


def _of_units(ground: Ground) -> Annex | None:
    lines = lines_of(ground)
    if not lines:
        return None
    has_round = ground.sequence is not None
    rows = []
    for order, one in enumerate(lines, 1):
        reported = (len(one.reports), one.came("on_time"), one.came("late"), one.came("missing"), one.returned)
        counts = (len(one.led), len(one.lagging), *(reported if has_round else ()))
        rows.append((str(order), one.name, *map(str, counts)))
    header = _UNITS + (_REPORTS if has_round else ())
    widths = (5, 20, 8, 8, *((6,) * len(_REPORTS) if has_round else ()))
    title = "各单位报送情况表" if has_round else "各单位任务进展情况表"
    return Annex(title, (Table(header, tuple(rows), _as_of(ground.as_of), widths),))


def _of_tasks(ground: Ground) -> Annex | None:
    rows = tuple(
        (
            safe(task.number) or str(order),
            safe(task.text),
            named([ground.unit(key) for key in task.leads]) or "未定",
            state_of(task),
            safe(task.reason) or "没有报送",
        )
        for order, task in enumerate(ground.lagging, 1)
    )
    if not rows:
        return None
    return Annex("滞后任务清单", (Table(_TASKS, rows, _as_of(ground.as_of), (5, 24, 14, 8, 20)),))


def _as_of(day: date) -> str:
    return f"（数据截至{day.year}年{day.month}月{day.day}日）"
