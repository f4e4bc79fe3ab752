"""约谈 as a table: what is to be arranged and held first."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.utils import timezone

from duban.apps.supervision.models.interviews import InterviewQuerySet
from duban.apps.supervision.queries.rectifications import LIVE
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.cases import INTERVIEW
from duban.rulebook.cases import InterviewState as V

_ORDER = (V.SCHEDULED, V.PROPOSED, V.HELD, V.CLOSED, V.CANCELLED)


def _promises(row: Any) -> str:
    return f"{row.items_asked - row.items_left}/{row.items_asked}" if row.items_asked else ""


class InterviewTable(Table):
    key, caption, unit = "interviews", "约谈", "次"
    columns = (
        Column(
            "name",
            "约谈",
            value=str,
            link=page_link("supervision:interview"),
            under=lambda row: row.reason,
            search=("reason", "unit__name"),
            stay=True,
            place="title",
        ),
        Column("unit", "约谈单位", sort="unit__order", filter="unit__name", hidden=True),
        Column(
            "state",
            "状态",
            value=lambda row: INTERVIEW.labels[V(row.state)],
            sort="rank",
            filter="state",
            choices=INTERVIEW.choices,
            place="state",
        ),
        Column(
            "planned_at",
            "约谈时间",
            template="supervision/interviews/_when.html",
            sort="planned_at",
            place="due",
        ),
        Column("chair", "主持人", filter="chair", search="chair", place="who"),
        Column("place", "地点", optional=True),
        Column("promises", "承诺已落实", value=_promises, optional=True),
        Column("basis", "依据", hidden=True, wide=True),
        Column(
            "proposed_at",
            "提出日期",
            value=lambda row: timezone.localtime(row.proposed_at).date(),
            sort="proposed_at",
            hidden=True,
        ),
    )
    default_sort = ("rank", "planned_at", "-proposed_at", "pk")
    standing = (("待安排", "state=proposed"), ("已安排", "state=scheduled"), ("已约谈", "state=held"))
    empty = "督办阶梯提出的、督查室提出的约谈，会列在这里：安排时间和参加人员，发约谈通知，记录承诺事项，落实后办结。"


def dressed(rows: InterviewQuerySet, now: Any) -> InterviewQuerySet:
    """With what the columns ask for."""
    rank = Case(*(When(state=one, then=Value(at)) for at, one in enumerate(_ORDER)), output_field=IntegerField())
    left = Count("items", filter=Q(items__state__in=LIVE))
    asked = Count("items", filter=~Q(items__state="cancelled"))
    today = timezone.localtime(now).date()
    return rows.annotate(rank=rank, items_left=left, items_asked=asked, today=Value(today))
