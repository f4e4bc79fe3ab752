"""Tags and filters that every template has without loading them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Paginator
from django.utils import timezone

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """2026年4月10日"""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


@register.filter
def short_day(value: date | None) -> str:
    """4月10日, where the year is plain from what stands around it."""
    return f"{value.month}月{value.day}日" if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """2026年4月10日 09:30, in the time of the place."""
    return f"{day(local := timezone.localtime(value))} {local:%H:%M}" if value else ""


@register.filter
def page_numbers(paginator: Paginator[Any], number: int) -> list[int | None]:
    """The first, the last and the neighbouring pages; None where some are left out."""
    shown = paginator.get_elided_page_range(number, on_each_side=2, on_ends=1)
    return [page if isinstance(page, int) else None for page in shown]
