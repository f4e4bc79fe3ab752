"""What an event reads like: each application registers its verbs with a Chinese sentence.

In: an event.  Out: words for a history. A template may name {target}, {note}, {before[…]} and {after[…]}.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from duban.apps.audit.models import Event

NOTHING = "（空）"
_SENTENCES: dict[str, str] = {}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})", re.ASCII)


def register(templates: Mapping[str, str]) -> None:
    _SENTENCES.update(templates)


def check_registered(verb: str) -> None:
    """A verb without a sentence is a defect of the action that records it."""
    if verb not in _SENTENCES:
        raise LookupError(f"no sentence is registered for the event {verb}")


def registered() -> dict[str, str]:
    return dict(_SENTENCES)


def sentence(event: Event) -> str:
    """The event in words, without who and when: 把“市金融局”更名为“市金融工作局”."""
    template = _SENTENCES.get(event.verb, event.verb)
    return template.format(
        target=event.target_name, note=event.note, before=_Words(event.before), after=_Words(event.after)
    )


def in_words(value: Any) -> str:
    """A recorded value as it is read: 2026年3月1日 for a date, 是 for true, a list with 、 between its parts."""
    match value:
        case _ if value in (None, "", [], {}):
            return NOTHING
        case bool():
            return "是" if value else "否"
        case list():
            return "、".join(in_words(part) for part in value)
        case dict():
            return "；".join(f"{name}：{in_words(part)}" for name, part in value.items())
        case str() if _DAY.fullmatch(value) or _MOMENT.fullmatch(value):
            return _time_in_words(value)
    return str(value)


@dataclass(frozen=True, slots=True)
class _Words:
    """Values as a template reads them, each put into words when it is named."""

    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> str:
        return in_words(self.values.get(name))


def _time_in_words(value: str) -> str:
    """What only looks like a day, as a name may (2026-02-30), stays as it is."""
    try:
        if _DAY.fullmatch(value):
            return _day(date.fromisoformat(value))
        moment = timezone.localtime(datetime.fromisoformat(value))
    except (ValueError, OverflowError):
        return value
    return f"{_day(moment)} {moment:%H:%M}"


def _day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"
