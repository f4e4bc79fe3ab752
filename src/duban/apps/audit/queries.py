"""The record as its administrator reads it, and the history of one object."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from duban.apps.audit.labels import READ_BY_ADMINISTRATORS
from duban.apps.audit.models import Event
from duban.apps.audit.reading import Telling
from duban.rulebook.actors import Actor

HISTORY_PAGE = 20
IN_SIGHT = 5  # of the latest page; the rest is folded


def told_holds(field: str, word: str) -> Q:
    """The condition that `word` occurs in a field which an administrator may read."""
    return Q(**{f"{field}__icontains": word, "verb__family__in": READ_BY_ADMINISTRATORS})


@dataclass(frozen=True, slots=True)
class History:
    """A page of an object's history; `older`: the number before which to read on, None at the beginning of things."""

    tellings: list[Telling]
    older: int | None
    is_latest: bool

    @property
    def in_sight(self) -> list[Telling]:
        return self.tellings[:IN_SIGHT] if self.is_latest else self.tellings

    @property
    def folded(self) -> list[Telling]:
        return self.tellings[IN_SIGHT:] if self.is_latest else []


def history(target: models.Model, *, reader: Actor, before: int | None = None) -> History:
    """What happened to `target`, newest first; one query. Whether `reader` may see `target` is the page's to ask."""
    events = Event.objects.about(target)
    if before is not None:
        events = events.filter(sequence__lt=before)
    found = list(events[: HISTORY_PAGE + 1])
    shown = found[:HISTORY_PAGE]
    older = shown[-1].sequence if len(found) > HISTORY_PAGE else None
    return History([Telling(event, reader) for event in shown], older, before is None)
