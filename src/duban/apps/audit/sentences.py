"""What an event reads like: each application registers its verbs with a Chinese sentence.

In: an event.  Out: words for a history. A template may name {target}, {note}, {before[…]} and {after[…]}.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from duban.apps.audit.models import Event

_SENTENCES: dict[str, str] = {}


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
        target=event.target_name, note=event.note, before=_words(event.before), after=_words(event.after)
    )


def _words(values: Mapping[str, Any]) -> defaultdict[str, str]:
    return defaultdict(
        lambda: "（空）", {name: str(value) for name, value in values.items() if value not in (None, "")}
    )
