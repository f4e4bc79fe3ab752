"""How the indicators of one's place stand: for each running set its index and how many are in which class.

In: an actor.  Out: a `Part` (none without a set); at most `MOST` sets, the newest period first, so many queries.
Whoever sees only some of a set's indicators gets no index.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from duban.apps.home.parts import Part, Row
from duban.apps.indicators.measuring import SetStanding, measure
from duban.apps.indicators.models import Indicator, IndicatorSet
from duban.apps.indicators.queries.looks import newest_with_figures
from duban.apps.indicators.showing.words import STATES
from duban.rulebook.actors import Actor
from duban.rulebook.indicator_pace import PACE_CLASSES, PaceClass
from duban.rulebook.indicators import SetState
from duban.rulebook.observations import period_words
from duban.rulebook.permissions import Permission, can

MOST = 3
_ORDER = (  # the worst first
    PaceClass.MISSED,
    PaceClass.SEVERE,
    PaceClass.BEHIND,
    PaceClass.ON_PACE,
    PaceClass.FASTER,
    PaceClass.DONE_EARLY,
    PaceClass.DONE,
    PaceClass.NO_DATA,
    PaceClass.NO_PATH,
)


def indicators_part(actor: Actor) -> list[Part]:
    """Of the sets in force of one's own place; one without any figure is named and not judged."""
    if not can(actor, Permission.SEE_INDICATORS):
        return []
    rows = [row for one in _sets(actor)[:MOST] for row in _rows_of(one, actor)]
    return [Part("指标", rows, "", reverse("indicators:sets"))] if rows else []


def _sets(actor: Actor) -> QuerySet[IndicatorSet]:
    rows = IndicatorSet.objects.visible_to(actor).filter(jurisdiction=actor.jurisdiction, state=SetState.IN_FORCE)
    return rows.select_related("jurisdiction").order_by("-ends", "-pk")


def _rows_of(one: IndicatorSet, actor: Actor) -> list[Row]:
    url = reverse("indicators:set", args=[one.pk])
    period = newest_with_figures(one, one.jurisdiction)
    if period is None:
        return [Row(str(one), url, "还没有报数")]
    year, month = period
    stands = measure(one, year=year, month=month, only=Indicator.objects.visible_to(actor))
    asked = urlencode({"year": year, "month": month})
    return [Row(str(one), f"{url}?{asked}", _index_words(stands)), *_classes(stands, f"{url}?{asked}")]


def _index_words(stands: SetStanding) -> str:
    """2026年1—6月，综合指数87.5%"""
    when = period_words(stands.year, stands.month)
    return f"{when}，综合指数{stands.index.shown}" if stands.is_whole and stands.index.percent is not None else when


def _classes(stands: SetStanding, url: str) -> list[Row]:
    found = stands.by_class
    return [
        Row(PACE_CLASSES[one], f"{url}&standing={one.value}#table", str(len(found[one])), state=STATES[one])
        for one in _ORDER
        if found[one]
    ]
