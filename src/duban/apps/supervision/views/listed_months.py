"""挂牌月报: read, written and reviewed on one page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from duban.apps.supervision import file_owners
from duban.apps.supervision.actions import listed_reports as actions
from duban.apps.supervision.forms.listed_steps import ACCEPT, MonthForm, ReviewMonthForm
from duban.apps.supervision.models import ListedReport
from duban.apps.supervision.queries import listed as queries
from duban.apps.supervision.queries.files import files_of
from duban.apps.supervision.views.listed_lines import month_shown
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission, why_not


@require(Permission.SEE_CASES)
def show_month(request: Request, pk: int) -> HttpResponse:
    return _page(request, _month(request, pk))


@require(Permission.REPORT_LISTED)
def submit_month(request: Request, pk: int) -> HttpResponse:
    row = _month(request, pk)
    actions.check_writes(row, request.actor)
    form = MonthForm(request.POST or None, request.FILES or None, initial={"seen": row.version})
    if request.method == "POST" and form.is_valid():
        files = [(one.name or "", one.read()) for one in form.cleaned_data.pop("files")]
        given = {**form.cleaned_data, "files": files, "at": timezone.now(), "by": request.actor}
        if attempt(form, actions.submit_listed_report, report=row, **given):
            messages.success(request, "月报已报送，等督查室审核。")
            return redirect("supervision:listed-report", pk)
    return _page(request, row, month_form=form)


@require(Permission.LIST_CASE)
def review_month(request: Request, pk: int) -> HttpResponse:
    row = _month(request, pk)
    actions.check_can_review(row, request.actor)
    form = ReviewMonthForm(request.POST or None, initial={"seen": row.version})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        accepts = given.pop("verdict") == ACCEPT
        action = actions.accept_listed_report if accepts else actions.return_listed_report
        if attempt(form, action, report=row, at=timezone.now(), by=request.actor, **given):
            messages.success(request, "月报已审核。" if accepts else "月报已退回，单位重报。")
            return redirect("supervision:listed-report", pk)
    return _page(request, row, review_form=form)


def _month(request: Request, pk: int) -> ListedReport:
    return get_object_or_404(queries.months_seen(request.actor), pk=pk)


def _page(request: Request, row: ListedReport, **forms: Any) -> HttpResponse:
    """`forms`: the one that was sent and not taken."""
    actor, on = request.actor, timezone.localdate()
    written = {name: getattr(row, name) for name in ("text", "problems", "next_steps")} | {"seen": row.version}
    context: dict[str, Any] = {
        "row": row,
        "case": row.listed_case,
        "line": month_shown(row, on=on),
        "on": on,
        "files": files_of(row),
        "may_write": file_owners.may_write(row, actor),
        "month_form": None if why_not(actions.check_can_submit, row, actor) else MonthForm(initial=written),
        "review_form": None
        if why_not(actions.check_can_review, row, actor)
        else ReviewMonthForm(initial={"seen": row.version}),
    }
    return render(request, "supervision/listed/month.html", context | forms)
