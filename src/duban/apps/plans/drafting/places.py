"""Which words of the source each value of a task was read from, as closely as they can be told.

In: a task as the core read it, the text.  Out: {"lead": [[start, end], …], …}, spans of the text.
The core says which clause names the units; the names that stand in it as they are light up alone, a completed one
("市发展改革、财政局") the whole clause.
"""

from __future__ import annotations

from collections.abc import Sequence

from duban.apps.plans.models.drafts import NAME_FIELDS
from duban.documents.blocks import Place
from duban.documents.model import TaskDraft

Span = list[int]


def places_of(task: TaskDraft, text: str) -> dict[str, list[Span]]:
    """The spans of every field that has some."""
    places: dict[str, list[Span]] = {}
    for name, place in task.places:
        places.setdefault(name, []).append(span(place))
    for name in NAME_FIELDS:
        if name in places:
            places[name] = narrowed(getattr(task, name), places[name], text)
    targets = [span(target.source) for target in task.targets if target.source]
    return places | ({"targets": targets} if targets else {})


def span(place: Place) -> Span:
    return [place.start, place.end]


def narrowed(names: Sequence[str], clauses: list[Span], text: str) -> list[Span]:
    """Where each of `names` stands in the clauses; the clauses where one of them does not."""
    letters = [at for start, end in clauses for at in range(start, end) if not text[at].isspace()]
    words = "".join(text[at] for at in letters)
    found: list[Span] = []
    for name in sorted(names, key=len, reverse=True):
        sought = "".join(name.split())
        at = words.find(sought) if sought else -1
        if at < 0:
            return clauses
        last = at + len(sought)
        found.append([letters[at], letters[last - 1] + 1])
        words = words[:at] + "\0" * len(sought) + words[last:]
    return sorted(found)
