"""Who has not acknowledged a plan: unit by unit, and task by task; to filter, export and print."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from duban.apps.plans.models import Plan
from duban.apps.plans.queries.plan_receipts import STANDING_WORDS, Standing, receipts_of, units_of
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.permissions import Permission
from duban.rulebook.tasks import RECEIPT_LABELS, ReceiptState

_tasks_of = page_link("plans:plan-receipts-tasks", "plan_key")


def _counted(row: Any, *states: ReceiptState) -> str:
    """The address of the receipts that a number of a unit's row counts."""
    return f"{_tasks_of(row)}?{urlencode([('unit', row.name), *(('state', state.value) for state in states)])}"


def _number(key: str, label: str, *states: ReceiptState) -> Column:
    """A count that leads to what it counts; nothing leads nowhere."""
    of = attrgetter(key)
    return Column(key, label, link=lambda row: _counted(row, *states) if of(row) else "", sort=key, number=True)


class UnitReceiptTable(Table):
    key, caption, unit = "plan-receipts", "各单位签收情况", "个"
    columns = (
        Column("name", "单位", sort=("jurisdiction__path", "order"), search="name", stay=True),
        Column(
            "standing",
            "签收",
            value=lambda row: STANDING_WORDS[row.standing],
            template="plans/receipts/_standing.html",
            exported=lambda row: STANDING_WORDS[row.standing],
            sort="rank",
            filter="standing",
            choices=[(one.value, STANDING_WORDS[one]) for one in Standing],
        ),
        Column("due", "签收期限", template="plans/receipts/_due_day.html", sort="due"),
        _number("given", "任务"),
        _number("acknowledged", "已签收", ReceiptState.ACKNOWLEDGED),
        _number("waiting", "待签收", ReceiptState.ASKED),
        _number("objected", "有异议", ReceiptState.OBJECTED),
        Column("asked_at", "下发时间", sort="asked_at", optional=True),
        Column("answered_at", "最近签收", sort="answered_at", optional=True),
        Column("place", "行政区", value=lambda row: row.jurisdiction.name, sort="jurisdiction__path", hidden=True),
    )
    default_sort = ("rank", "jurisdiction__path", "order")
    empty = "方案印发后，这里列出每个单位收到多少项任务、签收了多少、谁还没有签收。"


class ReceiptTable(Table):
    key, caption, unit = "plan-receipts-tasks", "逐项签收情况", "条"
    columns = (
        Column("number", "序号", value=lambda row: row.task.number, sort="task__order", number=True, stay=True),
        Column(
            "task",
            "任务",
            value=lambda row: str(row.task),
            link=page_link("plans:task", "task_id"),
            search="task__text",
            place="title",
        ),
        Column("unit", "单位", filter="unit__name", search="unit__name", place="who"),
        Column(
            "state",
            "签收",
            value=lambda row: RECEIPT_LABELS[ReceiptState(row.state)],
            filter="state",
            choices=[(state.value, RECEIPT_LABELS[state]) for state in ReceiptState],
            sort="state",
            place="state",
        ),
        Column("due", "签收期限", template="plans/receipts/_due.html", sort="due", place="due"),
        Column("answered_by", "签收人", optional=True),
        Column("answered_at", "签收时间", sort="answered_at", optional=True),
        Column("objection", "异议", under=lambda row: row.decision and f"答复：{row.decision}", hidden=True),
    )
    default_sort = ("task__order", "unit__order")
    empty = UnitReceiptTable.empty


@require(Permission.SEE_PLANS)
def show_plan_receipts(request: Request, pk: int) -> HttpResponse:
    plan, today = _plan(request, pk), timezone.localdate()
    table = UnitReceiptTable(request, units_of(plan, actor=request.actor, on=today))
    return table.respond("plans/receipts/of_plan.html", _context(plan, today, "plan-receipts"))


@require(Permission.SEE_PLANS)
def list_plan_receipts(request: Request, pk: int) -> HttpResponse:
    plan, today = _plan(request, pk), timezone.localdate()
    table = ReceiptTable(request, receipts_of(plan, actor=request.actor, on=today))
    return table.respond("plans/receipts/of_plan.html", _context(plan, today, "plan-receipts-tasks"))


def _plan(request: Request, pk: int) -> Plan:
    return get_object_or_404(Plan.objects.visible_to(request.actor).select_related("jurisdiction"), pk=pk)


def _context(plan: Plan, today: date, tab: str) -> dict[str, Any]:
    tabs = [
        {"label": label, "url": reverse(f"plans:{name}", args=[plan.pk]), "count": None, "is_current": name == tab}
        for name, label in (("plan-receipts", "按单位"), ("plan-receipts-tasks", "按任务"))
    ]
    return {"plan": plan, "tabs": tabs, "today": today}
