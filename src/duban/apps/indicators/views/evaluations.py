"""指标通报和评估: all of them, drafts and issued; of which set one is begun."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from duban.apps.indicators.actions.evaluations import check_can_write
from duban.apps.indicators.evaluating.periods import period_words
from duban.apps.indicators.queries.evaluations import evaluations_for, sets_to_tell
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DISPATCH, DispatchState
from duban.rulebook.indicators import EVALUATION_KINDS
from duban.rulebook.permissions import Permission, can, why_not

S = DispatchState
_FIRST = (S.DRAFT, S.SUBMITTED, S.ISSUED, S.CORRECTED, S.VOID)


def _sets(actor: Actor) -> list[tuple[int, str]]:
    rows = evaluations_for(actor).order_by("-indicator_set__ends", "indicator_set")
    return list(dict.fromkeys(rows.values_list("indicator_set", "indicator_set__title")))


def _receipts(row: Any) -> str:
    return f"{row.has_it}/{row.sent_to}" if row.sent_to else ""


class EvaluationTable(Table):
    key, caption, unit = "indicator-evaluations", "指标通报和评估", "件"
    columns = (
        Column(
            "title",
            "标题",
            value=lambda row: row.dispatch.title,
            link=page_link("indicators:evaluation"),
            search=("dispatch__title", "dispatch__number", "dispatch__text"),
            stay=True,
            place="title",
        ),
        Column("number", "文号", value=lambda row: row.dispatch.number, sort="dispatch__number", place="figure"),
        Column(
            "kind",
            "类别",
            value=lambda row: row.get_kind_display(),
            filter="kind",
            choices=[(one.value, words) for one, words in EVALUATION_KINDS.items()],
            place="who",
        ),
        Column("period", "数据截至", value=lambda row: period_words(row.year, row.month), sort="year", place="due"),
        Column(
            "state",
            "状态",
            value=lambda row: row.dispatch.get_state_display(),
            filter="dispatch__state",
            choices=DISPATCH.choices,
            sort="rank",
            place="state",
        ),
        Column(
            "set", "指标体系", value=lambda row: row.indicator_set, filter="indicator_set", choices=_sets, wide=True
        ),
        Column("dated", "成文日期", value=lambda row: row.dispatch.dated, sort="dispatch__dated", optional=True),
        Column("receipts", "签收", value=_receipts, optional=True),
        Column("made_by", "编写人", filter="made_by", optional=True, hidden=True),
    )
    default_sort = ("rank", "-year", "-month")
    standing = (("拟稿", "state=draft"), ("待签发", "state=submitted"), ("已印发", "state=issued"))
    empty = "印发给本单位的指标监测通报、中期评估、终期评估列在这里。"


@require(Permission.SEE_DISPATCHES)
def list_evaluations(request: Request) -> HttpResponse:
    order = (When(dispatch__state=state, then=Value(at)) for at, state in enumerate(_FIRST))
    rows = evaluations_for(request.actor).annotate(rank=Case(*order, output_field=IntegerField()))
    table = EvaluationTable(request, rows)
    writes = can(request.actor, Permission.EVALUATE_INDICATORS)
    if writes:
        table.empty = "指标的监测通报、中期评估、终期评估列在这里：按数据起草，修改，送签，印发。"
        table.empty_action = ("编写", reverse("indicators:evaluation-begin"))
    return table.respond("indicators/evaluations/list.html", {"writes": writes})


@require(Permission.EVALUATE_INDICATORS)
def choose_set(request: Request) -> HttpResponse:
    """Of which set; one that cannot be told of says why."""
    sets = [(one, why_not(check_can_write, one, request.actor)) for one in sets_to_tell(request.actor)]
    return render(request, "indicators/evaluations/begin.html", {"sets": sets})
