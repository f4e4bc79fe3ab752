"""A unit's name should have the form of one: 市财政局, 各镇政府; not 市机关事务管理, a word that lost its end.

In: names with their places, in reading order.  Out: one diagnostic per name in no known form.
"""

from __future__ import annotations

from collections.abc import Iterable

from duban.documents.blocks import Place
from duban.documents.model import Diagnostic
from duban.documents.recognition.responsibility.forms import looks_like_unit


def unknown_units(names: Iterable[tuple[str, Place | None]]) -> list[Diagnostic]:
    """Each name of unknown form once, at its first place."""
    first: dict[str, Place | None] = {}
    for name, place in names:
        if first.get(name) is None:
            first[name] = place
    return [
        Diagnostic("warning", "unknown-unit", f"“{name}”不像已知形式的单位名称", place)
        for name, place in first.items()
        if not looks_like_unit(name)
    ]
