"""A question that is asked again and again: its SQL is built once, then only given its keys.

Building a query costs Django ten times what the database needs to answer one by key. In: a function from keys to a
queryset.  Out: the rows. Of many keys at once it is built anew. Nothing but keys may vary in what is asked.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

from django.db import connections
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, ValuesListIterable, get_related_populators
from django.db.transaction import TransactionManagementError

from duban.apps.web.prepared import prepared

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
    """A queryset whose SQL is known, and how its rows become what the queryset gives."""

    def __init__(self, queryset: QuerySet[Any, Any], number: int) -> None:
        query = queryset.query
        self._db, self._locks = queryset.db, query.select_for_update
        self._compiler = query.get_compiler(using=queryset.db)
        self._sql, self._params = self._compiler.as_sql()
        marks = [(at, one) for at, one in enumerate(self._params) if one in _MARKS]
        self._places = [
            (at, _MARKS.index(one), type(one)) for at, one in marks
        ]  # the type tells the database the width
        if {place for _, place, _ in self._places} != set(range(number)):
            raise ValueError(f"a key is not asked for as it is given: {self._sql}")
        self._converters = self._compiler.get_converters([column for column, *_ in self._compiler.select])
        self._give = _giver(queryset, self._compiler)

    @property
    def is_current(self) -> bool:
        return self._compiler.connection is connections[self._db]

    def rows(self, keys: Sequence[int]) -> list[Any]:
        if self._locks and not self._compiler.connection.in_atomic_block:
            raise TransactionManagementError("a row is locked within a transaction")
        params = list(self._params)
        for at, place, typed in self._places:
            params[at] = typed(keys[place])
        with prepared(self._compiler.connection) as cursor:
            cursor.execute(self._sql, params)
            found = cursor.fetchall()
        if self._converters and found:
            found = self._compiler.apply_converters(found, self._converters)
        return [self._give(row) for row in found]


def _giver(queryset: Any, compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """What makes of a row what Django makes of it: the model with what is joined to it, or a tuple."""
    if queryset._iterable_class is ValuesListIterable and not compiler.has_extra_select:
        return tuple
    if queryset._iterable_class is not ModelIterable or queryset._prefetch_related_lookups:
        raise ValueError("what is built once gives models, or tuples")
    model, fields = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    begin, end = fields[0], fields[-1] + 1
    names = [column.target.attname for column, *_ in compiler.select[begin:end]]
    joined = get_related_populators(compiler.klass_info, compiler.select, queryset.db)  # type: ignore[call-arg]  # the stubs are of a later Django
    beside = compiler.annotation_col_map.items()

    def give(row: Sequence[Any]) -> Any:
        found = model.from_db(queryset.db, names, row[begin:end])
        for one in joined:
            one.populate(row, found)
        for name, at in beside:
            setattr(found, name, row[at])
        return found

    return give
