"""A question that is asked again and again: its SQL is built once, then only given its keys.

Building a query costs Django ten times what the database needs to answer one by key. In: a function from keys to a
queryset.  Out: the rows. Of many keys at once it is built anew. Nothing but keys may vary in what is asked.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Any, TypeVar

from django.db import connections
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError

Row = TypeVar("Row")
FEW = 2
_LAST = 2**62  # no row has that many before it; the greater are left to Django, which knows what a column holds
_MARKS = [-_LAST - at for at in range(FEW)]  # keys of nothing: where they stand, the keys asked for are put


def built_once(ask: Callable[..., QuerySet[Any, Row]]) -> Callable[..., list[Row]]:
    """Decorate a function that gives the queryset of some keys; it gives the rows then."""
    kept = _Kept()

    @wraps(ask)
    def rows(*keys: int) -> list[Row]:
        if not 0 < len(keys) <= FEW or max(keys) > _LAST:
            return list(ask(*keys))
        built = kept.by_number.get(len(keys))
        if built is None or not built.is_current:
            built = kept.by_number[len(keys)] = _Built(ask(*_MARKS[: len(keys)]), len(keys))
        return built.rows(keys)

    return rows


class _Kept(threading.local):
    """A connection is a thread's own, and what is built for it."""

    def __init__(self) -> None:
        self.by_number: dict[int, _Built] = {}


class _Built:
    """A queryset whose compiler has its SQL already."""

    def __init__(self, queryset: QuerySet[Any, Any], number: int) -> None:
        query = queryset.query
        self._queryset, self._locks = queryset, query.select_for_update
        self._compiler = query.get_compiler(using=queryset.db)
        self._sql, self._params = self._compiler.as_sql()
        self._places = [(at, _MARKS.index(one)) for at, one in enumerate(self._params) if one in _MARKS]
        if {place for _, place in self._places} != set(range(number)):
            raise ValueError(f"a key is not asked for as it is given: {self._sql}")
        self._keys: Sequence[int] = ()
        converters = self._compiler.get_converters([column for column, *_ in self._compiler.select or ()])
        self._compiler.get_converters = lambda _: converters
        self._compiler.execute_sql = self._execute
        query.get_compiler = lambda *_, **__: self._compiler  # type: ignore[method-assign]  # its clones take it along

    @property
    def is_current(self) -> bool:
        return self._compiler.connection is connections[self._queryset.db]

    def rows(self, keys: Sequence[int]) -> list[Any]:
        if self._locks and not self._compiler.connection.in_atomic_block:
            raise TransactionManagementError("a row is locked within a transaction")
        self._keys = keys
        return list(self._queryset.all())

    def _execute(self, *_: object, **__: object) -> Iterator[list[tuple[Any, ...]]]:
        params = list(self._params)
        for at, place in self._places:
            params[at] = self._keys[place]
        with self._compiler.connection.cursor() as cursor:
            cursor.execute(self._sql, params)
            return iter([[row[: self._compiler.col_count] for row in cursor.fetchall()]])
