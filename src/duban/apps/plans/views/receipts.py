"""待签收: what my unit was given, to acknowledge all at once, some, or one."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.plans.actions import receipts as actions
from duban.apps.plans.forms.receipts import plan_key
from duban.apps.plans.models import Receipt
from duban.apps.plans.queries.receipts import answerable_by, receipts_by_plan, waiting_for
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.table import selected
from duban.rulebook.permissions import Permission


@require(Permission.ACKNOWLEDGE_TASK)
def list_receipts(request: Request) -> HttpResponse:
    plans = receipts_by_plan(request.actor)
    waiting = sum(len(one.waiting) for one in plans)
    return render(
        request, "plans/receipts/list.html", {"plans": plans, "waiting": waiting, "today": timezone.localdate()}
    )


@require(Permission.ACKNOWLEDGE_TASK)
@require_POST
def acknowledge_receipts(request: Request) -> HttpResponse:
    """Everything of one plan (`plan`), or what was ticked."""
    chosen: QuerySet[Receipt]
    if "plan" in request.POST:
        chosen = waiting_for(request.actor).filter(task__plan=plan_key(request.POST["plan"]))
    else:
        chosen = selected(request, answerable_by(request.actor))
    return _acknowledged(request, list(chosen))


@require(Permission.ACKNOWLEDGE_TASK)
@require_POST
def acknowledge_receipt(request: Request, pk: int) -> HttpResponse:
    receipt = get_object_or_404(Receipt.objects.visible_to(request.actor), pk=pk)
    return _acknowledged(request, [receipt])


def _acknowledged(request: Request, chosen: Collection[Receipt]) -> HttpResponse:
    """Do it, say it; what a colleague had done before is said kindly."""
    done = actions.acknowledge_receipts(receipts=chosen, at=timezone.now(), by=request.actor)
    if done:
        messages.success(request, f"已签收 {len(done)} 项任务。")
    before = {one.pk: one for one in chosen if one.pk not in {row.pk for row in done}}
    if before:
        names = "、".join(sorted({one.answered_by for one in Receipt.objects.filter(pk__in=before)}))
        messages.info(request, f"{len(before)} 项此前已由{names}签收，不用再签。")
    if not chosen:
        messages.info(request, "这个方案没有待签收的任务了。")
    return redirect("plans:receipts")
