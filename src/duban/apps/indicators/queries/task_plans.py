"""How tasks stand that carry 重点工作任务 out, for pages of indicators and sets; which indicators a task serves.

In: keys of tasks, a set or a task, who looks, the day.  Out: rows; a fixed number of queries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duban.apps.indicators.models import Indicator, IndicatorSet, IndicatorTask
from duban.apps.plans.models import Plan, Task
from duban.apps.progress.queries.standings import health_on
from duban.rulebook.actors import Actor
from duban.rulebook.health import LABELS, Health


@dataclass(frozen=True, slots=True)
class Light:
    """`slug`: the class of its shape and colour, empty for a task that has no standing (a draft)."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class SetTasks:
    """`plan`: where it is seen; `lines`: each task that is seen once, with its light; `counts` of the lights."""

    plan: Plan | None
    lines: list[tuple[Task, Light]]
    counts: list[tuple[Light, int]]


def lights_of(tasks: Iterable[int | None], actor: Actor, *, on: date) -> dict[int, Light]:
    """Of those one sees."""
    rows = Task.objects.visible_to(actor).filter(pk__in={key for key in tasks if key})
    found = rows.order_by().annotate(health=health_on(on)).only("state")
    return {task.pk: _light(task) for task in found}


def set_tasks(one: IndicatorSet, actor: Actor, *, on: date) -> SetTasks | None:
    """None: no task that is seen carries one of the set's 重点工作任务 out."""
    serving = IndicatorTask.objects.filter(indicator__indicator_set=one, task__isnull=False)
    rows = Task.objects.visible_to(actor).filter(pk__in=serving.order_by().values("task"))
    tasks = list(rows.annotate(health=health_on(on)).defer("search", "grams").order_by("plan", "order", "pk"))
    if not tasks:
        return None
    plan = Plan.objects.visible_to(actor).filter(pk=one.plan_id).first() if one.plan_id else None
    lines = [(task, _light(task)) for task in tasks]
    return SetTasks(plan, lines, Counter(light for _, light in lines).most_common())


def served_by(task: Task, actor: Actor) -> list[IndicatorTask]:
    """An indicator once for each of its 重点工作任务 that the task carries out."""
    seen = Indicator.objects.visible_to(actor).order_by().values("pk")
    rows = IndicatorTask.objects.filter(task=task, indicator__in=seen)
    return list(rows.select_related("indicator__indicator_set").order_by("indicator__order", "order", "pk"))


def _light(task: Task) -> Light:
    health: str | None = task.health  # type: ignore[attr-defined]
    if health is None:
        return Light("", task.get_state_display())
    return Light(health.replace("_", "-"), LABELS[Health(health)])
