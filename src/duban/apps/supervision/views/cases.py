"""One case: its page, and what the office, a leader and the unit do with it there."""

from __future__ import annotations

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.organizations.views.form_pages import done
from duban.apps.supervision.actions import cases as deciding
from duban.apps.supervision.actions import cases_answering as answering
from duban.apps.supervision.actions import cases_serving as serving
from duban.apps.supervision.forms.cases import AnswerForm, CheckForm, OpinionForm, SeenForm, ServeForm
from duban.apps.supervision.models import Case
from duban.apps.supervision.queries.case_threads import with_thread
from duban.apps.supervision.queries.cases import cases_for
from duban.apps.supervision.views.case_page import context_of
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission

P = Permission


@require(P.SEE_CASES)
def show_case(request: Request, pk: int) -> HttpResponse:
    return _page(request, seen_case(request, pk))


@require(P.SERVE_CASE)
@require_POST
def serve_case(request: Request, pk: int) -> HttpResponse:
    row = seen_case(request, pk)
    form = ServeForm(request.POST, level=row.level)
    if done(request, form, serving.serve_case, case=row, at=timezone.now()):
        row.refresh_from_db()
        if row.dispatch_id:
            messages.success(request, "已拟写公文，印发后送达单位。")
            return redirect("dispatch:dispatch", row.dispatch_id)
        messages.success(request, f"已向{row.unit}发出，开始计时。")
        return redirect("supervision:case", pk)
    return _page(request, row, serve_form=form)


@require(P.SERVE_CASE)
@require_POST
def submit_case(request: Request, pk: int) -> HttpResponse:
    row = seen_case(request, pk)
    form = ServeForm(request.POST, level=row.level)
    if done(request, form, deciding.submit_case, case=row, at=timezone.now()):
        messages.success(request, "已呈领导批准。")
        return redirect("supervision:case", pk)
    return _page(request, row, submit_form=form)


@require(P.APPROVE_CASE)
@require_POST
def approve_case(request: Request, pk: int) -> HttpResponse:
    """One form, three verdicts: each is an action of its own."""
    row, form = seen_case(request, pk), OpinionForm(request.POST)
    if form.is_valid():
        said, now = form.cleaned_data, timezone.now()
        given = {"case": row, "at": now, "seen": said["seen"], "by": request.actor}
        if said["verdict"] == "approve":
            moved = attempt(form, deciding.approve_case, opinion=said["opinion"], **given)
        elif said["verdict"] == "return":
            moved = attempt(form, deciding.return_case, opinion=said["opinion"], **given)
        else:
            moved = attempt(form, deciding.dismiss_case, reason=said["opinion"], **given)
        if moved:
            messages.success(request, f"已批：{dict(form.fields['verdict'].choices)[said['verdict']]}。")  # type: ignore[attr-defined]
            return redirect("supervision:case", pk)
    return _page(request, row, approve_form=form)


@require(P.SERVE_CASE)
@require_POST
def write_document(request: Request, pk: int) -> HttpResponse:
    row, form = seen_case(request, pk), SeenForm(request.POST)
    if done(request, form, serving.write_document, case=row, at=timezone.now()):
        row.refresh_from_db()
        return redirect("dispatch:dispatch", row.dispatch_id)
    return _page(request, row, write_form=form)


@require(P.ANSWER_CASE)
@require_POST
def acknowledge_case(request: Request, pk: int) -> HttpResponse:
    row = seen_case(request, pk)
    answering.acknowledge_case(case=row, at=timezone.now(), by=request.actor)
    messages.success(request, "已签收。")
    return redirect("supervision:case", pk)


@require(P.ANSWER_CASE)
def answer_case(request: Request, pk: int) -> HttpResponse:
    row = seen_case(request, pk)
    answering.check_acts(row, request.actor)
    form = AnswerForm(request.POST or None, request.FILES or None, initial={"seen": row.version})
    if request.method == "POST" and form.is_valid():
        files = [(one.name or "", one.read()) for one in form.cleaned_data.pop("files")]
        given = {**form.cleaned_data, "files": files, "at": timezone.now(), "by": request.actor}
        if attempt(form, answering.answer_case, case=row, **given):
            messages.success(request, "已反馈，由督查室核查。")
            return redirect("supervision:case", pk)
    return _page(request, row, answer_form=form)


@require(P.VERIFY_CASE)
@require_POST
def verify_case(request: Request, pk: int) -> HttpResponse:
    row, form = seen_case(request, pk), CheckForm(request.POST)
    if form.is_valid():
        accepted = form.cleaned_data.pop("verdict") == "accept"
        given = {**form.cleaned_data, "accepted": accepted, "at": timezone.now(), "by": request.actor}
        if attempt(form, answering.verify_case, case=row, **given):
            messages.success(request, "核查通过，已办结。" if accepted else f"已退回{row.unit}重办。")
            return redirect("supervision:case", pk)
    return _page(request, row, check_form=form)


def seen_case(request: Request, pk: int) -> Case:
    return get_object_or_404(with_thread(cases_for(request.actor)), pk=pk)


def _page(request: Request, row: Case, **forms: BaseForm) -> HttpResponse:
    context = context_of(row, request.actor, at=timezone.now()) | forms
    return render(request, "supervision/cases/case.html", context)
