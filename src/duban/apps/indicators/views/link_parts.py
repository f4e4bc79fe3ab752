"""Where linked indicators stand outside their own pages: 对应指标 beside a task; the button that links one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from duban.apps.indicators.changing import check_can_edit
from duban.apps.indicators.headlines import check_can_take
from duban.apps.indicators.models import Indicator
from duban.apps.indicators.queries.links import links_of
from duban.apps.indicators.queries.report_offers import find_offers
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
    offers.register(find_offers)


def of_task(task: Task, actor: Actor, on: date) -> Mapping[str, Any] | None:
    if not can(actor, Permission.SEE_INDICATORS):
        return None
    found = links_of(task, actor)
    may_edit = {one.pk for one in found if not why_not(check_can_edit, one.indicator.indicator_set, actor)}
    return {"links": [(one, one.pk in may_edit) for one in found], "count": len(found)} if found else None


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
    return [Action("设为年度指标", url, why_not=why_not(check_can_take, plan, actor))]
