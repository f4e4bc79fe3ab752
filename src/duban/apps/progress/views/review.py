"""报送审核: one report after another, beside the list of those that wait; after a decision the next one is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_htmx.http import replace_url

from duban.apps.progress.actions import review as actions
from duban.apps.progress.forms.review import AcceptForm, ReturnForm, address_of, chosen, narrowed
from duban.apps.progress.models import Report
from duban.apps.progress.queries.filed import AS_FILED, lines_of
from duban.apps.progress.queries.returns import latest_new_due, new_due_of
from duban.apps.progress.queries.review import Queue, progress_of, reasons_of
from duban.apps.progress.queries.reviewed import Reviewed, report_to_review
from duban.apps.progress.queries.rounds import check_open
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission, why_not
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.reports import FilingState

REVIEW = Permission.REVIEW_REPORT


@require(REVIEW)
def show_queue(request: Request) -> HttpResponseBase:
    """The list, with the first that waits opened."""
    queue = _queue(request)
    return _page(request, queue, queue.keys[0] if queue.keys else None)


@require(REVIEW)
def show_report(request: Request, pk: int) -> HttpResponseBase:
    report = _visible(request, pk)
    queue = _queue(request)
    if report.state not in AS_FILED:
        messages.info(request, _gone(report))
        return _next(request, queue, queue.after(pk), left=pk)
    return _page(request, queue, pk)


@require(REVIEW)
@require_POST
def accept_report(request: Request, pk: int) -> HttpResponseBase:
    report = _visible(request, pk)
    form = AcceptForm(request.POST, lines=lines_of(report, None))
    return _decided(request, report, "accept", form, actions.accept_report)


@require(REVIEW)
@require_POST
def return_report(request: Request, pk: int) -> HttpResponseBase:
    report = _visible(request, pk)
    return _decided(request, report, "giving_back", ReturnForm(request.POST), actions.return_report)


@require(REVIEW)
@require_POST
def accept_reports(request: Request) -> HttpResponseBase:
    """Those ticked, as their units say; what could not be accepted is told with its reason."""
    seen = chosen(request.POST.getlist("ids"))
    visible = set(Report.objects.visible_to(request.actor).filter(pk__in=seen).values_list("pk", flat=True))
    wanted = {key: version for key, version in seen.items() if key in visible}
    found = actions.accept_reports(reports=wanted, at=timezone.now(), by=request.actor)
    if found.done:
        messages.success(request, f"已按单位自评审核通过 {len(found.done)} 件。")
    for report, reason in found.skipped:
        messages.info(request, f"{report.unit}第{report.task.number}项没有审核：{reason}。")
    return redirect(_address("progress:review", _queue(request)))


def _visible(request: Request, pk: int) -> Report:
    rows = Report.objects.visible_to(request.actor).select_related("round", "unit")
    return get_object_or_404(rows, pk=pk)


def _queue(request: Request) -> Queue:
    return Queue(request.actor, narrowed(request.GET), on=timezone.localdate())


def _page(
    request: Request,
    queue: Queue,
    pk: int | None,
    left: int | None = None,
    forms: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The report with its decision; on a whole page beside the list, from which `left` is taken."""
    reviewed = report_to_review(pk, on=timezone.localdate()) if pk else None
    context: dict[str, Any] = {"queue": queue, "filters": address_of(queue.wanted), "reviewed": reviewed, "left": left}
    shown = reviewed.report.round_id if reviewed else queue.wanted.round
    context |= {"progress": progress_of(request.actor, shown, on=timezone.localdate())}
    if reviewed is not None:
        context |= _decision(request, reviewed, **(forms or {}))
    if not request.htmx:
        return render(request, "progress/review/queue.html", context)
    response = render(request, "progress/review/_answer.html", context)
    return replace_url(
        response, _address("progress:review-report", queue, pk) if pk else _address("progress:review", queue)
    )


def _decision(
    request: Request, reviewed: Reviewed, accept: AcceptForm | None = None, giving_back: ReturnForm | None = None
) -> dict[str, Any]:
    report = reviewed.report
    seen = {"seen": report.version}
    closed = why_not(check_open, report.round)
    lines = [figure.line for figure in reviewed.figures]
    accept = accept or AcceptForm(lines=lines, initial={**seen, "verified": report.stated})
    today = timezone.localdate()
    new_due = new_due_of(report, on=today)
    return {
        "accept": accept,
        "figures": [(figure, accept.figure(figure.line)) for figure in reviewed.figures],
        "giving_back": giving_back or ReturnForm(initial={**seen, "new_due": new_due}),
        "latest_new_due": latest_new_due(report, on=today),
        "is_returning": giving_back is not None,
        "reasons": reasons_of(request.actor),
        "waits": report.state == FilingState.SUBMITTED,
        "why_not_accept": closed or why_not(actions.check_acceptable, report),
        "why_not_return": closed or why_not(actions.check_returnable, report),
    }


def _decided(
    request: Request, report: Report, name: str, form: AcceptForm | ReturnForm, action: Callable[..., Report]
) -> HttpResponseBase:
    """Decide and go on to the next; the same page again, with what was typed, where something is to be mended."""
    queue = _queue(request)
    following = queue.after(report.pk)
    if form.is_valid():
        try:
            action(report=report, at=timezone.now(), by=request.actor, **form.given())
        except Conflict as refusal:
            return _refused(request, queue, report, str(refusal), following)
        except Invalid as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    if form.errors:
        return _to_mend(request, queue, name, form, following, report.pk)
    return _next(request, queue, following, left=report.pk)


def _to_mend(
    request: Request, queue: Queue, name: str, form: AcceptForm | ReturnForm, following: int | None, pk: int
) -> HttpResponseBase:
    """Once more with what was typed; what is not filed, or not any more, is nobody's but the unit's."""
    now = _visible(request, pk)
    if now.state not in AS_FILED:
        messages.info(request, _gone(now))
        return _next(request, queue, following, left=pk)
    return _page(request, queue, pk, forms={name: form})


def _next(request: Request, queue: Queue, pk: int | None, *, left: int) -> HttpResponseBase:
    """What follows, in place of what was decided; without scripts on its own page."""
    if not request.htmx:
        return redirect(_address("progress:review-report", queue, pk) if pk else _address("progress:review", queue))
    return _page(request, queue, pk, left=left)


def _refused(request: Request, queue: Queue, report: Report, reason: str, following: int | None) -> HttpResponseBase:
    """A colleague was first: say so, and go on; what waits still is shown as it is now."""
    messages.info(request, f"{report.unit}第{report.task.number}项：{reason}。")
    now = _visible(request, report.pk)
    if now.state == FilingState.SUBMITTED:
        return _page(request, queue, now.pk)
    return _next(request, queue, following, left=report.pk)


def _gone(report: Report) -> str:
    who = f"{report.reviewed_by}已审核" if report.state == FilingState.RETURNED else "现在没有等待审核的内容"
    return f"{report.unit}这份进展情况{who}（{report.get_state_display()}）。"


def _address(name: str, queue: Queue, *keys: int) -> str:
    query = address_of(queue.wanted)
    return reverse(name, args=keys) + (f"?{query}" if query else "")
