"""Where rounds stand outside their own pages: on a plan's page, and among what units owe."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from duban.apps.outbox import owing
from duban.apps.plans import regions
from duban.apps.plans.models import Plan
from duban.apps.plans.regions import Action
from duban.apps.progress.actions.rounds import check_can_change_days
from duban.apps.progress.owing.reports import KIND, reports_owed
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can, why_not


def register() -> None:
    """Called when the application is ready."""
    regions.register_actions("plan", plan_actions)
    owing.register(KIND, reports_owed)


def plan_actions(plan: Plan, actor: Actor, on: date) -> list[Action]:
    """On the page of a plan: its matrix, and for the office its days."""
    if plan.put_in_force_at is None:
        return []
    found = [Action("报送情况", f"{reverse('progress:rounds')}?plan={plan.pk}")]
    if can(actor, Permission.RUN_ROUND, within=plan.jurisdiction.path):
        why = why_not(check_can_change_days, plan, actor)
        found.append(
            Action("调整报送日期", reverse("progress:round-days", args=[plan.pk]), why_not=why, is_seldom=True)
        )
    return found
