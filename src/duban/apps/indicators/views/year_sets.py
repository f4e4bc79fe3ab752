"""The headline targets of a plan in force, chosen to be the indicators of its year."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from duban.apps.indicators import headlines
from duban.apps.indicators.actions import year_sets as actions
from duban.apps.indicators.forms.year_sets import YearSetForm
from duban.apps.indicators.views.sets import settings_of
from duban.apps.plans.models import Plan
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission


@require(Permission.EDIT_INDICATORS)
def make_year_set(request: Request, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.actor).select_related("jurisdiction"), pk=pk)
    headlines.check_can_take(plan, request.actor)
    title, offered = f"{plan.year}年主要预期目标", headlines.offered(plan)
    form = YearSetForm(request.POST if request.method == "POST" else None, offered=offered, title=title)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, actions.make_year_set, plan=plan, at=timezone.now(), by=request.actor, **form.cleaned_data)
        if made is not None:
            messages.success(request, f"已把{made.indicators.count()}个目标设为年度指标，核对以后启用。")
            return redirect(settings_of(made))
    context = {"plan": plan, "form": form, "lines": form.lines(), "has_headlines": any(o.is_headline for o in offered)}
    return render(request, "indicators/sets/of_plan.html", context)
