"""What happened lately, for those who may read it."""

from __future__ import annotations

from duban.apps.audit import sentences
from duban.apps.audit.models import Event, EventQuerySet
from duban.apps.audit.reading import Telling
from duban.rulebook.actors import Actor

_DIRECTORY = ("unit", "unit_group", "official", "post", "appointment", "leading_group", "jurisdiction")
_IMPORTS = ("directory_import", "personnel_import")
_SHOWN = 8


def directory_changes(actor: Actor) -> list[Telling]:
    """The latest changes to who answers, in the jurisdictions the actor sees whole."""
    if not actor.sees_jurisdiction or not actor.path:
        return []
    events = Event.objects.filter(jurisdiction_path__startswith=actor.path)
    return _latest(_of_families(events, (*_DIRECTORY, *_IMPORTS)), actor)


def administrative_events(actor: Actor) -> list[Telling]:
    """The latest of what administrators did; for whoever may see the record."""
    return _latest(_of_families(Event.objects.visible_to(actor), ("account", "role", "record")), actor)


def last_verification(actor: Actor) -> Event | None:
    return Event.objects.visible_to(actor).filter(verb="record.verified").order_by("-sequence").first()


def _of_families(events: EventQuerySet, families: tuple[str, ...]) -> EventQuerySet:
    verbs = [verb for verb in sentences.registered() if verb.partition(".")[0] in families]
    return events.filter(verb__in=verbs)


def _latest(events: EventQuerySet, actor: Actor) -> list[Telling]:
    return [Telling(event, actor) for event in events.order_by("-sequence")[:_SHOWN]]
