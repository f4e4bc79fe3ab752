"""台账: all tasks one may see, and what is asked of them."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone

from duban.apps.plans.ledger.table import LedgerTable, standing_views
from duban.apps.plans.ledger.wording import distance
from duban.apps.plans.models import Task
from duban.apps.plans.queries.ledger import next_round
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission


@require(Permission.SEE_PLANS)
def show_ledger(request: Request) -> HttpResponse:
    today, actor = timezone.localdate(), request.actor
    table = LedgerTable(request, Task.objects.visible_to(actor), on=today)
    table.standing = standing_views(actor)
    comes = next_round(actor, on=today)
    context = {"round": comes, "nearness": distance(comes.due, today) if comes else None}
    return table.respond("plans/ledger/ledger.html", context)
