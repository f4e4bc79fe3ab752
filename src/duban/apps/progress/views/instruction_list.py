"""批示: what waits first; a unit sees its own, leaders and the office those of their tasks."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, DateTimeField, IntegerField, Q, Value, When
from django.http import HttpResponse
from django.utils import timezone

from duban.apps.progress.models.instructions import InstructionQuerySet
from duban.apps.progress.queries.clocks import late, standing_of, stopped_since
from duban.apps.progress.queries.instructions import instructions_for
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.clocks import Standing
from duban.rulebook.permissions import Permission, can
from duban.rulebook.requests import INSTRUCTION
from duban.rulebook.requests import InstructionState as State

_FIRST_FOR_UNITS = (State.GIVEN, State.ANSWERED, State.SETTLED, State.WITHDRAWN)
_FIRST_FOR_OTHERS = (State.ANSWERED, State.GIVEN, State.SETTLED, State.WITHDRAWN)


def _standing(row: Any) -> Standing | None:
    return None if row.state == State.WITHDRAWN else standing_of(row.clock, stopped=row.stopped_at, at=row.now)


def _how_far(row: Any) -> str:
    standing = _standing(row)
    return standing.words if standing else ""


class InstructionTable(Table):
    key, caption, unit = "instructions", "批示", "件"
    columns = (
        Column(
            "text",
            "批示",
            link=page_link("progress:instruction"),
            under=lambda row: f"第{row.task.number}项　{row.task}" if row.task.number else str(row.task),
            search=("text", "task__text"),
            stay=True,
            place="title",
        ),
        Column("unit", "办理单位", sort="unit__order", filter="unit__name", search="unit__name", place="who"),
        Column("leader", "批示领导", filter="leader", search="leader"),
        Column(
            "state",
            "状态",
            value=lambda row: INSTRUCTION.labels[State(row.state)],
            sort="rank",
            filter="state",
            choices=INSTRUCTION.choices,
            place="state",
        ),
        Column(
            "due_at",
            "期限",
            value=_standing,
            exported=_how_far,
            template="progress/instructions/_due.html",
            sort="clock__due_at",
            place="due",
        ),
        Column("due", "期限时间", value=lambda row: row.clock.due_at, sort="clock__due_at", hidden=True),
        Column(
            "late",
            "逾期",
            value=lambda row: "逾期" if row.late else "",
            filter="late",
            choices=((1, "逾期"), (0, "未逾期")),
            hidden=True,
        ),
        Column(
            "given_at",
            "批示日期",
            value=lambda row: timezone.localtime(row.given_at).date(),
            sort="given_at",
            optional=True,
        ),
    )
    default_sort = ("rank", "clock__due_at", "pk")
    standing = (("待办理", "state=given"), ("已反馈", "state=answered"), ("逾期", "late=1"))
    empty = "领导在任务上写了批示，会列在这里，由办理单位在期限内反馈。领导打开任务，点“批示”。"


@require(Permission.SEE_PLANS)
def list_instructions(request: Request) -> HttpResponse:
    now = timezone.now()
    settles = can(request.actor, Permission.SETTLE_INSTRUCTION)
    order = _FIRST_FOR_OTHERS if settles else _FIRST_FOR_UNITS
    table = InstructionTable(request, _dressed(instructions_for(request.actor), order, now))
    return table.respond("progress/instructions/list.html")


def _dressed(rows: InstructionQuerySet, order: tuple[State, ...], now: Any) -> InstructionQuerySet:
    rank = Case(*(When(state=state, then=Value(at)) for at, state in enumerate(order)), output_field=IntegerField())
    is_late = Case(When(late(now) & ~Q(state=State.WITHDRAWN), then=Value(1)), default=Value(0))
    related = rows.select_related("task", "unit", "clock").defer("task__search", "task__grams")
    moments = {"now": Value(now, output_field=DateTimeField()), "stopped_at": stopped_since()}
    return related.annotate(rank=rank, late=is_late, **moments)
