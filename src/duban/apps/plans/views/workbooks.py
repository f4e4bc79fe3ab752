"""A plan's ledger out as a workbook, and in again."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from duban.apps.plans.actions.workbooks import start_workbook_import
from duban.apps.plans.forms.adoption import WorkbookForm
from duban.apps.plans.models import Plan
from duban.apps.plans.workbook.writing import plan_workbook
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.responses import download
from duban.rulebook.permissions import Permission, check_can
from duban.rulebook.refusals import Conflict, Invalid

MOST_SHOWN = 100


@require(Permission.EDIT_PLAN)
def download_workbook(request: Request, pk: int) -> FileResponse:
    plan = _visible_plan(request, pk)
    return download(plan_workbook(plan), f"{plan.title}台账.xlsx")


@require(Permission.EDIT_PLAN)
def import_workbook(request: Request, pk: int) -> HttpResponse:
    plan = _visible_plan(request, pk)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"plan": plan, "form": form}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            row = start_workbook_import(plan=plan, data=file.read(), file_name=file.name, by=request.actor)
            return redirect("plans:import-compare", row.pk)
        except (Invalid, Conflict) as refusal:
            form.add_error("file", str(refusal))
            problems = getattr(refusal, "problems", ())
            context |= {"problems": problems[:MOST_SHOWN], "unseen": len(problems[MOST_SHOWN:])}
    return render(request, "plans/adoption/workbook.html", context)


def _visible_plan(request: Request, pk: int) -> Plan:
    """The plan, for the office of its place: whoever answers for some of its tasks is not given the whole."""
    plan = get_object_or_404(Plan.objects.visible_to(request.actor).select_related("jurisdiction"), pk=pk)
    check_can(request.actor, Permission.EDIT_PLAN, within=plan.jurisdiction.path)
    return plan
