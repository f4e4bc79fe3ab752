"""The plan of an inspection: drafted, changed; what overlaps with it is shown on its page before it is submitted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations.models import Jurisdiction
from duban.apps.supervision.actions import inspections as actions
from duban.apps.supervision.forms.inspections import PlanForm, initial_of
from duban.apps.supervision.models import Designation
from duban.apps.supervision.views.inspection_rows import inspection_of
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission


@require(Permission.PLAN_INSPECTION)
def draft_inspection(request: Request) -> HttpResponse:
    place = get_object_or_404(Jurisdiction, pk=request.actor.jurisdiction)
    form = _form(request, place)
    if request.method == "POST" and form.is_valid():
        given = {"jurisdiction": place, "plan": form.plan, "at": timezone.now(), "by": request.actor}
        if row := attempt(form, actions.draft_inspection, **given):
            messages.success(request, "方案已保存，核对以后报领导批准。")
            return redirect("supervision:inspection", row.pk)
    back = reverse("supervision:inspections")
    context = {"form": form, "heading": "拟订督查方案", "submit": "保存方案", "cancel_url": back}
    return render(request, "supervision/inspections/plan.html", context)


@require(Permission.PLAN_INSPECTION)
def change_inspection(request: Request, pk: int) -> HttpResponse:
    row = inspection_of(request, pk)
    actions.check_can_change(row, request.actor)
    form = _form(request, row.jurisdiction, initial=initial_of(row))
    if request.method == "POST" and form.is_valid():
        given = {"plan": form.plan, "seen": form.cleaned_data["seen"], "at": timezone.now(), "by": request.actor}
        if attempt(form, actions.change_inspection, inspection=row, **given):
            messages.success(request, "方案已修改。")
            return redirect("supervision:inspection", pk)
    back = reverse("supervision:inspection", args=[pk])
    context = {"form": form, "row": row, "heading": "修改督查方案", "submit": "保存方案", "cancel_url": back}
    return render(request, "supervision/inspections/plan.html", context)


def _form(request: Request, place: Jurisdiction, **options: Any) -> PlanForm:
    """Only designations of the place that were not ended early are offered; their dates are checked."""
    offered = Designation.objects.filter(jurisdiction=place, ended_reason="").select_related("unit")
    posted = request.POST if request.method == "POST" else None
    return PlanForm(posted, actor=request.actor, on=timezone.localdate(), designations=offered, **options)
