"""Figures of indicators and their targets as a page writes them."""

from __future__ import annotations

from decimal import Decimal

from django import template

from duban.apps.indicators.labels.targets import COMPARATORS
from duban.apps.indicators.models import IndicatorTarget
from duban.rulebook import figures

register = template.Library()


@register.filter
def plain(value: Decimal | None) -> str:
    return figures.plain(value)


@register.filter
def goal_words(target: IndicatorTarget) -> str:
    """What a target is in figures: 不低于60, 3.5—4; or that there is none."""
    if target.goal is None:
        return "没有数值"
    if target.goal_to is not None:
        return f"{figures.plain(target.goal)}—{figures.plain(target.goal_to)}"
    if target.holds == "~":
        return f"{figures.plain(target.goal)}左右"
    words = dict(COMPARATORS[1:]).get(target.holds, "")  # "=": which way is not known yet
    return f"{words}{figures.plain(target.goal)}"
