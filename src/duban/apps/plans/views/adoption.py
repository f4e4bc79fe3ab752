"""A reviewed draft becomes a plan: what will be made, and the confirmation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from duban.apps.plans.actions import adoption as actions
from duban.apps.plans.forms.adoption import AdoptForm
from duban.apps.plans.models import PlanImportKind, PlanImportState
from duban.apps.plans.queries.adoption import check_adoptable, made_of, prospect
from duban.apps.plans.views.imports import visible_import
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission, why_not


@require(Permission.IMPORT_PLAN)
def adopt_draft(request: Request, pk: int) -> HttpResponse:
    row = visible_import(request, pk)
    if made := made_of(row):  # also the same form sent a second time
        return redirect("plans:plan", made.pk)
    if row.state != PlanImportState.REVIEWING or row.kind == PlanImportKind.INDICATORS:
        return redirect("plans:import", row.pk)
    if row.replaces_id is not None:
        return redirect("plans:import-compare", row.pk)
    form = AdoptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"plan_import": row, "seen": form.cleaned_data["seen"], "by": request.actor}
        if plan := attempt(form, actions.adopt_draft, on=timezone.localdate(), **given):
            messages.success(request, f"已导入“{plan}”，现在是草稿，核对后印发。")
            return redirect("plans:plan", plan.pk)
    context = {"import": row, "form": form, "prospect": prospect(row), "why_not": why_not(check_adoptable, row)}
    return render(request, "plans/adoption/adopt.html", context)
