"""督办件: the queue by deadline; what waits for the reader first, each state a tab."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans.ledger import conditions
from duban.apps.plans.models import Responsibility
from duban.apps.supervision.actions.proposing import propose_cases
from duban.apps.supervision.models.cases import UNTOLD
from duban.apps.supervision.queries.case_rows import LEADER_ORDER, OFFICE_ORDER, UNIT_ORDER, dressed
from duban.apps.supervision.queries.case_rows import standing as clock_standing
from duban.apps.supervision.queries.cases import cases_for
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.table import BulkAction, Column, Table, page_link
from duban.rulebook.actors import Actor
from duban.rulebook.cases import CASE, LEVELS, TRIGGERS
from duban.rulebook.permissions import Permission, can
from duban.rulebook.tasks import ResponsibilityRole

P = Permission


def _led_by(actor: Actor, posts: Sequence[Any]) -> Q:
    rows = Responsibility.objects.filter(post__in=posts, role=ResponsibilityRole.LEADER, until=None)
    return Q(task__in=rows.values("task"))


def _states(actor: Actor) -> list[tuple[str, str]]:
    """A unit has never heard of those before it is served."""
    knows = can(actor, P.SERVE_CASE) or can(actor, P.APPROVE_CASE)
    return [(value, words) for value, words in CASE.choices if knows or value not in UNTOLD]


def _how_far(row: Any) -> str:
    found = clock_standing(row)
    return found.words if found else ""


class CaseTable(Table):
    key, caption, unit = "cases", "督办件", "件"
    columns = (
        Column(
            "subject",
            "事由",
            link=page_link("supervision:case"),
            under=lambda row: Truncator(row.reason).chars(90),
            search=("subject", "reason", "unit__name"),
            stay=True,
            wide=True,
            place="title",
        ),
        Column("unit", "督办对象", sort="unit__order", filter="unit__name", place="who"),
        Column(
            "level",
            "层级",
            value=lambda row: row.get_level_display(),
            filter="level",
            choices=[(one.value, words) for one, words in LEVELS.items()],
            place="figure",
        ),
        Column(
            "state",
            "状态",
            value=lambda row: row.get_state_display(),
            under=lambda row: "缘由已消除" if row.over else "",
            sort="rank",
            filter="state",
            choices=_states,
            place="state",
        ),
        Column(
            "due_at",
            "期限",
            value=clock_standing,
            exported=_how_far,
            template="progress/instructions/_due.html",
            sort="clock__due_at",
            place="due",
        ),
        Column("due", "期限时间", value=lambda row: row.clock.due_at if row.clock else None, hidden=True),
        Column(
            "late",
            "逾期",
            value=lambda row: "逾期" if row.late else "",
            filter="late",
            choices=((1, "逾期"), (0, "未逾期")),
            hidden=True,
        ),
        Column(
            "over",
            "缘由已消除",
            value=lambda row: "是" if row.over else "",
            filter="over",
            choices=((1, "是"), (0, "否")),
            hidden=True,
        ),
        Column(
            "trigger",
            "缘由",
            value=lambda row: row.get_trigger_display() or "人工提出",
            filter="trigger",
            choices=[(one.value, words) for one, words in TRIGGERS.items()],
            optional=True,
        ),
        Column("leader", "分管领导", filter=_led_by, choices=conditions.leaders, hidden=True),
        Column("served_at", "发出时间", sort="served_at", optional=True, hidden=True),
        Column("number", "文号", value=lambda row: row.dispatch.number if row.dispatch else "", hidden=True),
        Column("basis", "依据", optional=True, hidden=True, wide=True),
        Column("demand", "要求", optional=True, hidden=True, wide=True),
        Column("ending", "办结意见", optional=True, hidden=True, wide=True),
        Column("proposed_at", "提出时间", sort="proposed_at", optional=True, hidden=True),
    )
    default_sort = ("rank", "clock__due_at", "unit__order", "pk")
    standing: Sequence[tuple[str, str]] = (
        ("待反馈", "state=served"),
        ("待核查", "state=answered"),
        ("已逾期", "late=1&state=served"),
    )
    empty = "督办件列在这里：提醒、催办、督办单、约谈，各有期限，单位反馈后由督查室核查。"


class OfficeTable(CaseTable):
    """With what waits for a decision, and what is done with several at once."""

    bulk = (
        BulkAction("发出", "supervision:cases-serve", P.SERVE_CASE),
        BulkAction("不予督办", "supervision:cases-dismiss", P.SERVE_CASE),
        BulkAction("办结", "supervision:cases-end", P.VERIFY_CASE),
    )
    standing = (
        ("待决定", "state=proposed&sort=unit"),
        ("待印发", "state=drafted"),
        *CaseTable.standing,
        ("缘由已消除", "over=1"),
    )
    empty = (
        "按督办阶梯提出的建议和发出的督办件列在这里。每个工作日早上提出一次，由您决定是否发出；也可以在任务页面上发起。"
    )


@require(P.SEE_CASES)
def list_cases(request: Request) -> HttpResponse:
    actor = request.actor
    kind, order = _kind_of(actor)
    rows = dressed(cases_for(actor), timezone.now(), order)
    if not (can(actor, P.SERVE_CASE) or can(actor, P.APPROVE_CASE)):
        rows = rows.exclude(state__in=UNTOLD)
    context = {"may_propose": can(actor, P.SERVE_CASE), "may_set": can(actor, P.SET_LADDER)}
    return kind(request, rows).respond("supervision/cases/list.html", context)


@require(P.SERVE_CASE)
@require_POST
def propose(request: Request) -> HttpResponse:
    """By button, what the job does each morning."""
    place = get_object_or_404(Jurisdiction, pk=request.actor.jurisdiction)
    found = propose_cases(jurisdiction=place, on=timezone.localdate(), at=timezone.now(), by=request.actor)
    if found:
        messages.success(request, f"按督办阶梯提出 {len(found)} 件，请逐件决定。")
    else:
        messages.info(request, "没有新的建议：该提的都已提出，或今天不是工作日。")
    return redirect(f"{reverse('supervision:cases')}?state=proposed&sort=unit")


def _kind_of(actor: Actor) -> tuple[type[Table], tuple[Any, ...]]:
    if can(actor, P.SERVE_CASE):
        return OfficeTable, OFFICE_ORDER
    if can(actor, P.APPROVE_CASE):
        return LeaderTable, LEADER_ORDER
    return CaseTable, UNIT_ORDER


class LeaderTable(CaseTable):
    standing = (("待批准", "state=submitted"), *CaseTable.standing)
