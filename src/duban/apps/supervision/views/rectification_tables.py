"""整改事项 as a table: by the day, with tabs for what waits."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, CharField, DateField, IntegerField, Q, Value, When

from duban.apps.plans.nearness import distance
from duban.apps.supervision import origins
from duban.apps.supervision.models.rectifications import RectificationQuerySet
from duban.apps.supervision.queries.rectifications import late
from duban.apps.web.table import BulkAction, Column, Table, page_link
from duban.rulebook.cases import RECTIFICATION
from duban.rulebook.cases import RectificationState as R
from duban.rulebook.permissions import Permission

_ORDER = (R.OPEN, R.DONE, R.VERIFIED, R.CANCELLED)
_WORDS = tuple((name, kind.word) for name, kind in origins.KINDS.items())


def _origin_words(row: Any) -> str:
    field, origin = origins.origin_of(row)
    return f"{origins.KINDS[field].word}：{origin}"


class RectificationTable(Table):
    key, caption, unit = "rectifications", "整改事项", "项"
    columns = (
        Column(
            "text",
            "整改事项",
            link=page_link("supervision:rectification"),
            under=_origin_words,
            search="text",
            stay=True,
            place="title",
        ),
        Column("unit", "整改单位", sort="unit__order", filter="unit__name", search="unit__name", place="who"),
        Column(
            "state",
            "状态",
            value=lambda row: RECTIFICATION.labels[R(row.state)],
            template="supervision/rectifications/_state.html",
            exported=lambda row: RECTIFICATION.labels[R(row.state)],
            sort="rank",
            filter="state",
            choices=RECTIFICATION.choices,
            place="state",
        ),
        Column("due", "整改期限", template="supervision/rectifications/_due.html", sort="due", place="due"),
        Column(
            "distance",
            "距期限",
            value=lambda row: distance(row.due, on=row.today) if row.state == R.OPEN else "",
            sort="due",
            hidden=True,
        ),
        Column(
            "origin",
            "来源",
            value=lambda row: dict(_WORDS)[row.origin],
            filter="origin",
            choices=_WORDS,
            optional=True,
        ),
        Column(
            "late",
            "逾期",
            value=lambda row: "逾期" if row.late else "",
            filter="late",
            choices=((1, "逾期"), (0, "未逾期")),
            hidden=True,
        ),
        Column("original_due", "原定期限", sort="original_due", hidden=True),
        Column("statement", "整改情况", hidden=True, wide=True),
        Column("returns", "退回次数", lambda row: row.returns or "", number=True, sort="returns", hidden=True),
        Column("relapses", "反弹次数", lambda row: row.relapses or "", number=True, sort="relapses", hidden=True),
    )
    bulk = (BulkAction("核查通过", "supervision:rectifications-verify", Permission.VERIFY_RECTIFICATION),)
    default_sort = ("rank", "due", "pk")
    standing = (("整改中", "state=open"), ("待核查", "state=done"), ("逾期", "late=1"))
    empty = "督办、约谈、督查、挂牌中要单位改正的事项，会列在这里，每项有期限，改完由督查室核查。"


def dressed(rows: RectificationQuerySet, on: date) -> RectificationQuerySet:
    """With what the columns ask for."""
    rank = Case(*(When(state=one, then=Value(at)) for at, one in enumerate(_ORDER)), output_field=IntegerField())
    kinds = (When(Q(**{f"{name}__isnull": False}), then=Value(name)) for name in origins.KINDS)
    return rows.annotate(
        rank=rank,
        late=Case(When(late(on), then=Value(1)), default=Value(0)),
        origin=Case(*kinds, output_field=CharField()),
        today=Value(on, output_field=DateField()),
    )
