"""复核: an object asks for it, somebody who took no part decides, the decision goes out as a document."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations.views.form_pages import confirm_page, done, form_page
from duban.apps.supervision import file_owners
from duban.apps.supervision.actions import objections as actions
from duban.apps.supervision.forms.conclusions import UPHOLD, DecideObjectionForm, FileObjectionForm
from duban.apps.supervision.forms.inspections import SeenForm
from duban.apps.supervision.models import Objection
from duban.apps.supervision.queries.files import files_of
from duban.apps.supervision.queries.inspections import is_of_place
from duban.apps.supervision.views.inspection_rows import conclusion_of, objection_of
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.inspections import ObjectionState
from duban.rulebook.permissions import Permission, why_not


@require(Permission.FILE_OBJECTION)
def file_objection(request: Request, pk: int) -> HttpResponse:
    row, now = conclusion_of(request, pk), timezone.now()
    if request.method == "GET":
        actions.check_can_file(row, request.actor, at=now)
    form = FileObjectionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = [(one.name or "", one.read()) for one in form.cleaned_data.pop("files")]
        given = {**form.cleaned_data, "files": files, "at": now, "by": request.actor}
        if made := attempt(form, actions.file_objection, conclusion=row, **given):
            messages.success(request, "复核申请已提交，30日内会作出决定。")
            return redirect("supervision:objection", made.pk)
    back = reverse("supervision:conclusion", args=[pk])
    return form_page(request, form, heading="申请复核", submit="提交申请", cancel_url=back, about=row)


@require(Permission.SEE_CASES)
def show_objection(request: Request, pk: int) -> HttpResponse:
    return _page(request, objection_of(request, pk))


@require(Permission.DECIDE_CONCLUSION_OBJECTION)
def decide_objection(request: Request, pk: int) -> HttpResponse:
    row = objection_of(request, pk)
    actions.check_may_decide(row, request.actor)
    if request.method == "GET":
        actions.check_can_decide(row, request.actor)
    form = DecideObjectionForm(request.POST or None, initial={"seen": row.version})
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = dict(form.cleaned_data)
        given["upheld"] = given.pop("verdict") == UPHOLD
        if attempt(form, actions.decide_objection, **given, objection=row, at=timezone.now(), by=request.actor):
            messages.success(request, "复核决定已作出，请督查室印发送达。")
            return redirect("supervision:objection", pk)
    return _page(request, row, decide_form=form)


@require(Permission.FILE_OBJECTION)
def withdraw_objection(request: Request, pk: int) -> HttpResponse:
    row = objection_of(request, pk)
    if request.method == "GET":
        actions.check_can_withdraw(row, request.actor)
    form = SeenForm(request.POST or None, initial={"seen": row.version})
    if done(request, form, actions.withdraw_objection, objection=row, at=timezone.now()):
        messages.success(request, "复核申请已撤回。")
        return redirect("supervision:conclusion", row.conclusion_id)
    return confirm_page(
        request,
        form,
        question="撤回复核申请吗？",
        consequences=["督查结论按原样执行。", "申请期限没有过的，还可以再次申请。"],
        cancel_url=reverse("supervision:objection", args=[pk]),
        submit="撤回申请",
    )


@require(Permission.DRAFT_DISPATCH)
def write_decision(request: Request, pk: int) -> HttpResponse:
    row = objection_of(request, pk)
    if request.method == "GET":
        actions.check_can_write(row, request.actor)
    form = SeenForm(request.POST or None, initial={"seen": row.version})
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "at": timezone.now(), "by": request.actor}
        if paper := attempt(form, actions.write_decision, objection=row, **given):
            return redirect("dispatch:dispatch", paper.pk)
    return confirm_page(
        request,
        form,
        question="拟制复核决定的公文吗？",
        consequences=[f"公文送{row.conclusion.unit}，印发即为送达。"],
        cancel_url=reverse("supervision:objection", args=[pk]),
        submit="拟制公文",
    )


def _page(request: Request, row: Objection, **forms: Any) -> HttpResponse:
    actor, is_open = request.actor, row.state == ObjectionState.FILED
    decides = is_open and not why_not(actions.check_can_decide, row, actor)
    aside = (
        why_not(actions.check_may_decide, row, actor)
        if is_open and is_of_place(row.conclusion.inspection, actor)
        else ""
    )
    context = {
        "row": row,
        "is_open": is_open,
        "today": timezone.localdate(),
        "files": files_of(row),
        "may_write": file_owners.may_write(row, actor),
        "decide_form": DecideObjectionForm(initial={"seen": row.version}) if decides else None,
        "aside": aside,
        "can_withdraw": not why_not(actions.check_can_withdraw, row, actor),
        "can_write": row.dispatch is None and not why_not(actions.check_can_write, row, actor),
    }
    return render(request, "supervision/conclusions/objection.html", context | forms)
