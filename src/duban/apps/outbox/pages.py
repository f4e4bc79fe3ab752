"""What the pages of reminders are made of: a message in groups, the state of a way out, in words.

In: rows.  Out: values for templates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duban.apps.outbox.models import Delivery, Message, MessageState
from duban.apps.outbox.wording import GROUPS

_CSS = {"late": "late", "today": "near", "before": "near"}


@dataclass(frozen=True, slots=True)
class Line:
    kind: str
    title: str
    url: str
    due: date
    distance: str
    nearness: str


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A message with its lines, what is late first; `sent` says what became of the e-mail."""

    row: Message
    lines: list[Line]
    sent: str


def shown(message: Message) -> ShownMessage:
    order = list(GROUPS)
    items = sorted(message.items, key=lambda one: (order.index(one["when"]), one["due"]))
    lines = [
        Line(
            one["kind"],
            one["title"],
            one["url"],
            date.fromisoformat(one["due"]),
            one["distance"],
            _CSS[one["when"]],
        )
        for one in items
    ]
    return ShownMessage(message, lines, "；".join(map(in_words, message.deliveries.all())))


def in_words(row: Delivery) -> str:
    """电子邮件已发送; with the reason where it was not."""
    words = f"{row.get_channel_display()}{row.get_state_display()}"
    return f"{words}：{row.failure}" if row.failure and row.state != MessageState.SENT else words
