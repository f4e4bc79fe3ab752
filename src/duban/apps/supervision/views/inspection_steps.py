"""An inspection moves: submitted, sent out, its plan taken back, called off, closed, opened again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.dispatch.models import Dispatch
from duban.apps.organizations.views.form_pages import confirm_page, done
from duban.apps.supervision.actions import inspection_approval as approval
from duban.apps.supervision.actions import inspections as actions
from duban.apps.supervision.forms.inspections import ReasonForm, SeenForm, SendForm
from duban.apps.supervision.models import Inspection
from duban.apps.supervision.queries.overlaps import overlaps_of
from duban.apps.supervision.views.inspection_rows import inspection_of, step_page
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission


@require(Permission.PLAN_INSPECTION)
def submit_inspection(request: Request, pk: int) -> HttpResponse:
    """What overlaps is shown once more before it goes to the leader."""
    row = inspection_of(request, pk)
    if request.method == "GET":
        approval.check_can_submit(row, request.actor)
    form = SeenForm(request.POST or None, initial={"seen": row.version})
    if done(request, form, approval.submit_inspection, inspection=row, at=timezone.now()):
        messages.success(request, "方案已报领导批准。")
        return redirect("supervision:inspection", pk)
    context = {"form": form, "row": row, "overlaps": overlaps_of(row), "submit": "报批", "heading": "报领导批准"}
    return render(request, "supervision/inspections/send.html", context)


@require(Permission.PLAN_INSPECTION)
def send_inspection(request: Request, pk: int) -> HttpResponse:
    """Announced: its notice is drafted; otherwise the team goes at once."""
    row = inspection_of(request, pk)
    if request.method == "GET":
        approval.check_can_send(row, request.actor)
    form = SendForm(request.POST or None, initial={"seen": row.version, "overlap_reason": row.overlap_reason})
    if request.method == "POST" and form.is_valid() and (found := _sent(request, form, row)):
        messages.success(request, "督查通知已拟好，印发后派出。" if row.is_announced else "督查组已派出。")
        return redirect("dispatch:dispatch" if row.is_announced else "supervision:inspection", found.pk)
    submit = "拟制督查通知" if row.is_announced else "派出"
    context = {"form": form, "row": row, "overlaps": overlaps_of(row), "submit": submit, "heading": "派出督查组"}
    return render(request, "supervision/inspections/send.html", context)


@require(Permission.PLAN_INSPECTION)
def revise_inspection(request: Request, pk: int) -> HttpResponse:
    row = inspection_of(request, pk)
    return _step(
        request, row, actions.revise_inspection, actions.check_can_revise, "变更方案", "方案可以修改了，改后重新报批。"
    )


@require(Permission.PLAN_INSPECTION)
def cancel_inspection(request: Request, pk: int) -> HttpResponse:
    row = inspection_of(request, pk)
    return _step(request, row, actions.cancel_inspection, actions.check_can_cancel, "取消督查", "督查已取消。")


@require(Permission.CONCLUDE_INSPECTION)
def close_inspection(request: Request, pk: int) -> HttpResponse:
    row = inspection_of(request, pk)
    if request.method == "GET":
        actions.check_can_close(row, request.actor)
    form = SeenForm(request.POST or None, initial={"seen": row.version})
    if done(request, form, actions.close_inspection, inspection=row, at=timezone.now()):
        messages.success(request, "督查已办结。")
        return redirect("supervision:inspection", pk)
    return confirm_page(
        request,
        form,
        question="办结这次督查吗？",
        consequences=["整改事项都已核查，没有未决的复核申请。", "办结以后发现问题反弹的，可以重新打开。"],
        cancel_url=reverse("supervision:inspection", args=[pk]),
        submit="办结",
    )


@require(Permission.CONCLUDE_INSPECTION)
def reopen_inspection(request: Request, pk: int) -> HttpResponse:
    row = inspection_of(request, pk)
    return _step(request, row, actions.reopen_inspection, actions.check_can_reopen, "重新打开", "督查已重新打开。")


def _sent(request: Request, form: SendForm, row: Inspection) -> Inspection | Dispatch | None:
    given = {**form.cleaned_data, "inspection": row, "at": timezone.now(), "by": request.actor}
    if row.is_announced:
        return attempt(form, approval.notify_inspection, **given)
    return attempt(form, approval.start_inspection, **given)


def _step(
    request: Request,
    row: Inspection,
    action: Callable[..., Inspection],
    check: Callable[[Inspection, Actor], None],
    heading: str,
    message: str,
) -> HttpResponse:
    form = ReasonForm(request.POST or None, initial={"seen": row.version})
    back = reverse("supervision:inspection", args=[row.pk])
    told = {"back": back, "message": message, "heading": heading, "submit": heading}
    return step_page(request, row, form, action, check, **told, inspection=row, at=timezone.now())
