"""调整申请: the list, the page on which one is asked for, the page on which it is read and decided."""

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
from duban.apps.progress.actions import adjustment_review, adjustments
from duban.apps.progress.adjusting import WAYS, deciders
from duban.apps.progress.adjusting.told import changes_of
from duban.apps.progress.adjusting.way import compared
from duban.apps.progress.forms.adjustments import GRANT, REFER, REFUSE, AskForm, DecideForm
from duban.apps.progress.models import Adjustment
from duban.apps.progress.queries import adjustments as queries
from duban.apps.progress.queries.evidence import evidence_of
from duban.apps.progress.views.change_tables import AdjustmentTable
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission, why_not
from duban.rulebook.requests import ADJUSTMENT_KINDS, AdjustmentKind

_VERDICTS = {GRANT: "同意", REFUSE: "不同意", REFER: "呈领导审批"}
_SAID = {GRANT: "已同意，调整立即生效。", REFUSE: "已答复不同意。", REFER: "已呈领导审批。"}


@require(Permission.SEE_PLANS)
def list_adjustments(request: Request) -> HttpResponse:
    rows = queries.listed(request.actor, on=timezone.localdate())
    return AdjustmentTable(request, rows).respond("progress/changes/adjustments.html")


@require(Permission.ASK_ADJUSTMENT)
def ask_adjustment(request: Request, pk: int) -> HttpResponse:
    task, today = _task(request, pk), timezone.localdate()
    adjustments.check_can_ask(task, request.actor)
    asked = request.GET.get("kind", "")
    kind = AdjustmentKind(asked) if asked in set(AdjustmentKind) else AdjustmentKind.POSTPONE
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AskForm(*data, task=task, kind=kind, actor=request.actor, initial={"seen": task.version})
    if request.method == "POST" and form.is_valid() and (row := _asked(request, form, task, kind)):
        messages.success(request, f"{ADJUSTMENT_KINDS[kind]}申请已报督查室。")
        return redirect("progress:adjustment", row.pk)
    context = {"form": form, "task": task, "kind": kind.value, "kinds": ADJUSTMENT_KINDS.items(), "today": today}
    context |= {"words": ADJUSTMENT_KINDS[kind], "open": queries.open_of_kind(task, kind)}
    return render(request, "progress/changes/adjustment_ask.html", context)


@require(Permission.SEE_PLANS)
def show_adjustment(request: Request, pk: int) -> HttpResponse:
    row = _row(request, pk)
    form = _decide_form(request, row)
    if request.method == "POST" and form.is_valid() and _decided(request, form, row):
        messages.success(request, _SAID[form.cleaned_data["verdict"]])
        return redirect("progress:adjustment", row.pk)
    return render(request, "progress/changes/adjustment.html", _page(request, row) | {"form": form})


@require(Permission.ASK_ADJUSTMENT)
def withdraw_adjustment(request: Request, pk: int) -> HttpResponse:
    row, form = _row(request, pk), bare_form(request)
    adjustments.check_can_withdraw(row, request.actor)
    if request.method == "POST" and form.is_valid():
        adjustments.withdraw_adjustment(adjustment=row, by=request.actor)
        messages.success(request, "申请已撤回。")
        return redirect("progress:adjustment", row.pk)
    return confirm_page(
        request,
        form,
        question=f"撤回{row.get_kind_display()}申请？",
        consequences=[f"任务：{row.task}", "任务照原来的要求办理，以后可以重新申请。"],
        cancel_url=reverse("progress:adjustment", args=[row.pk]),
        submit="撤回申请",
    )


def _asked(request: Request, form: AskForm, task: Task, kind: AdjustmentKind) -> Adjustment | None:
    given = form.cleaned_data
    return attempt(
        form,
        adjustments.ask_adjustment,
        task=task,
        kind=kind,
        after=given["after"],
        reason=given["reason"],
        progress=given["progress"],
        files=[(one.name, one.read()) for one in given["files"]],
        at=timezone.now(),
        seen=given["seen"],
        by=request.actor,
    )


def _decide_form(request: Request, row: Adjustment) -> DecideForm:
    """With what this user may answer; nothing to choose for who may not."""
    may = [] if deciders.why_not_decide(row, request.actor, on=timezone.localdate()) else [GRANT, REFUSE]
    may += [REFER] if deciders.may_refer(row, request.actor) else []
    posted = request.POST if request.method == "POST" else None
    return DecideForm(
        posted,
        task=row.task,
        kind=AdjustmentKind(row.kind),
        actor=request.actor,
        values=row.after,
        verdicts=[(one, _VERDICTS[one]) for one in may],
        initial={"seen": row.version, "task_seen": row.task.version, "verdict": may[0] if len(may) == 1 else None},
    )


def _decided(request: Request, form: DecideForm, row: Adjustment) -> Adjustment | None:
    given = form.cleaned_data
    asked: dict[str, Any] = {"adjustment": row, "at": timezone.now(), "seen": given["seen"], "by": request.actor}
    if given["verdict"] == REFER:
        return attempt(form, adjustment_review.refer_adjustment, referral=given["decision"], **asked)
    if given["verdict"] == REFUSE:
        return attempt(form, adjustment_review.refuse_adjustment, decision=given["decision"], **asked)
    asked |= {"after": given["after"], "task_seen": given["task_seen"]}
    return attempt(form, adjustment_review.grant_adjustment, decision=given["decision"], **asked)


def _page(request: Request, row: Adjustment) -> dict[str, Any]:
    """What the page says beside the form: before and after, what was wished where that is something else."""
    way, is_open = WAYS[AdjustmentKind(row.kind)], row.state in adjustments.OPEN
    now = way.standing(row.task, row.after) if is_open else row.before
    on = timezone.localdate()
    return {
        "row": row,
        "is_open": is_open,
        "changes": compared(way, now, row.after) if is_open else changes_of(row),
        "differs": compared(way, row.after["asked"], row.after) if "asked" in row.after else [],
        "moved_meanwhile": is_open and now != row.before,
        "why_not": deciders.why_not_decide(row, request.actor, on=on) if is_open else "",
        "left_to_leader": is_open and deciders.is_left_to_leader(row, on=on),
        "can_withdraw": not why_not(adjustments.check_can_withdraw, row, request.actor),
        "evidence": evidence_of(row),
        "may_write": evidence_owners.may_write(row, request.actor),
    }


def _task(request: Request, pk: int) -> Task:
    rows = Task.objects.visible_to(request.actor).select_related("plan", "jurisdiction", "section")
    return get_object_or_404(rows, pk=pk)


def _row(request: Request, pk: int) -> Adjustment:
    rows = Adjustment.objects.visible_to(request.actor)
    related = ("task__plan", "task__jurisdiction", "unit__merged_into")
    return get_object_or_404(rows.select_related(*related), pk=pk)
