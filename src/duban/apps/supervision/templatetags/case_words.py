"""How the clock of a case stands, in words: for lists that are no tables."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from duban.apps.supervision.models import Case
from duban.apps.supervision.queries.case_rows import standing

register = template.Library()


@register.filter
def clock_words(row: Case) -> SafeString | str:
    """逾期1个工作日, in red; the row comes from `queries.case_rows.dressed`."""
    found = standing(row)
    return format_html('<span class="{}">{}</span>', found.nearness, found.words) if found else ""
