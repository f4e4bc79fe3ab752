"""Tags and filters that every template has without loading them."""

from __future__ import annotations

from typing import Any

from django import template
from django.core.paginator import Paginator

register = template.Library()


@register.filter
def page_numbers(paginator: Paginator[Any], number: int) -> list[int | None]:
    """The first, the last and the neighbouring pages; None where some are left out."""
    shown = paginator.get_elided_page_range(number, on_each_side=2, on_ends=1)
    return [page if isinstance(page, int) else None for page in shown]
