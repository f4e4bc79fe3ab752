"""How each action of listed cases is tried: on what, with what; merged into `CALLS`.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from duban.apps.supervision.actions.listed_acceptance import Finding
from duban.apps.supervision.actions.listed_drafts import Listing, StageDraft
from duban.apps.supervision.models import ListedCase, ListedReport, ListedStage, Rectification
from duban.rulebook.listings import ListedLevel, ListedState
from pages.scene import Scene

AT = datetime(2026, 4, 14, 2, 0, tzinfo=UTC)
ON = date(2026, 4, 14)
FOUND = Finding(date(2026, 4, 13), True, "现场检查，已全部整改。")
Arguments = dict[str, Any]


def _case(scene: Scene, state: ListedState = ListedState.LISTED) -> ListedCase:
    row: ListedCase = scene.of("listed_case")
    row.state = state
    if state is ListedState.DELISTED:
        row.delisted_on = ON
    row.save()
    return row


def _listing(scene: Scene) -> Listing:
    return Listing("城南市场隐患", "通道占用。", ListedLevel.CITY, scene.of("unit"), "检查通报")


def _done(scene: Scene) -> ListedStage:
    one: ListedStage = scene.of("listed_stage")
    one.done_on = ON
    one.save()
    return one


def _submitted(scene: Scene) -> ListedReport:
    row: ListedReport = scene.of("submitted_month")
    return row


def _accepted(scene: Scene) -> ListedCase:
    Rectification.objects.filter(listed_case__isnull=False).delete()
    return _case(scene, ListedState.CITY_ACCEPTED)


_ACTIONS = "supervision.listed_"
LISTED_CALLS: dict[str, Callable[[Scene, str], Arguments]] = {
    f"{_ACTIONS}drafts.draft_listing": lambda scene, who: {
        "jurisdiction": scene.of("place"),
        "listing": _listing(scene),
        "at": AT,
    },
    f"{_ACTIONS}drafts.edit_listing": lambda scene, who: {
        "listed": _case(scene, ListedState.DRAFT),
        "listing": _listing(scene),
    },
    f"{_ACTIONS}drafts.take_stages": lambda scene, who: {
        "listed": _case(scene, ListedState.DRAFT),
        "stages": [StageDraft("集中整治阶段", None, date(2026, 6, 30))],
    },
    f"{_ACTIONS}drafts.withdraw_listing": lambda scene, who: {"listed": _case(scene), "reason": "有误。", "at": AT},
    f"{_ACTIONS}notices.draft_listing_notice": lambda scene, who: {
        "listed": _case(scene, ListedState.DRAFT),
        "at": AT,
    },
    f"{_ACTIONS}notices.draft_delisting_notice": lambda scene, who: {"listed": _accepted(scene), "at": AT},
    f"{_ACTIONS}board.register_listing": lambda scene, who: {
        "listed": _case(scene, ListedState.DRAFT),
        "document": "挂牌通知",
        "listed_on": ON,
        "at": AT,
    },
    f"{_ACTIONS}board.register_delisting": lambda scene, who: {
        "listed": _accepted(scene),
        "document": "摘牌通知",
        "delisted_on": ON,
        "at": AT,
    },
    f"{_ACTIONS}board.relist_case": lambda scene, who: {
        "listed": _case(scene, ListedState.DELISTED),
        "reason": "反弹。",
        "due": date(2026, 12, 31),
        "at": AT,
    },
    f"{_ACTIONS}stages.finish_stage": lambda scene, who: {
        "stage": scene.of("listed_stage"),
        "statement": "已完成。",
        "done_on": ON,
        "at": AT,
    },
    f"{_ACTIONS}stages.reopen_stage": lambda scene, who: {"stage": _done(scene), "reason": "还差2处。"},
    f"{_ACTIONS}stages.extend_stage": lambda scene, who: {
        "stage": scene.of("listed_stage"),
        "ends": date(2026, 4, 30),
        "reason": "汛期。",
    },
    f"{_ACTIONS}stages.extend_listed": lambda scene, who: {
        "listed": _case(scene),
        "due": date(2026, 12, 31),
        "reason": "汛期。",
    },
    f"{_ACTIONS}reports.submit_listed_report": lambda scene, who: {
        "report": scene.of("listed_report"),
        "text": "已整改8处。",
        "at": AT,
    },
    f"{_ACTIONS}reports.accept_listed_report": lambda scene, who: {"report": _submitted(scene), "at": AT},
    f"{_ACTIONS}reports.return_listed_report": lambda scene, who: {
        "report": _submitted(scene),
        "opinion": "请附照片。",
        "at": AT,
    },
    f"{_ACTIONS}acceptance.self_check": lambda scene, who: {"listed": _case(scene), "found": FOUND, "at": AT},
    f"{_ACTIONS}acceptance.accept_step": lambda scene, who: {
        "listed": _case(scene, ListedState.SELF_CHECKED),
        "found": FOUND,
        "at": AT,
    },
    f"{_ACTIONS}acceptance.visit_again": lambda scene, who: {
        "listed": _case(scene, ListedState.DELISTED),
        "found": FOUND,
        "at": AT,
    },
}
