"""督查通报: all of them, drafts and issued; where one is begun."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.http import HttpResponse
from django.urls import reverse

from duban.apps.bulletins.queries.bulletins import bulletins_for
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DISPATCH, DispatchState
from duban.rulebook.permissions import Permission, can

S = DispatchState
_FIRST = (S.DRAFT, S.SUBMITTED, S.ISSUED, S.CORRECTED, S.VOID)


def _plans(actor: Actor) -> list[tuple[int, str]]:
    rows = bulletins_for(actor).order_by("-plan__year", "plan")
    return list(dict.fromkeys(rows.values_list("plan", "plan__title")))


def _receipts(row: Any) -> str:
    return f"{row.has_it}/{row.sent_to}" if row.sent_to else ""


class BulletinTable(Table):
    key, caption, unit = "bulletins", "督查通报", "期"
    columns = (
        Column(
            "title",
            "标题",
            value=lambda row: row.dispatch.title,
            link=page_link("bulletins:bulletin"),
            search=("dispatch__title", "dispatch__number", "dispatch__text"),
            stay=True,
            place="title",
        ),
        Column("number", "文号", value=lambda row: row.dispatch.number, sort="dispatch__number", place="figure"),
        Column("round", "轮次", value=lambda row: str(row.round or "按日"), sort="round__sequence", place="who"),
        Column("as_of", "数据截止日期", sort="as_of", filter="as_of", between="date", place="due"),
        Column(
            "state",
            "状态",
            value=lambda row: row.dispatch.get_state_display(),
            filter="dispatch__state",
            choices=DISPATCH.choices,
            sort="rank",
            place="state",
        ),
        Column("plan", "方案", filter="plan", choices=_plans, optional=True, wide=True),
        Column("dated", "成文日期", value=lambda row: row.dispatch.dated, sort="dispatch__dated", optional=True),
        Column("receipts", "签收", value=_receipts, optional=True),
        Column("made_by", "编写人", filter="made_by", optional=True, hidden=True),
    )
    default_sort = ("rank", "-as_of")
    standing = (("拟稿", "state=draft"), ("待签发", "state=submitted"), ("已印发", "state=issued&sort=-as_of"))
    empty = "印发给本单位的督查通报列在这里。"


@require(Permission.SEE_DISPATCHES)
def list_bulletins(request: Request) -> HttpResponse:
    order = (When(dispatch__state=state, then=Value(at)) for at, state in enumerate(_FIRST))
    table = BulletinTable(
        request, bulletins_for(request.actor).annotate(rank=Case(*order, output_field=IntegerField()))
    )
    writes = can(request.actor, Permission.WRITE_BULLETIN)
    if writes:
        table.empty = "各轮报送的督查通报列在这里：按数据起草，修改，送签，印发。点“编写通报”写第一期。"
    archive = f"{reverse('dispatch:dispatches')}?kind=bulletin"
    return table.respond("bulletins/list.html", {"writes": writes, "archive": archive})
