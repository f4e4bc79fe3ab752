"""What a reader learns of an event: an administrator nothing of a business decision but that there was one.

In: an event, the actor who reads.  Out: an `Account` of it in words: sentence, object, field by field before and after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from duban.apps.audit import labels, sentences
from duban.apps.audit.models import Event
from duban.rulebook import roles
from duban.rulebook.actors import Actor
from duban.rulebook.roles import Role

HIDDEN = "业务内容不向管理员显示"


@dataclass(frozen=True, slots=True)
class Change:
    """One field; a list keeps its parts, each a line."""

    field: str
    before: list[str]
    after: list[str]


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as `reader` may read it."""

    event: Event
    reader: Actor

    @property
    def is_hidden(self) -> bool:
        return self.reader.role in roles.ADMINISTRATORS and labels.is_content_hidden(self.event.verb)

    @property
    def sentence(self) -> str:
        return f"{self.family}：{HIDDEN}" if self.is_hidden else sentences.sentence(self.event)

    @property
    def family(self) -> str:
        return labels.family_word(self.event.verb)

    @property
    def target(self) -> str:
        return "" if self.is_hidden else self.event.target_name

    @property
    def note(self) -> str:
        return "" if self.is_hidden else self.event.note

    @property
    def role(self) -> str:
        return role_word(self.event.actor_role)

    @property
    def who(self) -> str:
        """Name and capacity: 督小青，督查室（青泽市人民政府办公室）."""
        event = self.event
        if not event.actor_role:
            return event.actor_name
        return f"{event.actor_name}，{self.role}（{event.actor_unit}）"

    @property
    def has_before(self) -> bool:
        """Whether there is anything to compare with."""
        return bool(self.event.before)

    @property
    def changes(self) -> list[Change]:
        """Every field that is named before or after."""
        if self.is_hidden:
            return []
        before, after = self.event.before, self.event.after
        return [Change(name, _lines(before.get(name)), _lines(after.get(name))) for name in {**before, **after}]


def role_word(role: str) -> str:
    return roles.LABELS[Role(role)] if role in roles.LABELS else "系统"


def _lines(value: Any) -> list[str]:
    parts = value if isinstance(value, list) else [value]
    return [sentences.in_words(part) for part in parts] if parts else []
