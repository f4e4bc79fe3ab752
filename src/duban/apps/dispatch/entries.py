"""Where the sidebar leads into this application, and what is counted beside an entry."""

from __future__ import annotations

from duban.apps.dispatch.queries.waiting import count_to_acknowledge, count_to_sign
from duban.apps.web import navigation
from duban.rulebook.permissions import Permission
from duban.rulebook.roles import UNIT_WIDE, Role


def register_entries() -> None:
    navigation.register(
        group="办理",
        label="收到的公文",
        url_name="dispatch:received",
        permission=Permission.ACKNOWLEDGE_DISPATCH,
        order=1,
        count=count_to_acknowledge,
        seldom=(Role.OFFICE,),
    )
    navigation.register(
        group="督办",
        label="公文",
        url_name="dispatch:dispatches",
        permission=Permission.SEE_DISPATCHES,
        order=20,
        also=("dispatch:letterheads", "dispatch:wordings"),
        count=count_to_sign,
        seldom=tuple(UNIT_WIDE),
    )
