"""销号: the list, the page on which it is asked for, the page on which it is read and checked; opened again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations.views.form_pages import bare_form, confirm_page
from duban.apps.plans.models import Task
from duban.apps.progress import evidence_owners
from duban.apps.progress.actions import closures as actions
from duban.apps.progress.forms.closures import ACCEPT, AskClosureForm, CheckClosureForm, ReopenForm
from duban.apps.progress.models import Closure
from duban.apps.progress.queries import closures as queries
from duban.apps.progress.queries.evidence import evidence_of
from duban.apps.progress.views.change_tables import ClosureTable
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission, why_not
from duban.rulebook.requests import ClosureState


@require(Permission.SEE_PLANS)
def list_closures(request: Request) -> HttpResponse:
    return ClosureTable(request, queries.listed(request.actor)).respond("progress/changes/closures.html")


@require(Permission.ASK_CLOSURE)
def ask_closure(request: Request, pk: int) -> HttpResponse:
    tasks = Task.objects.visible_to(request.actor).select_related("plan", "jurisdiction", "section")
    task = get_object_or_404(tasks, pk=pk)
    posted = request.method == "POST"
    check = actions.check_may_ask if posted else actions.check_can_ask  # sent twice, it is one request
    check(task, request.actor)
    shown = {"seen": task.version, "finished_on": timezone.localdate()}
    form = AskClosureForm(request.POST if posted else None, request.FILES if posted else None, initial=shown)
    if posted and form.is_valid() and (row := _asked(request, form, task)):
        messages.success(request, "销号申请已报督查室核查。")
        return redirect("progress:closure", row.pk)
    context = {"form": form, "task": task, "beside": queries.beside(task, request.actor)}
    return render(request, "progress/changes/closure_ask.html", context)


@require(Permission.SEE_PLANS)
def show_closure(request: Request, pk: int) -> HttpResponse:
    row = _row(request, pk)
    form = CheckClosureForm(request.POST or None, initial={"seen": row.version})
    if request.method == "POST" and form.is_valid() and _checked(request, form, row):
        accepted = form.cleaned_data["verdict"] == ACCEPT
        messages.success(request, "验收通过，任务已销号。" if accepted else "已退回，单位继续办理。")
        return redirect("progress:closure", row.pk)
    return render(request, "progress/changes/closure.html", _page(request, row) | {"form": form})


@require(Permission.ASK_CLOSURE)
def withdraw_closure(request: Request, pk: int) -> HttpResponse:
    row, form = _row(request, pk), bare_form(request)
    actions.check_can_withdraw(row, request.actor)
    if request.method == "POST" and form.is_valid():
        actions.withdraw_closure(closure=row, by=request.actor)
        messages.success(request, "申请已撤回。")
        return redirect("progress:closure", row.pk)
    return confirm_page(
        request,
        form,
        question="撤回销号申请？",
        consequences=[f"任务：{row.task}", "任务继续办理和报送，以后可以重新申请。"],
        cancel_url=reverse("progress:closure", args=[row.pk]),
        submit="撤回申请",
    )


@require(Permission.DECIDE_CLOSURE)
def reopen_closure(request: Request, pk: int) -> HttpResponse:
    row = _row(request, pk)
    actions.check_can_reopen(row, request.actor)
    form = ReopenForm(request.POST or None, initial={"seen": row.version})
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "closure": row, "at": timezone.now(), "by": request.actor}
        if attempt(form, actions.reopen_closure, **given):
            messages.success(request, "任务已重新打开，从今天起恢复报送。")
            return redirect("plans:task", row.task_id)
    return render(request, "progress/changes/closure_reopen.html", {"form": form, "row": row})


def _asked(request: Request, form: AskClosureForm, task: Task) -> Closure | None:
    given = dict(form.cleaned_data)
    files = [(one.name, one.read()) for one in given.pop("files")]
    return attempt(form, actions.ask_closure, **given, task=task, files=files, at=timezone.now(), by=request.actor)


def _checked(request: Request, form: CheckClosureForm, row: Closure) -> Closure | None:
    given = dict(form.cleaned_data)
    action = actions.accept_closure if given.pop("verdict") == ACCEPT else actions.refuse_closure
    return attempt(form, action, **given, closure=row, at=timezone.now(), by=request.actor)


def _page(request: Request, row: Closure) -> dict[str, Any]:
    actor, is_open = request.actor, row.state == ClosureState.ASKED
    statement, _, why_no_files = row.statement.partition(f"\n{actions.NO_FILES}")
    return {
        "row": row,
        "is_open": is_open,
        "statement": statement,
        "why_no_files": why_no_files,
        "beside": queries.beside(row.task, actor),
        "why_not": why_not(actions.check_may_check, row, actor) if is_open else "",
        "can_withdraw": not why_not(actions.check_can_withdraw, row, actor),
        "can_reopen": not why_not(actions.check_can_reopen, row, actor),
        "evidence": evidence_of(row),
        "may_write": evidence_owners.may_write(row, actor),
    }


def _row(request: Request, pk: int) -> Closure:
    rows = Closure.objects.visible_to(request.actor)
    related = ("task__plan", "task__jurisdiction", "unit__merged_into")
    return get_object_or_404(rows.select_related(*related), pk=pk)
