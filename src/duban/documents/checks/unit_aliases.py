"""One unit should have one name: 市发展和改革委员会 and 市发展和改革局 in one document are worth a question.

In: names with their places, in reading order.  Out: a diagnostic per group of names that may mean one unit.
Names of different levels, branches or towns are different bodies (市财政局 / 县财政局, 市公安局 / 市公安局交警支队).
Does not decide; a person does.
"""

from __future__ import annotations

from collections.abc import Iterable

from duban.documents.blocks import Place
from duban.documents.model import Diagnostic
from duban.documents.recognition.responsibility.keys import level_of, unit_key

_Places = dict[str, Place | None]


def unit_aliases(names: Iterable[tuple[str, Place | None]]) -> list[Diagnostic]:
    """Names that may mean one unit, all of a group in one diagnostic at its first place."""
    groups: dict[str, dict[str, _Places]] = {}
    for name, place in names:
        found = groups.setdefault(unit_key(name), {}).setdefault(level_of(name), {})
        if found.get(name) is None:
            found[name] = place
    diagnostics = []
    for levels in groups.values():
        for group in _same_level(levels):
            if len(group) > 1:
                diagnostics.append(_question(group))
    return diagnostics


def _same_level(levels: dict[str, _Places]) -> list[_Places]:
    """Names by level; those without one (市场监管局) join the only level there is."""
    named = [group for level, group in levels.items() if level]
    without = levels.get("", {})
    if len(named) != 1:
        return [*named, without]
    first = next(iter(levels)) == ""
    return [{**without, **named[0]} if first else {**named[0], **without}]


def _question(group: _Places) -> Diagnostic:
    quoted = "".join(f"“{name}”" for name in group)
    source = next((place for place in group.values() if place), None)
    return Diagnostic("warning", "unit-aliases", f"{quoted}可能是同一单位", source)
