"""What happened lately, for those who may read it: floods of one kind on one day are told in one line.

In: an actor.  Out: `Happening`s, newest first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from duban.apps.audit import sentences
from duban.apps.audit.models import Event, EventQuerySet
from duban.apps.audit.reading import Telling
from duban.apps.home.parts import Happening
from duban.apps.plans.models import Receipt
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can

_DIRECTORY = ("unit", "unit_group", "official", "post", "appointment", "leading_group", "jurisdiction")
_IMPORTS = ("directory_import", "personnel_import")
_ISSUED = ("plan.issued", "plan.corrected", "task.added_in_force", "task.terminated")
_OF_PLANS = ("plan.created", "plan.adopted", "plan.deleted", *_ISSUED)
_RECEIPTS = ("receipt.acknowledged", "receipt.objected", "receipt.upheld", "receipt.released")
_APART = (*_OF_PLANS, "receipt.objected", "receipt.upheld", "receipt.released")  # each told by itself
_SHOWN = 8
_SCANNED = 1000  # events among which those of one kind are gathered


def latest_changes(actor: Actor) -> list[Happening]:
    """The latest changes to who answers and to the plans, in the jurisdictions the actor sees whole.

    Drafts of plans and acknowledgements are the office's."""
    if not actor.sees_jurisdiction or not actor.path:
        return []
    verbs = _verbs((*_DIRECTORY, *_IMPORTS))
    if can(actor, Permission.EDIT_PLAN):
        verbs += [*_OF_PLANS, *_RECEIPTS]
    elif can(actor, Permission.SEE_PLANS):
        verbs += _ISSUED
    events = Event.objects.filter(jurisdiction_path__startswith=actor.path, verb__in=verbs)
    return [_told(group, actor) for group in _gathered(events)]


def administrative_events(actor: Actor) -> list[Happening]:
    """The latest of what administrators did, each by itself; for whoever may see the record."""
    events = Event.objects.visible_to(actor).filter(verb__in=_verbs(("account", "role", "record")))
    return [_told(_Group(event), actor) for event in events.order_by("-sequence")[:_SHOWN]]


def last_verification(actor: Actor) -> Event | None:
    return Event.objects.visible_to(actor).filter(verb="record.verified").order_by("-sequence").first()


@dataclass(slots=True)
class _Group:
    """Events of one kind on one day: the newest of them, how many, by how many units."""

    newest: Event
    count: int = 1
    units: set[str] = field(default_factory=set)


def _verbs(families: tuple[str, ...]) -> list[str]:
    return [verb for verb in sentences.registered() if verb.partition(".")[0] in families]


def _gathered(events: EventQuerySet) -> list[_Group]:
    light = events.order_by("-sequence").values_list("sequence", "verb", "at", "actor_name", "actor_unit")
    found: dict[tuple[str, date, str], tuple[int, list[str]]] = {}
    for sequence, verb, at, name, unit in light[:_SCANNED]:
        alone = str(sequence) if verb in _APART else "" if verb in _RECEIPTS else name
        found.setdefault((verb, timezone.localtime(at).date(), alone), (sequence, []))[1].append(unit)
    first = list(found.values())[:_SHOWN]
    newest = Event.objects.in_bulk([sequence for sequence, _ in first])
    return [_Group(newest[sequence], len(units), set(units)) for sequence, units in first]


def _told(group: _Group, actor: Actor) -> Happening:
    event, telling = group.newest, Telling(group.newest, actor)
    if group.count == 1:
        return Happening(event.at, telling.sentence, telling.who, _page_of(event))
    if event.verb in _RECEIPTS:
        units = event.actor_unit if len(group.units) == 1 else f"{len(group.units)} 个单位"
        return Happening(event.at, f"{units}签收任务 {group.count} 项", "", _page_of_receipts(event))
    return Happening(event.at, f"{telling.sentence}等 {group.count} 条", telling.who)


def _page_of(event: Event) -> str:
    """The page of the plan, or of the task that it is about."""
    if event.verb == "plan.deleted":
        return ""
    if event.target_kind == "plans.plan" and event.target_key:
        return reverse("plans:plan", args=[event.target_key])
    return _first(reverse("plans:task", args=[key]) for kind, key in event.subjects if kind == "plans.task")


def _page_of_receipts(event: Event) -> str:
    plans: QuerySet[Receipt, int] = Receipt.objects.filter(pk=event.target_key or 0).values_list(
        "task__plan", flat=True
    )
    return _first(reverse("plans:plan-receipts", args=[plan]) for plan in plans)


def _first(urls: Iterable[str]) -> str:
    return next(iter(urls), "")
