"""Where links of indicators and tasks stand: 对应指标 beside a task, the tasks of a set; the buttons that link them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from duban.apps.indicators.changing import check_can_edit
from duban.apps.indicators.headlines import check_can_take
from duban.apps.indicators.models import Indicator, IndicatorSet, IndicatorTask
from duban.apps.indicators.queries.links import links_of
from duban.apps.indicators.queries.report_offers import find_offers
from duban.apps.indicators.queries.task_plans import served_by, set_tasks
from duban.apps.indicators.task_plan import check_can_plan
from duban.apps.plans import regions
from duban.apps.plans.models import Plan, Task
from duban.apps.plans.regions import Action, Region
from duban.apps.progress import offers
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can, why_not
from duban.rulebook.tasks import PlanState


def register() -> None:
    """Called when the application is ready."""
    regions.register("task", Region("indicators", "对应指标", "indicators/indicators/_of_task.html", of_task, order=2))
    regions.register_actions("indicator", buttons)
    regions.register_actions("plan", of_plan)
    regions.register("indicator_set", Region("tasks", "", "indicators/sets/_tasks.html", of_set))
    regions.register_actions("indicator_set", set_buttons)
    offers.register(find_offers)


def of_task(task: Task, actor: Actor, on: date) -> Mapping[str, Any] | None:
    if not can(actor, Permission.SEE_INDICATORS):
        return None
    found, served = links_of(task, actor), served_by(task, actor)
    if not found and not served:
        return None
    may_edit = {one.pk for one in found if not why_not(check_can_edit, one.indicator.indicator_set, actor)}
    links = [(one, one.pk in may_edit) for one in found]
    return {"links": links, "served": served, "count": len(found) + len(served)}


def buttons(indicator: Indicator, actor: Actor, on: date) -> list[Action]:
    of = indicator.indicator_set
    if not can(actor, Permission.EDIT_INDICATORS, within=of.jurisdiction.path):
        return []
    url = reverse("indicators:target-link", args=[indicator.pk])
    return [Action("关联任务目标", url, why_not=why_not(check_can_edit, of, actor))]


def of_plan(plan: Plan, actor: Actor, on: date) -> list[Action]:
    """A plan that is not issued has no targets anybody works for."""
    if plan.state == PlanState.DRAFT or not can(actor, Permission.EDIT_INDICATORS, within=plan.jurisdiction.path):
        return []
    url = reverse("indicators:year-set", args=[plan.pk])
    return [Action("设为年度指标", url, why_not=why_not(check_can_take, plan, actor), is_seldom=True)]


def of_set(one: IndicatorSet, actor: Actor, on: date) -> Mapping[str, Any] | None:
    found = set_tasks(one, actor, on=on)
    return {"plan": found.plan, "lines": found.lines, "counts": found.counts} if found else None


def set_buttons(one: IndicatorSet, actor: Actor, on: date) -> list[Action]:
    """Only where there is something left to make a plan of."""
    path = one.jurisdiction.path
    if not all(can(actor, each, within=path) for each in (Permission.EDIT_INDICATORS, Permission.EDIT_PLAN)):
        return []
    if not IndicatorTask.objects.filter(indicator__indicator_set=one, task=None).exists():
        return []
    url = reverse("indicators:set-plan", args=[one.pk])
    return [Action("由重点工作任务建立方案", url, why_not=why_not(check_can_plan, one, actor))]
