"""The plan made of a set's 重点工作任务: what it will consist of, confirmed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from duban.apps.indicators.actions import set_plans as actions
from duban.apps.indicators.forms.set_plans import SetPlanForm
from duban.apps.indicators.models import IndicatorSet
from duban.apps.indicators.task_plan import check_can_plan, planned_tasks, seen_of
from duban.apps.indicators.views.sets import set_of
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission


@require(Permission.EDIT_INDICATORS)
def make_plan(request: Request, pk: int) -> HttpResponse:
    one = set_of(request, pk)
    form = SetPlanForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        plan = attempt(
            form, actions.make_plan_of_tasks, indicator_set=one, at=timezone.now(), by=request.actor, **given
        )
        if plan is not None:
            messages.success(request, f"已建立方案草稿，{plan.tasks.count()}项任务，核对以后印发。")
            return redirect("plans:plan", pk=plan.pk)
    check_can_plan(one, request.actor)
    return _page(request, one, form)


def _page(request: Request, one: IndicatorSet, form: SetPlanForm) -> HttpResponse:
    """What was shown is what is confirmed: the token is always that of the list below it."""
    today = timezone.localdate()
    planned = planned_tasks(one, on=today)
    year = min(max(today.year, one.starts), one.ends)
    shown = {"title": f"{one.title}重点工作任务", "year": year, "seen": seen_of(planned)}
    if form.is_bound:
        form.data = {**request.POST.dict(), "seen": shown["seen"]}
    form.initial = shown
    unled = sum(not each.lead for each in planned)
    context = {"set": one, "form": form, "planned": planned, "unled": unled}
    context |= {"count": sum(len(each.rows) for each in planned)}
    return render(request, "indicators/sets/make_plan.html", context)
