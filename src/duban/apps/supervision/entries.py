"""Where the sidebar leads into this application, in the order of each group, and what is counted beside an entry."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from duban.apps.supervision.queries import cases, inspections, interviews, listed, rectifications
from duban.apps.web import navigation
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.roles import UNIT_WIDE, Role

P = Permission


def _interviews(actor: Actor) -> int:
    return interviews.count_waiting(actor, at=timezone.now())


_ENTRIES: tuple[tuple[str, str, str, Permission, int, Callable[[Actor], int] | None, tuple[Role, ...]], ...] = (
    ("督办", "督办件", "cases", P.SEE_CASES, 10, cases.count_waiting, (Role.READER,)),
    ("督办", "约谈", "interviews", P.SEE_CASES, 13, _interviews, (Role.READER, Role.UNIT_HEAD, Role.LIAISON)),
    ("督办", "整改事项", "rectifications", P.SEE_CASES, 12, rectifications.count_waiting, (Role.READER, Role.LEADER)),
    ("督办", "挂牌督办", "listed-cases", P.SEE_CASES, 14, listed.count_waiting, (Role.UNIT_HEAD, Role.LIAISON)),
    ("督办", "督查", "inspections", P.SEE_CASES, 15, inspections.count_waiting, (Role.READER, *UNIT_WIDE)),
)


def register_entries() -> None:
    for group, label, url_name, permission, order, count, seldom in _ENTRIES:
        navigation.register(
            group=group,
            label=label,
            url_name=f"supervision:{url_name}",
            permission=permission,
            order=order,
            count=count,
            seldom=seldom,
        )
