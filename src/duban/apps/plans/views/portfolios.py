"""What a unit answers for, role by role; what a leader answers for, post by post."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from duban.apps.organizations.models import Official, Unit
from duban.apps.plans import regions
from duban.apps.plans.ledger.table import PortfolioTable, role_views
from duban.apps.plans.queries import portfolios
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission


@require(Permission.SEE_PLANS)
def show_unit_tasks(request: Request, pk: int) -> HttpResponse:
    today, actor = timezone.localdate(), request.actor
    unit = get_object_or_404(Unit.objects.visible_to(actor).select_related("jurisdiction"), pk=pk)
    table = PortfolioTable(request, portfolios.tasks_of_unit(unit, actor), on=today)
    table.standing = role_views(unit.pk)
    rows = portfolios.roles_of_unit(unit, actor, on=today)
    context: dict[str, Any] = {"unit": unit, "roles": rows, "columns": portfolios.COLUMNS}
    context |= {"regions": regions.shown("unit", unit, request, actor, today)}
    context |= {"further_actions": regions.actions_of("unit", unit, actor, today)}
    return table.respond("plans/portfolios/unit.html", context)


@require(Permission.SEE_PLANS)
def show_leader_tasks(request: Request, pk: int) -> HttpResponse:
    today, actor = timezone.localdate(), request.actor
    official = get_object_or_404(Official.objects.visible_to(actor).select_related("jurisdiction"), pk=pk)
    table = PortfolioTable(request, portfolios.tasks_of_leader(official, actor, on=today), on=today)
    context: dict[str, Any] = {"official": official, "tenures": portfolios.tenures_of(official, actor, on=today)}
    context |= {"regions": regions.shown("official", official, request, actor, today)}
    return table.respond("plans/portfolios/leader.html", context)
