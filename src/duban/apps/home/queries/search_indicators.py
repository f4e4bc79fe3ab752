"""Sets of indicators and the indicators in them, by their words.

In: words, an actor.  Out: kinds with their hits; a unit finds what it answers for. One query each.
"""

from __future__ import annotations

from django.urls import reverse

from duban.apps.home.queries.hits import SHOWN, Hit, Kind, kind_of
from duban.apps.indicators.models import Indicator, IndicatorSet
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can


def kinds(words: str, actor: Actor) -> list[Kind]:
    return [_indicators(words, actor), _sets(words, actor)] if can(actor, Permission.SEE_INDICATORS) else []


def _indicators(words: str, actor: Actor) -> Kind:
    rows = Indicator.objects.visible_to(actor).filter(name__icontains=words).select_related("indicator_set")
    hits = [
        Hit(row.name, reverse("indicators:indicator", args=[row.pk]), str(row.indicator_set))
        for row in rows.order_by("-indicator_set__ends", "indicator_set", "order")[: SHOWN + 1]
    ]
    return kind_of("指标", hits)


def _sets(words: str, actor: Actor) -> Kind:
    rows = IndicatorSet.objects.visible_to(actor).filter(title__icontains=words).select_related("jurisdiction")
    hits = [
        Hit(row.title, reverse("indicators:set", args=[row.pk]), f"{row.jurisdiction}，{row.get_state_display()}")
        for row in rows.order_by("-ends", "-pk")[: SHOWN + 1]
    ]
    return kind_of("指标体系", hits)
