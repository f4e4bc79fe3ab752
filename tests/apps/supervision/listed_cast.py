"""A listed case of a county's town, drafted by the city's office, in any state; and what is done with it.

In: the standing city.  Out: rows by the actions themselves, so that the record holds what they leave.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from cast import City
from duban.apps.supervision.actions.listed_acceptance import Finding, accept_step, self_check
from duban.apps.supervision.actions.listed_board import register_delisting, register_listing
from duban.apps.supervision.actions.listed_drafts import Listing, StageDraft, draft_listing, take_stages
from duban.apps.supervision.models import ListedCase
from duban.rulebook.listings import ListedLevel

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)
PAPER = "《关于挂牌督办火灾高风险区域的通知》（青府办〔2026〕5号）"
STAGES = (
    StageDraft("动员部署阶段", date(2026, 3, 1), date(2026, 3, 31), "召开动员会。"),
    StageDraft("集中整治阶段", date(2026, 4, 1), date(2026, 8, 31), "全面排查整治。"),
    StageDraft("巩固提高阶段", date(2026, 9, 1), date(2026, 9, 30), "查漏补缺。"),
    StageDraft("迎接验收阶段", date(2026, 10, 1), date(2026, 10, 31), "做好验收准备。"),
)
FOUND = Finding(date(2026, 10, 10), True, "现场检查，已全部整改。", "督小青、沈临川")


def listing(city: City, unit: str = "石桥镇政府", **given: Any) -> Listing:
    told = {
        "title": "石桥镇老街火灾隐患",
        "problem": "消防通道占用12处。",
        "level": ListedLevel.CITY,
        "unit": city.units[unit],
        "basis": "市安委办检查通报",
        "supervisor": city.units["发改"],
        "due": date(2026, 10, 31),
    }
    return Listing(**{**told, **given})


def drafted(
    city: City, unit: str = "石桥镇政府", *, who: str = "office", place: str = "青泽市", **given: Any
) -> ListedCase:
    return draft_listing(
        jurisdiction=city.places[place], listing=listing(city, unit, **given), at=AT, by=city.actor(who)
    )


def staged(city: City, unit: str = "石桥镇政府", **given: Any) -> ListedCase:
    row = drafted(city, unit, **given)
    return take_stages(listed=row, stages=STAGES, by=city.actor(given.get("who", "office")))


def listed(city: City, unit: str = "石桥镇政府", **given: Any) -> ListedCase:
    row = staged(city, unit, **given)
    by = city.actor(given.get("who", "office"))
    return register_listing(listed=row, document=PAPER, listed_on=date(2026, 3, 2), at=AT, by=by)


def checked(city: City, row: ListedCase, *, who: str = "town_liaison", **given: Any) -> ListedCase:
    found = Finding(**{**{name: getattr(FOUND, name) for name in FOUND.__slots__}, **given})
    self_check(listed=row, found=found, at=LATER, by=city.actor(who))
    return ListedCase.objects.get(pk=row.pk)


def accepted(city: City, row: ListedCase, who: str, **given: Any) -> ListedCase:
    items = given.pop("items", ())
    found = Finding(**{**{name: getattr(FOUND, name) for name in FOUND.__slots__}, **given})
    accept_step(listed=row, found=found, items=items, at=LATER, by=city.actor(who))
    return ListedCase.objects.get(pk=row.pk)


def delisted(city: City) -> ListedCase:
    row = checked(city, listed(city))
    row = accepted(city, accepted(city, row, "county_office"), "office")
    at = LATER + timedelta(days=3)
    return register_delisting(
        listed=row, document="摘牌通知", delisted_on=date(2026, 10, 15), at=at, by=city.actor("office")
    )
