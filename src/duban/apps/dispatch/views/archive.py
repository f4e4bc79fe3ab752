"""公文: what the office drafts and sent out; 收到的公文: what a unit was sent, to acknowledge one or several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Case, DateField, IntegerField, Q, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from duban.apps.dispatch.actions import receiving as actions
from duban.apps.dispatch.models import Copy
from duban.apps.dispatch.owing import due_of, due_shown
from duban.apps.dispatch.queries.archive import chosen_years, documents_for, received_by, series_of
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.table import BulkAction, Column, Table, page_link, selected
from duban.rulebook.dispatches import DISPATCH, DISPATCH_KINDS, DispatchState
from duban.rulebook.permissions import Permission, can
from duban.rulebook.roles import Role

_KINDS = [(kind.value, words) for kind, words in DISPATCH_KINDS.items()]
S = DispatchState
_FIRST_FOR_LEADERS = (S.SUBMITTED, S.DRAFT, S.ISSUED, S.CORRECTED, S.VOID)
_FIRST_FOR_OTHERS = (S.DRAFT, S.SUBMITTED, S.ISSUED, S.CORRECTED, S.VOID)


_OF_LEADERS = (("待签发", "state=submitted"), ("已印发", "state=issued&sort=-number"))


def _note(row: Any) -> str:
    if row.state == S.DRAFT and row.return_reason:
        return f"退回修改：{row.return_reason}"
    if row.corrects is not None:
        return f"更正{row.corrects.number}"
    return ""


def _receipts(row: Any) -> str:
    return f"{row.has_it}/{row.sent_to}" if row.sent_to else ""


class DispatchTable(Table):
    key, caption, unit = "dispatches", "公文", "件"
    columns = (
        Column(
            "title",
            "标题",
            link=page_link("dispatch:dispatch"),
            under=_note,
            search=("title", "number", "recipients", "text"),
            stay=True,
            place="title",
        ),
        Column("number", "文号", sort=("year", "code", "serial"), place="figure"),
        Column(
            "kind",
            "文种",
            value=lambda row: row.get_kind_display(),
            filter="kind",
            choices=_KINDS,
            sort="kind",
            place="who",
        ),
        Column(
            "state",
            "状态",
            value=lambda row: DISPATCH.labels[DispatchState(row.state)],
            filter="state",
            choices=DISPATCH.choices,
            sort="rank",
            place="state",
        ),
        Column("year", "年份", filter="year", choices=chosen_years, hidden=True),
        Column("dated", "成文日期", sort="dated", filter="dated", between="date", place="due"),
        Column(
            "letterhead", "发文机关", value=lambda row: row.letterhead.mark, filter="letterhead__code", optional=True
        ),
        Column("recipients", "主送", optional=True, wide=True),
        Column("receipts", "签收", value=_receipts, optional=True),
        Column("drafted_by", "拟稿人", filter="drafted_by", optional=True, hidden=True),
        Column("signed_by", "签发人", filter="signed_by", optional=True, hidden=True),
        Column("changed_at", "最近修改", sort="changed_at", optional=True, hidden=True),
    )
    default_sort = ("rank", "-changed_at")
    standing: Sequence[tuple[str, str]] = (
        ("拟稿", "state=draft"),
        ("待签发", "state=submitted"),
        ("已印发", "state=issued&sort=-number"),
    )
    empty = "督办单、督办函、通报、挂牌通知等公文列在这里：拟稿、送签、印发、送达、签收、更正。点“拟稿”写第一件。"


@require(Permission.SEE_DISPATCHES)
def list_dispatches(request: Request) -> HttpResponse:
    order = _FIRST_FOR_LEADERS if request.actor.role == Role.LEADER else _FIRST_FOR_OTHERS
    rank = Case(*(When(state=state, then=Value(at)) for at, state in enumerate(order)), output_field=IntegerField())
    table = DispatchTable(request, documents_for(request.actor).annotate(rank=rank))
    drafts = can(request.actor, Permission.DRAFT_DISPATCH)
    if not drafts:
        table.standing = _OF_LEADERS if request.actor.role == Role.LEADER else ()
        table.empty = "印发的公文列在这里；需要签发的，送签后列在最前面。"
    series = series_of(request.actor.jurisdiction) if drafts else []
    return table.respond("dispatch/documents/list.html", {"series": series, "drafts": drafts})


class CopyTable(Table):
    key, caption, unit = "copies", "收到的公文", "件"
    columns = (
        Column(
            "title",
            "标题",
            value=lambda row: row.dispatch.title,
            link=page_link("dispatch:dispatch", "dispatch_id"),
            under=lambda row: "已由后来的公文更正" if row.dispatch.state == S.CORRECTED else "",
            search=("dispatch__title", "dispatch__number", "dispatch__signatory"),
            stay=True,
            place="title",
        ),
        Column("number", "文号", value=lambda row: row.dispatch.number, sort="dispatch__number", place="figure"),
        Column(
            "signatory", "来文单位", value=lambda row: row.dispatch.signatory, filter="dispatch__signatory", place="who"
        ),
        Column(
            "kind",
            "文种",
            value=lambda row: row.dispatch.get_kind_display(),
            filter="dispatch__kind",
            choices=_KINDS,
            optional=True,
        ),
        Column(
            "state",
            "签收",
            value=lambda row: f"{row.acknowledged_by}已签收" if row.acknowledged_at else "待签收",
            filter="waits",
            choices=((1, "待签收"), (0, "已签收")),
            sort="waits",
            place="state",
        ),
        Column(
            "due",
            "签收期限",
            value=lambda row: due_shown(row, row.today),
            exported=lambda row: None if row.acknowledged_at else due_of(row.delivered_at),
            template="dispatch/documents/_due.html",
            sort="delivered_at",
            place="due",
        ),
        Column(
            "act",
            "办理",
            value=lambda row: "",
            template="dispatch/documents/_acknowledge.html",
        ),
        Column("delivered_at", "送达时间", sort="delivered_at", optional=True),
        Column("acknowledged_at", "签收时间", sort="acknowledged_at", optional=True, hidden=True),
        Column("unit", "收文单位", filter="unit__name", optional=True, hidden=True),
        Column("is_main", "方式", value=lambda row: "主送" if row.is_main else "抄送", optional=True, hidden=True),
    )
    default_sort = ("-waits", "-delivered_at")
    standing = (("待签收", "state=1"),)
    bulk = (BulkAction("签收", "dispatch:copies-acknowledge", Permission.ACKNOWLEDGE_DISPATCH),)
    empty = "督查室印发给本单位的督办单、通报等公文列在这里，请在两个工作日内签收。"


@require(Permission.ACKNOWLEDGE_DISPATCH)
def list_received(request: Request) -> HttpResponse:
    waits = Case(When(Q(acknowledged_at=None), then=Value(1)), default=Value(0), output_field=IntegerField())
    today = Value(timezone.localdate(), output_field=DateField())
    table = CopyTable(request, received_by(request.actor).annotate(waits=waits, today=today))
    return table.respond("dispatch/documents/received.html")


@require(Permission.ACKNOWLEDGE_DISPATCH)
@require_POST
def acknowledge_copies(request: Request) -> HttpResponse:
    return _acknowledged(request, list(selected(request, received_by(request.actor))))


@require(Permission.ACKNOWLEDGE_DISPATCH)
@require_POST
def acknowledge_copy(request: Request, pk: int) -> HttpResponse:
    return _acknowledged(request, [get_object_or_404(received_by(request.actor), pk=pk)])


def _acknowledged(request: Request, chosen: list[Copy]) -> HttpResponse:
    done = actions.acknowledge_copies(copies=chosen, at=timezone.now(), by=request.actor)
    if done:
        messages.success(request, f"已签收 {len(done)} 件公文。")
    else:
        messages.info(request, "所选公文此前已签收，不用再签。")
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe and back.startswith("/") else "dispatch:received")
