"""Where the sidebar leads into this application, in the order of each group, and what is counted beside an entry."""

from __future__ import annotations

from collections.abc import Callable

from duban.apps.web import navigation
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.roles import Role

P = Permission

_ENTRIES: tuple[tuple[str, str, str, Permission, int, Callable[[Actor], int] | None, tuple[Role, ...]], ...] = ()


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
