"""Where the sidebar leads into this application."""

from __future__ import annotations

from duban.apps.outbox.queries.messages import count_unread
from duban.apps.web import navigation
from duban.rulebook.permissions import Permission


def register_entries() -> None:
    navigation.register(
        group=navigation.OWN,
        label="提醒",
        url_name="outbox:messages",
        permission=Permission.RECEIVE_REMINDERS,
        count=count_unread,
    )
    navigation.register(
        group="管理", label="群机器人", url_name="outbox:robots", permission=Permission.SET_REMINDERS, order=80
    )
