"""What a search finds: hits of one kind, with whether there are more than are shown."""

from __future__ import annotations

from dataclasses import dataclass

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Hit:
    text: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """`more`: there are others beyond those shown; `all_url`: where all of them stand."""

    label: str
    hits: list[Hit]
    more: bool = False
    all_url: str = ""


def kind_of(label: str, hits: list[Hit]) -> Kind:
    return Kind(label, hits[:SHOWN], more=len(hits) > SHOWN)
