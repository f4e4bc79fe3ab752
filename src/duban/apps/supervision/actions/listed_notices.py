"""挂牌督办通知 and 摘牌通知: drafted from the case; when one is issued the case goes on the board, or comes off it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.dispatch.actions.drafting import draft_dispatch
from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.wording import fill, words_for
from duban.apps.organizations.changes import check_version
from duban.apps.organizations.labels.people import in_words
from duban.apps.supervision.actions.listed_board import (
    check_can_delist,
    check_can_list,
)
from duban.apps.supervision.actions.listed_drafts import bump, locked_listed, record_listed
from duban.apps.supervision.listed_words import acceptances_in_words, stages_in_words
from duban.apps.supervision.models import ListedCase
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.listings import LISTED_LEVELS, ListedLevel


@transaction.atomic
def draft_listing_notice(*, listed: ListedCase, at: datetime, seen: int | None = None, by: Actor) -> Dispatch:
    """Sent twice, it is one document."""
    row = locked_listed(listed)
    check_can_list(row, by)
    if row.listing is not None:
        return row.listing
    check_version(row, seen)
    row.listing = _drafted(row, DispatchKind.LISTING, _values_of_listing(row), at, by)
    return _kept(row, "listing", row.listing, by)


@transaction.atomic
def draft_delisting_notice(*, listed: ListedCase, at: datetime, seen: int | None = None, by: Actor) -> Dispatch:
    """After a relapse a new one: the old one was issued, and stays with the documents."""
    row = locked_listed(listed)
    check_can_delist(row, by, on=timezone.localtime(at).date())
    if row.delisting is not None and not row.delisting.is_issued:
        return row.delisting
    check_version(row, seen)
    row.delisting = _drafted(row, DispatchKind.DELISTING, _values_of_delisting(row), at, by)
    return _kept(row, "delisting", row.delisting, by)


def _drafted(row: ListedCase, kind: DispatchKind, values: dict[str, str], at: datetime, by: Actor) -> Dispatch:
    today = timezone.localtime(at).date()
    title, text = words_for(kind, row.jurisdiction, today)
    values = {**_values_everywhere(row, today), **values}
    return draft_dispatch(
        kind=kind,
        jurisdiction=row.jurisdiction,
        title=fill(title, values)[:200],
        recipients=row.unit.name,
        units=[row.unit],
        text=fill(text, values),
        copies=[row.supervisor] if row.supervisor else [],
        at=at,
        by=by,
    )


def _kept(row: ListedCase, field: str, dispatch: Dispatch, by: Actor) -> Dispatch:
    bump(row, field)
    record_listed("listed.notice_drafted", row, by, after={"公文": dispatch.get_kind_display()})
    return dispatch


def _values_everywhere(row: ListedCase, today: date) -> dict[str, str]:
    level = LISTED_LEVELS[ListedLevel(row.level)].removesuffix("挂牌")
    place = row.jurisdiction.name
    said = {"单位": row.unit.name, "事项": row.title, "级别": level, "行政区": place, "主送": row.unit.name}
    return {**said, "年份": str(today.year), "日期": in_words(today)}


def _values_of_listing(row: ListedCase) -> dict[str, str]:
    stages = list(row.stages.order_by("order"))
    due = row.due or stages[-1].ends
    monthly = f"整治责任单位每月{row.report_day}日前报送整治进展，直至摘牌。"
    return {
        "问题": row.problem,
        "依据": row.basis,
        "期限": in_words(due),
        "阶段": stages_in_words(stages),
        "月报要求": monthly,
    }


def _values_of_delisting(row: ListedCase) -> dict[str, str]:
    listing = row.listing.number if row.listing is not None and row.listing.number else row.basis
    return {"挂牌文号": listing, "验收情况": acceptances_in_words(row.acceptances.order_by("at", "pk"))}
