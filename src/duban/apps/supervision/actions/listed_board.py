"""挂牌督办: put on the board, taken off it (摘牌销案), put on it again when the problem comes back (反弹)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.organizations.changes import check_version
from duban.apps.organizations.labels.people import in_words
from duban.apps.supervision.actions.listed_drafts import (
    LONGEST,
    bump,
    drop_months_after,
    locked_listed,
    record_listed,
)
from duban.apps.supervision.listed_months import bring_into_line
from duban.apps.supervision.listed_ways import way_of
from duban.apps.supervision.models import ListedCase, ListedStage
from duban.apps.supervision.queries.rectifications import unsettled
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.listings import LISTED, STEPS, ListedState
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.texts import required_text

RELAPSE_STAGE = "反弹整治阶段"


@transaction.atomic
def register_listing(
    *, listed: ListedCase, document: str, listed_on: date, at: datetime, seen: int | None = None, by: Actor
) -> ListedCase:
    """On the strength of a document that was issued elsewhere, by the office above."""
    row = locked_listed(listed)
    check_can_list(row, by)
    check_version(row, seen)
    document = _document(document)
    _check_past(listed_on, at, "listed_on")
    return put_on_board(row, by, document=document, listed_on=listed_on, at=at)


@transaction.atomic
def register_delisting(
    *, listed: ListedCase, document: str, delisted_on: date, at: datetime, seen: int | None = None, by: Actor
) -> ListedCase:
    """On the strength of a document that was issued elsewhere."""
    row = locked_listed(listed)
    check_can_delist(row, by, on=timezone.localtime(at).date())
    check_version(row, seen)
    document = _document(document)
    _check_past(delisted_on, at, "delisted_on")
    if row.listed_on is not None and delisted_on < row.listed_on:
        raise Invalid(f"摘牌日期不能早于挂牌日期{in_words(row.listed_on)}", "delisted_on")
    return take_off_board(row, by, document=document, delisted_on=delisted_on)


@transaction.atomic
def relist_case(
    *, listed: ListedCase, reason: str, due: date, at: datetime, seen: int | None = None, by: Actor
) -> ListedCase:
    """反弹: on the board again, with a stage of its own until the new day; the first day it was due by stays."""
    row = locked_listed(listed)
    check_can_relist(row, by)
    check_version(row, seen)
    reason, on = (
        required_text(reason, "reason", "请写明怎样反弹、怎样发现的", most=LONGEST),
        timezone.localtime(at).date(),
    )
    if due <= on:
        raise Invalid("新的整治期限应在今天以后", "due")
    order = max((one.order for one in row.stages.all()), default=0) + 1
    stage = {"begins": on, "ends": due, "original_ends": due, "work": reason}
    ListedStage.objects.create(listed_case=row, order=order, name=RELAPSE_STAGE, **stage)
    row.state, row.relistings = ListedState.LISTED, row.relistings + 1
    row.listed_on, row.listed_by, row.delisted_on, row.delisted_by, row.due = on, by.name, None, "", due
    bump(row, "state", "relistings", "listed_on", "listed_by", "delisted_on", "delisted_by", "due")
    bring_into_line(on=on, rows=[row])
    record_listed("listed.relisted", row, by, after={"整治期限": due, "反弹次数": row.relistings}, note=reason)
    return row


def put_on_board(row: ListedCase, by: Actor, *, document: str, listed_on: date, at: datetime) -> ListedCase:
    """What both ways of listing do; `row` is locked and checked."""
    row.state, row.listed_on, row.listed_by = ListedState.LISTED, listed_on, by.name
    row.basis = row.basis if document in row.basis else f"{row.basis}；{document}"[:300]
    bump(row, "state", "listed_on", "listed_by", "basis")
    bring_into_line(on=timezone.localtime(at).date(), rows=[row])
    after = {"整治责任单位": row.unit.name, "挂牌日期": listed_on, "文件": document}
    record_listed("listed.listed", row, by, after=after)
    return row


def take_off_board(row: ListedCase, by: Actor, *, document: str, delisted_on: date) -> ListedCase:
    row.state, row.delisted_on, row.delisted_by = ListedState.DELISTED, delisted_on, by.name
    bump(row, "state", "delisted_on", "delisted_by")
    drop_months_after(row, delisted_on)
    record_listed("listed.delisted", row, by, after={"摘牌日期": delisted_on, "文件": document})
    return row


def check_can_list(row: ListedCase, by: Actor) -> None:
    permissions.check_can(by, Permission.LIST_CASE, within=row.jurisdiction.path)
    check_listable(row)


def check_listable(row: ListedCase) -> None:
    LISTED.check_move(ListedState(row.state), ListedState.LISTED)
    if row.state != ListedState.DRAFT:
        raise Conflict(f"挂牌事项{row.get_state_display()}")
    if not row.stages.exists():
        raise Conflict("还没有整治阶段，请先从文件读取或手工填写")


def check_can_delist(row: ListedCase, by: Actor, *, on: date) -> None:
    permissions.check_can(by, Permission.DELIST_CASE, within=row.jurisdiction.path)
    check_delistable(row, on=on)


def check_delistable(row: ListedCase, *, on: date) -> None:
    way = way_of(row, on=on)
    if not way.is_accepted(row):
        last = STEPS[way.steps[-1]]
        raise Conflict(f"挂牌事项{row.get_state_display()}，{last}通过以后才能摘牌")
    if (count := unsettled(row).count()) > 0:
        raise Conflict(f"还有{count}个整改事项没有核查通过，不能摘牌")


def check_can_relist(row: ListedCase, by: Actor) -> None:
    permissions.check_can(by, Permission.LIST_CASE, within=row.jurisdiction.path)
    if row.state != ListedState.DELISTED:
        raise Conflict(f"挂牌事项{row.get_state_display()}，摘牌以后反弹的才重新挂牌")


def _document(words: str) -> str:
    return required_text(words, "document", "请写明文件名称和文号", most=150)


def _check_past(day: date, at: datetime, field: str) -> None:
    if day > timezone.localtime(at).date():
        raise Invalid("日期不能晚于今天", field)
