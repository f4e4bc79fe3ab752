"""{% load report_words %}{{ figure.value|figure }}: a figure as people write it."""

from __future__ import annotations

from decimal import Decimal

from django import template

from duban.rulebook.figures import plain

register = template.Library()


@register.filter
def figure(value: Decimal | None) -> str:
    """46, 6.5: without the zeros of the column; "" for none."""
    return plain(value)
