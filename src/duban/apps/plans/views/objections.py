"""异议: a unit objects; the office has a list of objections, and answers each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from duban.apps.plans.actions import objections as actions
from duban.apps.plans.actions.objections import Reply
from duban.apps.plans.forms.receipts import UPHOLD, DecideForm, ObjectForm, shown
from duban.apps.plans.models import Receipt
from duban.apps.plans.queries.receipts import check_answers_for, with_roles
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.permissions import Permission
from duban.rulebook.tasks import ReceiptState

STATES = ((ReceiptState.OBJECTED, "待答复"), (ReceiptState.ASKED, "已维持"), (ReceiptState.RELEASED, "已改派"))
WORDS = {ReceiptState.ACKNOWLEDGED: "已维持，已签收", **dict(STATES)}


def _next_step(row: Receipt) -> str:
    return "答复" if row.state == ReceiptState.OBJECTED else ""


class ObjectionTable(Table):
    key, caption, unit = "objections", "异议", "件"
    columns = (
        Column(
            "unit",
            "单位",
            link=page_link("plans:receipt-decide"),
            sort="unit__order",
            search="unit__name",
            stay=True,
        ),
        Column(
            "state",
            "办理",
            value=lambda row: WORDS[ReceiptState(row.state)],
            link=page_link("plans:receipt-decide"),
            sort="state",
            filter="state",
            choices=(*STATES, (ReceiptState.ACKNOWLEDGED, WORDS[ReceiptState.ACKNOWLEDGED])),
        ),
        Column("next", "下一步", value=_next_step, link=page_link("plans:receipt-decide"), optional=True),
        Column(
            "task",
            "任务",
            value=lambda row: str(row.task),
            link=page_link("plans:task", "task_id"),
            under=lambda row: row.task.plan.title,
            search="task__text",
        ),
        Column("objection", "理由", search="objection", under=lambda row: row.decision and f"答复：{row.decision}"),
        Column("answered_by", "提出人", value=lambda row: row.answered_by, optional=True, hidden=True),
        Column("answered_at", "提出时间", sort="answered_at"),
        Column("decided_by", "答复人", optional=True, hidden=True),
        Column("decided_at", "答复时间", sort="decided_at", optional=True),
    )
    default_sort = ("waits", "-answered_at", "-decided_at")
    empty = "单位认为任务不该由它承担时，可以写明理由提出异议；异议会列在这里，由督查室答复：维持，或者改派。"


@require(Permission.DECIDE_OBJECTION)
def list_objections(request: Request) -> HttpResponse:
    return ObjectionTable(request, _objections(request)).respond("plans/receipts/objections.html")


@require(Permission.OBJECT_TO_TASK)
def object_to_receipt(request: Request, pk: int) -> HttpResponse:
    receipt = get_object_or_404(_with_task(Receipt.objects.visible_to(request.actor)), pk=pk)
    check_answers_for(receipt.unit, request.actor, Permission.OBJECT_TO_TASK)
    form = ObjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        now = timezone.now()
        if attempt(form, actions.object_to_receipt, receipt=receipt, reason=reason, at=now, by=request.actor):
            messages.success(request, "已向督查室提出异议，答复后会显示在这里。")
            return redirect("plans:receipts")
    return render(request, "plans/receipts/object.html", {"form": form, "given": with_roles([receipt])[0]})


@require(Permission.DECIDE_OBJECTION)
def decide_objection(request: Request, pk: int) -> HttpResponse:
    receipt = get_object_or_404(_objections(request), pk=pk)
    today = timezone.localdate()
    form = DecideForm(request.POST or None, initial=shown(receipt, on=today), actor=request.actor)
    if request.method == "POST" and form.is_valid() and _decided(request, form, receipt):
        messages.success(request, f"已答复{receipt.unit}的异议。")
        return redirect("plans:objections")
    waits = receipt.state == ReceiptState.OBJECTED
    context = {
        "form": form,
        "given": with_roles([receipt])[0],
        "waits": waits,
        "word": WORDS[ReceiptState(receipt.state)],
    }
    return render(request, "plans/receipts/decide.html", context)


def _decided(request: Request, form: DecideForm, receipt: Receipt) -> Receipt | None:
    given = form.cleaned_data
    now = timezone.now()
    reply = Reply(given["reply"], on=timezone.localdate(now), at=now)
    asked: dict[str, Any] = {"receipt": receipt, "reply": reply, "seen": given["seen"], "by": request.actor}
    if given["decision"] == UPHOLD:
        return attempt(form, actions.uphold_receipt, due=given["due"], **asked)
    return attempt(form, actions.release_receipt, successor=given["successor"], **asked)


def _objections(request: Request) -> QuerySet[Receipt]:
    """The objections to plans of one's place, answered ones too; those that wait come first."""
    rows = Receipt.objects.exclude(objection="").filter(task__jurisdiction=request.actor.jurisdiction)
    waits = Case(When(state=ReceiptState.OBJECTED, then=Value(0)), default=Value(1))
    return _with_task(rows).annotate(waits=waits)


def _with_task(rows: QuerySet[Receipt]) -> QuerySet[Receipt]:
    return rows.select_related("task__plan", "task__section", "unit")
