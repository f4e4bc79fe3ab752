"""{% load indicator_figures %}{% figure_history indicator place %}: a figure as people write it, and what it was."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone

from duban.apps.indicators.models import Indicator
from duban.apps.indicators.queries.figure_history import history_of
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.figures import plain
from duban.rulebook.observations import period_words

register = template.Library()


@register.filter
def figure(value: Decimal | str | None) -> str:
    """46, 6.5: without the zeros of the column; "" for none, as where there is no row at all."""
    return plain(value) if isinstance(value, Decimal) else ""


@register.simple_tag
def period(year: int, month: int) -> str:
    """2026年1—6月"""
    return period_words(year, month)


@register.inclusion_tag("indicators/observations/_history.html", takes_context=True)
def figure_history(
    context: dict[str, Any], indicator: Indicator, place: Jurisdiction, year: int | None = None
) -> dict[str, Any]:
    """Every figure there was, the newest period in front; of one year, or of all."""
    lines = history_of(indicator, place, context["request"].actor, year=year)
    return {"lines": lines, "indicator": indicator, "today": timezone.localdate()}
