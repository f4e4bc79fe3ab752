"""Evaluations as a list; the rows that a figure of one counted; the figures that one was computed from.

In: an actor, a figure, an evaluation.  Out: querysets, lines; a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from duban.apps.dispatch.live.figures import Figure
from duban.apps.dispatch.queries.archive import HEAVY
from duban.apps.indicators.models import Evaluation, Indicator, IndicatorSet, Observation
from duban.apps.indicators.set_addresses import indicator_url
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import SetState


@dataclass(frozen=True, slots=True)
class Row:
    words: str
    beside: str
    url: str


def evaluations_for(actor: Actor) -> QuerySet[Evaluation]:
    """With how many copies went out and how many were acknowledged."""
    rows = Evaluation.objects.visible_to(actor).select_related("indicator_set", "dispatch__letterhead")
    rows = rows.defer(*(f"dispatch__{name}" for name in HEAVY), "results")
    delivered = Q(dispatch__copies__delivered_at__isnull=False)
    return rows.annotate(
        sent_to=Count("dispatch__copies", filter=delivered),
        has_it=Count("dispatch__copies", filter=delivered & Q(dispatch__copies__acknowledged_at__isnull=False)),
    )


def sets_to_tell(actor: Actor) -> QuerySet[IndicatorSet]:
    """Those in force or closed that the actor's office may write of."""
    rows = IndicatorSet.objects.visible_to(actor).exclude(state=SetState.DRAFT)
    return rows.filter(jurisdiction__path__startswith=actor.path or "-").select_related("jurisdiction")


def rows_of(figure: Figure, actor: Actor) -> tuple[list[Row], int]:
    """The rows, and how many there are that the reader does not see."""
    if figure.of not in _LISTED:
        return [], 0
    ask, line = _LISTED[figure.of]
    found = [line(one) for one in ask(actor).filter(pk__in=figure.rows)]
    return found, len(figure.rows) - len(found)


def figures_named(results: dict[str, Any], further: list[int]) -> dict[int, Observation]:
    """Every figure that the results were computed from, as it is now, and `further` ones."""
    keys = {key for item in results["items"] for key in item["figures"].values()} | set(further)
    return {row.pk: row for row in Observation.objects.filter(pk__in=keys)}


def _of_indicator(one: Indicator) -> Row:
    return Row(str(one), f"第{one.number}项" if one.number else "", indicator_url(one.pk))


def _of_place(one: Jurisdiction) -> Row:
    return Row(str(one), "", "")


def _of_unit(one: Unit) -> Row:
    return Row(str(one), "", reverse("organizations:unit", args=[one.pk]))


_LISTED: dict[str, tuple[Callable[[Actor], QuerySet[Any]], Callable[[Any], Row]]] = {
    "indicator": (lambda actor: Indicator.objects.visible_to(actor).order_by("order", "pk"), _of_indicator),
    "place": (lambda actor: Jurisdiction.objects.order_by("path"), _of_place),
    "unit": (lambda actor: Unit.objects.visible_to(actor), _of_unit),
}
