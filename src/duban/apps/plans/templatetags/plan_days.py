"""{% load plan_days %}{% due receipt.due today %}: a date and how far it is."""

from __future__ import annotations

from datetime import date

from django import template

from duban.apps.plans.nearness import distance, nearness
from duban.apps.web.templatetags.duban import short_day

register = template.Library()


@register.inclusion_tag("components/due.html")
def due(value: date | None, today: date) -> dict[str, str]:
    if value is None:
        return {"date": "", "distance": ""}
    near = nearness(value, on=today)
    return {"date": short_day(value), "distance": distance(value, on=today), "nearness": near}


@register.simple_tag
def due_words(value: date, today: date) -> str:
    """How far it is, without the date."""
    return distance(value, on=today)
