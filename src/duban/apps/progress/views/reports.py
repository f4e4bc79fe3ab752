"""进展情况: the list of what is to be filled, the page of one report; taking one back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations.views.form_pages import bare_form, confirm_page, done
from duban.apps.progress import submitting
from duban.apps.progress.actions import reports as actions
from duban.apps.progress.models import Report
from duban.apps.progress.queries import filed, own_reports
from duban.apps.progress.queries import reports as queries
from duban.apps.progress.views.report_form import fill_page
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission, can, why_not


@require(Permission.WRITE_REPORT)
def list_reports(request: Request) -> HttpResponse:
    rounds = own_reports.open_rounds(request.actor)
    waiting = [row for one in rounds for row in one.reports if row.state == "inner"]
    context = {
        "rounds": rounds,
        "earlier": own_reports.earlier_rounds(request.actor),
        "waiting": waiting if can(request.actor, Permission.APPROVE_REPORT) else [],
        "may_set": can(request.actor, Permission.SET_UNIT_PRACTICE),
        "today": timezone.localdate(),
    }
    return render(request, "progress/reports/list.html", context)


@require(Permission.SEE_PLANS)
def show_report(request: Request, pk: int) -> HttpResponse:
    """The form for whoever may write in it now, for everybody else what was filed."""
    report = visible_report(request, pk)
    if not why_not(submitting.check_may_write, report, request.actor):
        return fill_page(request, report)
    return _read_page(request, report)


def visible_report(request: Request, pk: int) -> Report:
    report = queries.report_of(request.actor, pk)
    if report is None:
        raise Http404
    return report


@require(Permission.WRITE_REPORT)
def withdraw_report(request: Request, pk: int) -> HttpResponse:
    report, form = visible_report(request, pk), bare_form(request)
    submitting.check_unit(report, Permission.WRITE_REPORT, request.actor)
    actions.check_withdrawable(report)
    page = reverse("progress:report", args=[pk])
    if done(request, form, actions.withdraw_report, report=report, at=timezone.now()):
        messages.success(request, "已撤回，可以继续修改；改好后请重新报送。")
        return redirect(page)
    return confirm_page(
        request,
        form,
        question=f"撤回“{report.task}”{report.round}的进展情况吗？",
        consequences=["撤回后要重新报送，才算报送。", "首次报送的时间照旧保留。"],
        cancel_url=page,
        submit="撤回",
    )


def _read_page(request: Request, report: Report) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    submissions = list(report.submissions.all())
    values = queries.as_filed(report, submissions, actor)
    last = filed.last_report(report) if values else None
    context: dict[str, Any] = {
        "report": report,
        "values": values,
        "late": filed.late_words(report, on=today),
        "today": today,
        "withdraw": _withdraw(report, request),
    }
    if values:
        context["passages"] = _passages(values, last)
        context["aims"] = queries.aims_as_filed(report, last, values, actor, on=today)
        context["evidence"] = queries.evidence_filed(report, values, actor)
        context["submissions"] = queries.submissions_read(submissions, report, actor)
    return render(request, "progress/reports/read.html", context)


def _passages(values: dict[str, str], last: Report | None) -> list[tuple[str, object]]:
    """Each text with its name; in what was done the words that are new since last time are marked."""
    names = ("进展情况", "存在问题", "需要协调的事项", "下一步打算")
    before = last.text if last else ""
    return [
        (name, filed.marked(values[name], before if name == filed.TEXT else "")) for name in names if values.get(name)
    ]


def _withdraw(report: Report, request: Request) -> bool:
    """Whether taking it back is offered: to its own unit, while nobody has looked at it."""
    if why_not(submitting.check_unit, report, Permission.WRITE_REPORT, request.actor):
        return False
    return not (why_not(actions.check_withdrawable, report) or why_not(submitting.check_wanted, report))
