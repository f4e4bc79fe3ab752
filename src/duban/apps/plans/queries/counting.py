"""How many rows of another table point at a row, asked with the row itself: one query, however many rows.

In: rows that name the outer row, the column by which they do.  Out: an annotation; 0 where there are none.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery
from django.db.models.functions import Coalesce


def counted(rows: QuerySet[Any], by: str) -> Coalesce:
    """`rows` are filtered by `OuterRef`; `by` is the column that names the outer row."""
    numbers = rows.order_by().values(by).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(numbers, output_field=IntegerField()), 0)
