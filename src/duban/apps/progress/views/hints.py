"""Hints while a report is written: a part of its page, computed from what is typed and not saved yet."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from duban.apps.progress import submitting
from duban.apps.progress.forms.reports import ReportForm
from duban.apps.progress.models import Report
from duban.apps.progress.queries.hints import hints_for
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.health import Health
from duban.rulebook.permissions import Permission
from duban.rulebook.substance import Said


@require(Permission.WRITE_REPORT)
@require_POST
def report_hints(request: Request, pk: int) -> HttpResponse:
    reports = Report.objects.visible_to(request.actor).select_related("unit", "round", "task")
    report = get_object_or_404(reports, pk=pk)
    submitting.check_unit(report, Permission.WRITE_REPORT, request.actor)
    form = ReportForm(request.POST, report=report, targets=report.task.targets.all())
    form.is_valid()  # what cannot be read yet gives no hint
    said = form.values
    stated = Health(said["stated"]) if said.get("stated") else None
    now = Said(said.get("text", ""), said.get("problems", ""), said.get("next_step", ""), form.figures, stated)
    return render(request, "progress/hints/_hints.html", {"hints": hints_for(report, now)})
