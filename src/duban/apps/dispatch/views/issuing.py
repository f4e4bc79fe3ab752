"""Submitting, returning, issuing a document; correcting one that went out."""

from __future__ import annotations

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.dispatch.actions import issuing as actions
from duban.apps.dispatch.forms.documents import CorrectForm, IssueForm, ReturnForm, SeenForm
from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.queries.series import following_number
from duban.apps.dispatch.showing import shown
from duban.apps.dispatch.views.document import find
from duban.apps.organizations.views.form_pages import done
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission
from duban.rulebook.roles import Role


@require(Permission.DRAFT_DISPATCH)
@require_POST
def submit_dispatch(request: Request, pk: int) -> HttpResponse:
    row = find(request, pk)
    actions.check_can_submit(row, request.actor)
    form = SeenForm(request.POST)
    if done(request, form, actions.submit_dispatch, dispatch=row, at=timezone.now()):
        messages.success(request, "已送领导签发。")
        return redirect("dispatch:dispatch", pk)
    return _asked(request, row, form, heading="送签", submit="送签")


@require(Permission.SIGN_DISPATCH)
def return_dispatch(request: Request, pk: int) -> HttpResponse:
    row = find(request, pk)
    actions.check_can_return(row, request.actor)
    form = ReturnForm(request.POST or None, initial={"seen": row.version})
    if done(request, form, actions.return_dispatch, dispatch=row, at=timezone.now()):
        messages.success(request, "已退回修改。")
        return redirect("dispatch:dispatches")
    return _asked(request, row, form, heading="退回修改", submit="退回")


@require(Permission.SIGN_DISPATCH)
def issue_dispatch(request: Request, pk: int) -> HttpResponse:
    """The office issues, a leader signs: the same step."""
    row, now = find(request, pk), timezone.now()
    actions.check_can_issue(row, request.actor)
    following = following_number(row, on=timezone.localdate())
    is_leader = request.actor.role == Role.LEADER
    form = IssueForm(request.POST or None, following="" if is_leader else following, seen=row.version)
    if done(request, form, actions.issue_dispatch, dispatch=row, at=now):
        row.refresh_from_db()
        messages.success(request, f"已印发，文号{row.number}。")
        return redirect("dispatch:dispatch", pk)
    words = "签发" if is_leader else "印发"
    return _asked(request, row, form, heading=words, submit=words, issuing=True)


@require(Permission.DRAFT_DISPATCH)
def correct_dispatch(request: Request, pk: int) -> HttpResponse:
    row = find(request, pk)
    actions.check_can_correct(row, request.actor)
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "at": timezone.now(), "by": request.actor}
        if draft := attempt(form, actions.correct_dispatch, dispatch=row, **given):
            return redirect("dispatch:dispatch-edit", draft.pk)
    return _asked(request, row, form, heading="更正", submit="拟更正稿", correcting=True)


def _asked(
    request: Request,
    row: Dispatch,
    form: BaseForm,
    *,
    heading: str,
    submit: str,
    issuing: bool = False,
    correcting: bool = False,
) -> HttpResponse:
    """The question, with the document beneath it."""
    context = {
        "row": row,
        "form": form,
        "heading": heading,
        "submit": submit,
        "issuing": issuing,
        "correcting": correcting,
        "copies": list(row.copies.select_related("unit")) if issuing else [],
        "sheet": shown(row),
        "cancel_url": reverse("dispatch:dispatch", args=[row.pk]),
    }
    return render(request, "dispatch/documents/ask.html", context)
