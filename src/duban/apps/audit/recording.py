"""Write an event, inside the transaction of the action it tells of.

In: the verb (registered with its sentence), the target, `by`, what changed.  Out: the event, chained to the last.
Call it last in an action: the end of the chain stays locked until the transaction ends.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from duban.apps.audit import sentences
from duban.apps.audit.chain import event_hash, head_seal
from duban.apps.audit.models import Event, Head, Subject
from duban.apps.web import written_once
from duban.apps.web.built_once import built_once
from duban.rulebook.actors import Actor

_HEAD = 1
_HEAD_FIELDS = ("count", "hash", "seal")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be recorded. `before` and `after`: what changed, by Chinese names of fields, in values a user reads.

    `about`: further objects in whose history it belongs; the target always is one.
    """

    verb: str
    target: models.Model | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    about: Sequence[models.Model] = ()
    jurisdiction_path: str = ""


def record(
    verb: str,
    target: models.Model | None = None,
    *,
    by: Actor,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    note: str = "",
    about: Sequence[models.Model] = (),
    jurisdiction_path: str = "",
) -> Event:
    """Record one event; `jurisdiction_path`: of the jurisdiction it concerns, the actor's own if none is given."""
    return record_many([Entry(verb, target, before or {}, after or {}, note, about, jurisdiction_path)], by=by)[0]


@transaction.atomic(savepoint=False)  # part of the action: what fails here undoes all of it
def record_many(entries: Iterable[Entry], *, by: Actor) -> list[Event]:
    """Record events in order; the number of queries grows only with batches."""
    head = _head()
    events = []
    for entry in entries:
        event = _event(entry, by)
        event.sequence, event.previous_hash = head.count + 1, head.hash
        event.hash = event_hash(event)
        head.count, head.hash = event.sequence, event.hash
        events.append(event)
    written_once.insert(events)
    written_once.insert([Subject(event=event, kind=kind, key=key) for event in events for kind, key in event.subjects])
    head.seal = head_seal(head.count, head.hash)
    written_once.update(head, _HEAD_FIELDS)
    return events


def _head() -> Head:
    """The end of the chain, locked until the transaction ends; begun with the first event."""
    found = _locked(_HEAD)
    if not found:
        Head.objects.get_or_create(pk=_HEAD, defaults={"seal": head_seal(0, "")})
        found = _locked(_HEAD)
    return found[0]


@built_once
def _locked(key: int) -> QuerySet[Head]:
    return Head.objects.select_for_update().filter(pk=key)


def _event(entry: Entry, by: Actor) -> Event:
    sentences.check_registered(entry.verb)
    objects = [thing for thing in (entry.target, *entry.about) if thing is not None]
    subjects = dict.fromkeys((thing._meta.label_lower, thing.pk) for thing in objects)
    target = entry.target
    return Event(
        at=timezone.now(),
        verb=entry.verb,
        actor_account=by.account,
        actor_name=by.name,
        actor_role=str(by.role or ""),
        actor_unit=by.unit_name,
        jurisdiction_path=entry.jurisdiction_path or by.path,
        target_kind=target._meta.label_lower if target is not None else "",
        target_key=target.pk if target is not None else None,
        target_name=str(target)[:300] if target is not None else "",
        subjects=[list(subject) for subject in subjects],
        before=_plain(entry.before),
        after=_plain(entry.after),
        note=entry.note,
        address=by.address,
    )


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON keeps them, so that the hash is the same when they are read again."""
    encoded = json.dumps(dict(values), cls=DjangoJSONEncoder, allow_nan=False)
    plain: dict[str, Any] = json.loads(encoded, parse_float=str)  # PostgreSQL would write 1e30 in another way
    return plain
