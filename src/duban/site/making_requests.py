"""What the demo's units ask in their year: to close what is finished, to have more time; and what is decided.

In: a plan in force, the office as actor.  Out: what happens when, for `make_year`.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from duban.apps.plans.models import Plan, Responsibility, Task
from duban.apps.progress.actions.adjustment_review import grant_adjustment
from duban.apps.progress.actions.adjustments import ask_adjustment
from duban.apps.progress.actions.closures import accept_closure, ask_closure
from duban.apps.progress.adjusting.postponing import wish
from duban.apps.progress.models import Adjustment, Closure
from duban.rulebook.actors import Actor
from duban.rulebook.requests import AdjustmentKind
from duban.rulebook.tasks import ResponsibilityRole, TaskState
from duban.site.making_year import Happening, liaison_of, morning
from duban.site.year_words import pace_of

CLOSED = ("3", "15", "29", "32", "36", "37", "43")  # numbers of tasks that were finished in time
CLOSING = "24"
POSTPONED, POSTPONING = "28", "11"
EARLY, LATE = timedelta(days=15), timedelta(days=6)
SLOWEST = Decimal("0.7")
_ON_PAPER = "验收文件为纸质件，已送督查室。"


def requests_of(plan: Plan, *, by: Actor) -> list[Happening]:
    """This year: seven tasks closed, one asks to be; one has more time, one asks for it too late."""
    year_end = date(plan.year, 12, 31)
    postponed, late = _task(plan, POSTPONED), _task(plan, POSTPONING)
    return [
        *(_closing(_task(plan, number), by) for number in CLOSED),
        Happening(morning(_end(_task(plan, CLOSING))), partial(_ask_to_close, _task(plan, CLOSING))),
        Happening(morning(_end(postponed) - EARLY), partial(_postpone, postponed, year_end, by)),
        Happening(morning(_end(late) + LATE), partial(_ask_for_time, late, year_end, LATE)),
    ]


def closings_of(plan: Plan, *, by: Actor) -> list[Happening]:
    """A year that ended: all is closed but what went badly."""
    tasks = plan.tasks.select_related("jurisdiction").order_by("order")
    return [_closing(task, by) for task in tasks if pace_of(task) > SLOWEST]


def _closing(task: Task, office: Actor) -> Happening:
    return Happening(morning(_end(task)), partial(_close, task, office))


def _task(plan: Plan, number: str) -> Task:
    return plan.tasks.select_related("jurisdiction").get(number=number, state=TaskState.IN_FORCE)


def _leading(task: Task) -> Actor:
    rows = Responsibility.objects.filter(task=task, role=ResponsibilityRole.LEAD, unit__isnull=False, until=None)
    unit = rows.select_related("unit__jurisdiction").order_by("order", "pk")[0].unit
    assert unit is not None
    return liaison_of(unit)


def _end(task: Task) -> date:
    return task.deadline or date(task.year, 12, 31)


def _ask_to_close(task: Task) -> Closure:
    on = _end(task) - timedelta(days=3)
    return ask_closure(
        task=task,
        statement=f"“{task.text.rstrip('。')}”已全部完成，通过本单位组织的验收。",
        finished_on=on,
        why_no_files=_ON_PAPER,
        at=morning(on + timedelta(days=2)),
        by=_leading(task),
    )


def _close(task: Task, office: Actor) -> None:
    closure = _ask_to_close(task)
    words, at = "查阅验收文件并到现场核对，与申报一致。", morning(_end(task))
    accept_closure(closure=closure, verification=words, decision="同意销号。", at=at, by=office)


def _ask_for_time(task: Task, until: date, after: timedelta) -> Adjustment:
    return ask_adjustment(
        task=task,
        kind=AdjustmentKind.POSTPONE,
        after=wish(until),
        reason="部分工程受汛期影响停工，设备到货推迟，预计年底前全部完成。",
        progress="主体已完成，正在做收尾。",
        at=morning(_end(task) + after),
        by=_leading(task),
    )


def _postpone(task: Task, until: date, office: Actor) -> None:
    asked = _ask_for_time(task, until, -EARLY)
    at = asked.asked_at + timedelta(days=2)
    grant_adjustment(adjustment=asked, decision="同意延期，请倒排工期。", at=at, by=office)
