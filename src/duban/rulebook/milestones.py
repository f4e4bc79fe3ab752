"""What a milestone (节点) of an implementation plan must say, and what about it deserves a second look.

In: the steps as entered, the task's deadline and targets.  Out: faults, which bar the filing; hints, which never do.
Figures are of cumulative targets alone judged to fall: a level or a rate may go up and down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from duban.rulebook.figures import plain


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone as entered. `key`: of the one it changes, None for a new one; `target` is a key too."""

    content: str
    due: date
    target: int | None = None
    figure: Decimal | None = None
    section: str = ""
    person: str = ""
    key: int | None = None
    order: int = 0


@dataclass(frozen=True, slots=True)
class Goal:
    """What of a target a figure is compared with; `least`: the goal is to reach it, not to stay below it."""

    name: str
    value: Decimal
    is_cumulative: bool
    least: bool = True


def faults(steps: Sequence[Step], deadline: date | None) -> list[str]:
    """Why a plan with these milestones cannot be filed; each a sentence that names the milestone."""
    if not steps:
        return ["至少写一个节点：什么时间完成什么，由谁负责"]
    return [fault for at, step in enumerate(steps, 1) for fault in _faults_of(step, at, deadline)]


def hints(steps: Iterable[Step], goals: Mapping[int, Goal]) -> list[str]:
    """What the figures by milestone say against the goals."""
    found: list[str] = []
    for key, goal in goals.items():
        told = sorted((step for step in steps if step.target == key and step.figure is not None), key=_day)
        found += _hints_of(told, goal)
    return found


def _faults_of(step: Step, at: int, deadline: date | None) -> Iterator[str]:
    if not step.content.strip():
        yield f"第{at}个节点没有写工作内容"
    if not step.person.strip():
        yield f"第{at}个节点没有写责任人"
    if deadline is not None and step.due > deadline:
        yield f"第{at}个节点定在{_words(step.due)}，晚于任务的完成时限{_words(deadline)}"


def _hints_of(told: Sequence[Step], goal: Goal) -> Iterator[str]:
    if not told:
        yield f"“{goal.name}”没有分节点的阶段目标值"
        return
    for before, after in pairwise(told):
        falls = goal.is_cumulative and _figure(after) < _figure(before)
        if falls:
            yield (
                f"“{goal.name}”是累计数，{_words(after.due)}的阶段目标值{_figure(after):f}"
                f"低于{_words(before.due)}的{_figure(before):f}"
            )
    last = _figure(told[-1])
    if goal.least and last < goal.value:
        yield f"“{goal.name}”最后一个节点是{last:f}，达不到目标值{plain(goal.value)}"
    if not goal.least and last > goal.value:
        yield f"“{goal.name}”最后一个节点是{last:f}，超过目标值{plain(goal.value)}"


def quarter_ends(year: int, *, after: date, deadline: date | None) -> list[date]:
    """The ends of the quarters of a year that are still to come, no later than the deadline; it is the last of them."""
    ends = [date(year, 3, 31), date(year, 6, 30), date(year, 9, 30), date(year, 12, 31)]
    last = deadline or ends[-1]
    coming = [end for end in ends if after <= end < last]
    return [*coming, last] if last >= after else coming


def _figure(step: Step) -> Decimal:
    return (step.figure or Decimal(0)).normalize()


def _day(step: Step) -> date:
    return step.due


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
