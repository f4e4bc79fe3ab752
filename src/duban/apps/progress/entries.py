"""Where the sidebar leads into this application, in the order of each group, and what is counted beside an entry."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from duban.apps.progress.queries import adjustments, closures, contributions, implementation, instructions
from duban.apps.progress.queries.own_reports import count_open
from duban.apps.progress.queries.review import count_to_review
from duban.apps.web import navigation
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.roles import BUSINESS, Role

P = Permission


def _adjustments(actor: Actor) -> int:
    """Who is in charge of a task is asked of today."""
    return adjustments.count_waiting(actor, on=timezone.localdate())


_ENTRIES: tuple[tuple[str, str, str, Permission, int, Callable[[Actor], int] | None], ...] = (
    ("办理", "批示", "instructions", P.SEE_PLANS, 7, instructions.count_waiting),
    ("办理", "待填报", "reports", P.WRITE_REPORT, 3, count_open),
    ("办理", "报送审核", "review", P.REVIEW_REPORT, 4, count_to_review),
    ("办理", "配合材料", "contributions", P.WRITE_CONTRIBUTION, 6, contributions.count_waiting),
    ("办理", "落实方案", "plans-due", P.WRITE_IMPLEMENTATION_PLAN, 5, implementation.count_waiting),
    ("办理", "调整申请", "adjustments", P.SEE_PLANS, 8, _adjustments),
    ("办理", "销号", "closures", P.SEE_PLANS, 9, closures.count_waiting),
    ("全局", "报送情况", "rounds", P.SEE_PLANS, 12, None),
    ("全局", "报送负担", "burden", P.SEE_BURDEN, 14, None),
    ("管理", "督办规则", "practice", P.SET_PRACTICE, 55, None),
)
_SELDOM: dict[str, tuple[Role, ...]] = {  # the office's own unit is asked for little
    "reports": (Role.OFFICE,),
    "contributions": (Role.OFFICE,),
    "burden": tuple(BUSINESS),
    "practice": (Role.OFFICE,),
}


def register_entries() -> None:
    for group, label, url_name, permission, order, count in _ENTRIES:
        name = f"progress:{url_name}"
        navigation.register(
            group=group,
            label=label,
            url_name=name,
            permission=permission,
            order=order,
            count=count,
            seldom=_SELDOM.get(url_name, ()),
        )
