"""What is done to a case on a page of its own: opened, edited, decided against, raised, ended, withdrawn, reopened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations.views.form_pages import done
from duban.apps.supervision.actions import cases as deciding
from duban.apps.supervision.actions import cases_answering as answering
from duban.apps.supervision.actions import cases_raising as raising
from duban.apps.supervision.forms.cases import (
    AgainForm,
    EditForm,
    EndForm,
    OpenForm,
    RaiseForm,
    ReasonForm,
    choice_of,
)
from duban.apps.supervision.models import Case
from duban.apps.supervision.queries.case_grounds import grounds_of
from duban.apps.supervision.views.cases import seen_case
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission

P = Permission


@require(P.SERVE_CASE)
def open_case(request: Request) -> HttpResponse:
    """By hand; `task`, `indicator` or `unit` in the address say what about, and fill in what the record knows."""
    grounds = grounds_of(request.GET, request.actor, on=timezone.localdate())
    form = OpenForm(request.POST or None, actor=request.actor, initial=grounds.initial)
    if request.method == "POST" and form.is_valid():
        about = {"task": grounds.task, "indicator": grounds.indicator}
        given = {**form.cleaned_data, **about, "at": timezone.now(), "by": request.actor}
        if row := attempt(form, deciding.open_case, **given):
            messages.success(request, "已提出，请决定是否发出。")
            return redirect("supervision:case", row.pk)
    context = {"form": form, "grounds": grounds, "task": grounds.task, "cancel_url": grounds.back}
    return render(request, "supervision/cases/open.html", context)


@require(P.SERVE_CASE)
def edit_case(request: Request, pk: int) -> HttpResponse:
    row = seen_case(request, pk)
    deciding.check_can_edit(row, request.actor)
    values = {name: getattr(row, name) for name in ("level", "subject", "reason", "basis", "demand")}
    form = EditForm(request.POST or None, now=choice_of(row), initial={**values, "seen": row.version})
    if done(request, form, deciding.edit_case, case=row):
        messages.success(request, "已修改。")
        return redirect("supervision:case", pk)
    return _page(request, row, form, "修改", "保存")


@require(P.SERVE_CASE)
def dismiss_case(request: Request, pk: int) -> HttpResponse:
    note = "不予督办后，同一事由只有情况加重才会再提出。"
    return _change(request, pk, ReasonForm, deciding.check_can_dismiss, deciding.dismiss_case, "不予督办", note)


@require(P.SERVE_CASE)
def withdraw_case(request: Request, pk: int) -> HttpResponse:
    note = "撤回后单位不再需要反馈，督办件留在记录里，注明已撤回。"
    return _change(request, pk, ReasonForm, answering.check_can_withdraw, answering.withdraw_case, "撤回", note)


@require(P.SERVE_CASE)
def reopen_case(request: Request, pk: int) -> HttpResponse:
    return _change(request, pk, AgainForm, answering.check_can_reopen, answering.reopen_case, "重新督办", "")


@require(P.VERIFY_CASE)
def end_case(request: Request, pk: int) -> HttpResponse:
    note = "单位没有反馈，但要求办的已经办了，可以直接办结。"
    return _change(request, pk, EndForm, answering.check_can_end, answering.end_case, "办结", note)


@require(P.SERVE_CASE)
def raise_case(request: Request, pk: int) -> HttpResponse:
    row = seen_case(request, pk)
    raising.check_can_raise(row, request.actor)
    form = RaiseForm(request.POST or None, level=row.level, initial={"seen": row.version})
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "at": timezone.now(), "by": request.actor}
        if graver := attempt(form, raising.raise_case, case=row, **given):
            messages.success(request, "已提出升级，请决定是否发出；发出以前，原督办件继续有效。")
            return redirect("supervision:case", graver.pk)
    return _page(request, row, form, "升级", "提出升级")


def _change(
    request: Request,
    pk: int,
    kind: type[Form],
    check: Callable[..., None],
    action: Callable[..., Any],
    heading: str,
    note: str,
) -> HttpResponse:
    row = seen_case(request, pk)
    check(row, request.actor)
    form = kind(request.POST or None, initial={"seen": row.version})
    if done(request, form, action, case=row, at=timezone.now()):
        messages.success(request, f"已办理：{heading}。")
        return redirect("supervision:case", pk)
    return _page(request, row, form, heading, heading, note)


def _page(request: Request, row: Case, form: Form, heading: str, submit: str, note: str = "") -> HttpResponse:
    back = reverse("supervision:case", args=[row.pk])
    context = {"row": row, "form": form, "heading": heading, "submit": submit, "note": note, "cancel_url": back}
    return render(request, "supervision/cases/change.html", context)
