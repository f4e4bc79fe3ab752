"""Where does a row lead? To the page of an object, whose address is looked up once and then only filled in.

In: the name of an address with one key.  Out: what `Column.link` takes; it serves views as well.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.urls import get_script_prefix, reverse

from duban.apps.web.table.columns import reader


def page_link(name: str, key: str | Callable[[Any], int | None] = "pk") -> Callable[[Any], str]:
    """The address `name` with a row's `key`, an attribute or a function; "" for a row that has none."""
    key_of = key if callable(key) else reader(key)

    def link(row: Any) -> str:
        found = key_of(row)
        if found is None:
            return ""
        before, after = _around_key(name, get_script_prefix())
        return f"{before}{found}{after}"

    return link


@lru_cache
def _around_key(name: str, prefix: str) -> tuple[str, str]:
    """What stands before and after the key; `prefix`, where the site is mounted, is part of the address."""
    before, _, after = reverse(name, args=[0]).rpartition("0")
    return before, after
