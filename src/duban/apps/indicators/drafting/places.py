"""Which words of the source each value of an indicator was read from, as closely as they can be told.

In: an indicator as the core read it, the text.  Out: {"name": [[start, end]], "targets": […], …}, spans of the text.
The core says where the indicator and each of its tasks stand; within, the values are looked for in reading order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duban.apps.plans.drafting.places import Span, narrowed
from duban.documents.blocks import Place
from duban.documents.model import IndicatorDraft, IndicatorTask


def places_of(read: IndicatorDraft, text: str) -> dict[str, list[Span]]:
    """The spans of every value that was found; tasks have their own."""
    if read.source is None:
        return {}
    words = _Words(text, read.source, [task.source for task in read.tasks if task.source])
    places: dict[str, list[Span]] = {"name": words.find(read.name)}
    if read.measurement_unit not in ("%", ""):
        places["unit"] = words.find(read.measurement_unit, goes_on=False)
    if read.baseline is not None:
        places["baseline"] = words.find(read.baseline.text)
    places["targets"] = [span for told in dict.fromkeys(one.text for one in read.targets) for span in words.find(told)]
    places["figures"] = [span for one in read.figures for span in words.find(one.text)]
    for role, names in (("lead", read.lead), ("support", read.support)):
        places[role] = words.all_of(names)
    places["tasks"] = [[task.source.start, task.source.end] for task in read.tasks if task.source]
    return {name: spans for name, spans in places.items() if spans}


def places_of_task(read: IndicatorTask, text: str) -> dict[str, list[Span]]:
    if read.source is None:
        return {}
    whole = [[read.source.start, read.source.end]]
    places = {"text": whole}
    for role, names in (("lead", read.lead), ("support", (*read.support, *read.implement))):
        if names:
            places[role] = narrowed(names, whole, text)
    return places


_FIGURE = "0123456789."


class _Words:
    """What stands in the indicator's own words, outside its tasks; blanks do not count."""

    def __init__(self, text: str, source: Place, tasks: Sequence[Place]) -> None:
        self._text = text
        self._own = [
            at
            for at in range(source.start, min(source.end, len(text)))
            if not text[at].isspace() and not any(task.start <= at < task.end for task in tasks)
        ]
        self._letters = "".join(text[at] for at in self._own)
        self._from = 0

    def find(self, words: str, *, goes_on: bool = True) -> list[Span]:
        """Where these words stand next, as no part of a longer figure; what is found later stands behind them."""
        sought = "".join(words.split())
        start = next(self._standing(sought, self._from), -1)
        if start < 0:
            return []
        if goes_on:
            self._from = start + len(sought)
        return self._span(start, len(sought))

    def all_of(self, names: Sequence[str]) -> list[Span]:
        """Names stand before or behind the figures."""
        found = []
        for name in names:
            sought = "".join(name.split())
            start = next(self._standing(sought), -1)
            found += self._span(start, len(sought)) if start >= 0 else []
        return found

    def _standing(self, sought: str, since: int = 0) -> Iterator[int]:
        """Where the letters stand, not within a longer figure; blanks part two figures, as in cells of a table."""
        at = self._letters.find(sought, since) if sought else -1
        while at >= 0:
            if not self._goes_on(at - 1, at) and not self._goes_on(at + len(sought) - 1, at + len(sought)):
                yield at
            at = self._letters.find(sought, at + 1)

    def _goes_on(self, one: int, other: int) -> bool:
        """Both are of one figure."""
        if one < 0 or other >= len(self._own) or self._own[other] != self._own[one] + 1:
            return False
        return self._letters[one] in _FIGURE and self._letters[other] in _FIGURE

    def _span(self, start: int, length: int) -> list[Span]:
        """In as many stretches as other words lie between."""
        found: list[Span] = []
        for at in self._own[start : start + length]:
            if found and not self._text[found[-1][1] : at].strip():
                found[-1][1] = at + 1
            else:
                found.append([at, at + 1])
        return found
