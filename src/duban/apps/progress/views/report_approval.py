"""单位审核: the head lets reports go, gives one back with a note, says whether this is wanted at all."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.organizations.changes import token
from duban.apps.organizations.models import Unit
from duban.apps.organizations.views.form_pages import done, form_page
from duban.apps.progress import submitting
from duban.apps.progress.actions import report_approval as actions
from duban.apps.progress.actions.unit_practice import set_unit_practice
from duban.apps.progress.forms.reports import SendBackForm
from duban.apps.progress.forms.unit_practice import UnitPracticeForm
from duban.apps.progress.models import UnitPractice
from duban.apps.progress.queries.own_reports import own_reports, waiting_for_head
from duban.apps.progress.views.reports import visible_report
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.table import selected
from duban.rulebook.permissions import Permission


@require(Permission.APPROVE_REPORT)
@require_POST
def approve_reports(request: Request) -> HttpResponse:
    """All that wait (`all`), or what was ticked."""
    rows = waiting_for_head(request.actor) if "all" in request.POST else selected(request, own_reports(request.actor))
    chosen = list(rows)
    filed = actions.approve_reports(reports=chosen, at=timezone.now(), by=request.actor)
    if filed:
        messages.success(request, f"已审核通过并报送 {len(filed)} 项。")
    if len(filed) < len(chosen) or not chosen:
        messages.info(request, "其余的不在待单位审核之列，没有变动。" if filed else "没有待单位审核的进展情况。")
    return redirect("progress:reports")


@require(Permission.APPROVE_REPORT)
def send_back_report(request: Request, pk: int) -> HttpResponse:
    report, form = visible_report(request, pk), SendBackForm(request.POST or None)
    submitting.check_unit(report, Permission.APPROVE_REPORT, request.actor)
    actions.check_waits_inside(report)
    if done(request, form, actions.send_back_report, report=report):
        messages.success(request, f"已退回{report.submitted_by}修改。")
        return redirect("progress:reports")
    return form_page(
        request,
        form,
        heading="退回修改",
        submit="退回",
        cancel_url=reverse("progress:report", args=[pk]),
        about=report,
        template="progress/reports/form.html",
    )


@require(Permission.SET_UNIT_PRACTICE)
def set_practice(request: Request) -> HttpResponse:
    unit = get_object_or_404(Unit, pk=request.actor.unit)
    row = UnitPractice.objects.filter(unit=unit).first() or UnitPractice(unit=unit)
    initial = {"inner_approval": row.inner_approval, "seen": token(row)}
    form = UnitPracticeForm(request.POST or None, initial=initial)
    if done(request, form, set_unit_practice, unit=unit):
        messages.success(request, "本单位的报送流程已保存。")
        return redirect("progress:reports")
    return form_page(
        request,
        form,
        heading="本单位的报送流程",
        submit="保存",
        cancel_url=reverse("progress:reports"),
        about=unit,
        template="progress/reports/form.html",
    )
