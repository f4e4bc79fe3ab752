"""What supervision did and sent out, by its words: cases, listed cases, inspections, documents by title and number.

In: words, an actor.  Out: kinds with their hits; a unit finds its own, and only what it was told. One query each.
"""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.queries.archive import HEAVY
from duban.apps.home.queries.hits import SHOWN, Hit, Kind, kind_of
from duban.apps.supervision.models import Inspection, ListedCase
from duban.apps.supervision.queries.cases import cases_for
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can


def kinds(words: str, actor: Actor) -> list[Kind]:
    found = [_cases(words, actor), _listed(words, actor), _inspections(words, actor)]
    found = found if can(actor, Permission.SEE_CASES) else []
    return [*found, _dispatches(words, actor)] if can(actor, Permission.SEE_DISPATCHES) else found


def _cases(words: str, actor: Actor) -> Kind:
    named = Q(subject__icontains=words) | Q(unit__name__icontains=words) | Q(dispatch__number__icontains=words)
    rows = (
        cases_for(actor).filter(named).select_related("unit").defer("reason", "demand").order_by("-proposed_at", "-pk")
    )
    hits = [
        Hit(str(row), reverse("supervision:case", args=[row.pk]), f"{row.unit}，{row.get_state_display()}")
        for row in rows[: SHOWN + 1]
    ]
    return kind_of("督办件", hits)


def _listed(words: str, actor: Actor) -> Kind:
    named = Q(title__icontains=words) | Q(unit__name__icontains=words)
    rows = ListedCase.objects.visible_to(actor).filter(named).select_related("unit").order_by("-pk")
    hits = [
        Hit(row.title, reverse("supervision:listed", args=[row.pk]), f"{row.unit}，{row.get_state_display()}")
        for row in rows[: SHOWN + 1]
    ]
    return kind_of("挂牌督办", hits)


def _inspections(words: str, actor: Actor) -> Kind:
    rows = Inspection.objects.visible_to(actor).filter(title__icontains=words).order_by("-begins", "-pk")
    hits = [
        Hit(row.title, reverse("supervision:inspection", args=[row.pk]), row.get_state_display())
        for row in rows[: SHOWN + 1]
    ]
    return kind_of("督查", hits)


def _dispatches(words: str, actor: Actor) -> Kind:
    named = Q(title__icontains=words) | Q(number__icontains=words)
    rows = Dispatch.objects.visible_to(actor).filter(named).defer(*HEAVY).order_by("-drafted_at", "-pk")
    hits = [
        Hit(row.title, reverse("dispatch:dispatch", args=[row.pk]), row.number or row.get_state_display())
        for row in rows[: SHOWN + 1]
    ]
    return kind_of("公文", hits)
