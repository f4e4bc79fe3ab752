"""Where the sidebar leads into this application, in the order of each group, and what is counted beside an entry."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from duban.apps.indicators.queries import owed_figures
from duban.apps.web import navigation
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.roles import Role

P = Permission


def _owed_figures(actor: Actor) -> int:
    """A figure is asked for once its period has ended."""
    return owed_figures.count_waiting(actor, on=timezone.localdate())


_ENTRIES: tuple[tuple[str, str, str, Permission, int, Callable[[Actor], int] | None, tuple[Role, ...]], ...] = (
    ("全局", "指标", "sets", P.SEE_INDICATORS, 13, None, ()),
    ("办理", "填报指标", "owed", P.ENTER_OBSERVATION, 6, _owed_figures, ()),
)


def register_entries() -> None:
    for group, label, url_name, permission, order, count, seldom in _ENTRIES:
        navigation.register(
            group=group,
            label=label,
            url_name=f"indicators:{url_name}",
            permission=permission,
            order=order,
            count=count,
            seldom=seldom,
        )
