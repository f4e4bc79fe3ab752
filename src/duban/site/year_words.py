"""What the demo's units report: invented, from the words and figures of each task.

In: a task, its targets, the quarter, how well it goes.  Out: `Said`, as a liaison would type it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from duban.apps.plans.models import Target, Task
from duban.rulebook.health import Health
from duban.rulebook.targets import TargetKind

ELAPSED = (Decimal("0.25"), Decimal("0.5"), Decimal("0.75"), Decimal("0.92"))  # of the year, at each round's figures
UNTIL = ("3月底", "6月底", "9月底", "11月底")
QUARTERS = ("一季度", "二季度", "三季度", "10月以来")
NEXT = ("6月底前", "9月底前", "12月底前", "12月底前")
_PACES = ("1.02", "0.98", "1.06", "0.62", "1.00", "1.18", "0.97", "0.84", "1.03", "1.01", "0.99")
LATE = Decimal("0.9")  # a pace below which a unit calls itself behind
_TROUBLES = (
    "部分项目用地报批手续没有办结，影响开工。",
    "上级资金计划下达较晚，前三季度完成的工作量偏少。",
    "主汛期连续降雨，现场停工26天，进度受到影响。",
    "认定批次由省里推迟，已初审的没有计入本期。",
    "征地拆迁还有11户没有签约，施工面没有全部打开。",
)
_THINGS = frozenset("家个项件座条所台户场次套处部")
_CLAUSE, _COUNTED = re.compile(r"[；。]"), re.compile(r"^[一二三四五]是")


@dataclass(frozen=True, slots=True)
class Said:
    text: str
    problems: str
    next_step: str
    stated: Health
    figures: dict[int, Decimal | None]


def pace_of(task: Task) -> Decimal:
    """How well a task goes all year: most of them well, some badly; the same at every making of the demo."""
    return Decimal(_PACES[int(re.sub(r"\D", "", task.number) or 0) * 7 % len(_PACES)])


def said(task: Task, targets: Sequence[Target], quarter: int, *, pace: Decimal) -> Said:
    """`quarter` from 0: the round of the year."""
    elapsed = elapsed_of(task, quarter)
    figures = {one.pk: figure(one, elapsed, pace) for one in targets if one.value is not None}
    counted = "，".join(_counted(one, figures[one.pk]) for one in targets if figures.get(one.pk) is not None)
    doing = _clause(task, quarter)
    text = f"截至{UNTIL[quarter]}，{counted}。" if counted else ""
    text += f"{QUARTERS[quarter]}主要做了：{doing}。"
    behind = pace < LATE
    return Said(
        text,
        _TROUBLES[int(pace * 100) % len(_TROUBLES)] if behind else "",
        f"{NEXT[quarter]}，由牵头科室负责，{_clause(task, quarter + 1)}。",
        Health.BEHIND if behind else Health.ON_PACE,
        figures,
    )


def elapsed_of(task: Task, quarter: int) -> Decimal:
    """How much of the time until the task's deadline is over at the end of the quarter."""
    days = task.deadline.timetuple().tm_yday if task.deadline and task.deadline.year == task.year else 365
    return min(ELAPSED[quarter] * 365 / days, Decimal(1))


def figure(target: Target, elapsed: Decimal, pace: Decimal) -> Decimal | None:
    """A sum grows with the year; a level or a rate stands near what is wanted, better or worse by its pace."""
    goal = target.value
    if goal is None:
        return None
    if target.kind == TargetKind.CUMULATIVE:
        return _rounded(min(goal * elapsed * pace, goal * Decimal("1.2")), like=goal, unit=target.unit)
    better = 2 - pace if target.comparator == "<=" else pace
    return _rounded(goal * (1 + (better - 1) / 4), like=goal, unit=target.unit)


def _rounded(value: Decimal, *, like: Decimal, unit: str) -> Decimal:
    """With as many digits behind the point as the goal has, one more where it is small and not of things one counts."""
    whole = like == like.to_integral_value() and (like >= 20 or unit in _THINGS)
    return value.quantize(Decimal(1) if whole else Decimal("0.1"), ROUND_HALF_UP)


def _counted(target: Target, value: Decimal | None) -> str:
    sums = target.kind == TargetKind.CUMULATIVE
    share = f"，完成年度目标的{value / target.value:.0%}" if sums and value is not None and target.value else ""
    return f"{target.measure}{'累计' if sums else ''}{value}{target.unit}{share}"


def _clause(task: Task, quarter: int) -> str:
    """What the task's measures name for the quarter; they are gone through in turn."""
    clauses = [_COUNTED.sub("", one.strip()) for one in _CLAUSE.split(task.measures or task.text) if one.strip()]
    return clauses[quarter % len(clauses)]


def quarter_ends(year: int) -> list[date]:
    return [date(year, 3, 31), date(year, 6, 30), date(year, 9, 30), date(year, 12, 31)]
