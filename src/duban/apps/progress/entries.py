"""Where the sidebar leads into this application, in the order of each group, and what is counted beside an entry."""

from __future__ import annotations

from collections.abc import Callable

from duban.apps.progress.queries.review import count_to_review
from duban.apps.web import navigation
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission

P = Permission
_ENTRIES: tuple[tuple[str, str, str, Permission, int, Callable[[Actor], int] | None], ...] = (
    ("办理", "报送审核", "review", P.REVIEW_REPORT, 4, count_to_review),
    ("全局", "报送负担", "burden", P.SEE_BURDEN, 14, None),
)


def register_entries() -> None:
    for group, label, url_name, permission, order, count in _ENTRIES:
        name = f"progress:{url_name}"
        navigation.register(group=group, label=label, url_name=name, permission=permission, order=order, count=count)
