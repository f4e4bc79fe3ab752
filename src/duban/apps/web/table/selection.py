"""Rows chosen by their boxes, and what can be done with all of them at once.

In: the keys a form posts.  Out: the objects among those this user may see.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Invalid

MOST = 2000
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class BulkAction:
    """A button at the foot of a table; the page at `url_name` is posted `ids` and asks before it acts."""

    label: str
    url_name: str
    permission: Permission | None = None


def selected(request: HttpRequest, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Those of `rows` whose boxes were ticked; pass only what the user may see."""
    keys = {int(key) for key in request.POST.getlist("ids") if key.isascii() and key.isdecimal() and len(key) < 19}
    if not keys:
        raise Invalid("没有选择任何一行，请先勾选。")
    if len(keys) > MOST:
        raise Invalid(f"一次最多选择 {MOST} 行，请分几次办理。")
    return rows.filter(pk__in=keys)
