"""Rows written with a statement whose SQL is built once.

In: rows of one model, all new, or one row that is there.  Out: they are written as `bulk_create` and `save` would, but
without signals and without telling new rows their keys. Of many rows at once it is left to Django.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import DatabaseError, connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.db.models.constants import OnConflict

from duban.apps.web.prepared import prepared

FEW = 4


def insert(rows: Sequence[Model], *, unique: tuple[str, ...] = (), updated: tuple[str, ...] = ()) -> None:
    """Write new rows; where there is one with the same `unique` already, its columns `updated`."""
    if not rows:
        return
    model = type(rows[0])
    if len(rows) > FEW:
        more: dict[str, Any] = {"update_conflicts": True, "unique_fields": unique, "update_fields": updated}
        model._default_manager.bulk_create(rows, batch_size=500, **(more if unique else {}))
        return
    connection = connections[router.db_for_write(model)]
    fields = _fields(model)
    sql = _insertion(model, connection.vendor, len(rows), unique, updated)
    with prepared(connection) as cursor:
        cursor.execute(sql, [_value(field, row, connection, add=True) for row in rows for field in fields])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def update(row: Model, names: Sequence[str]) -> None:
    """Write these columns of a row."""
    connection = connections[router.db_for_write(type(row))]
    fields = [row._meta.get_field(name) for name in names]
    sql = _change(type(row), connection.vendor, tuple(names))
    with prepared(connection) as cursor:
        cursor.execute(sql, [*(_value(field, row, connection, add=False) for field in fields), row.pk])
        if cursor.rowcount != 1:
            raise DatabaseError(f"the row is gone: {row._meta.label} {row.pk}")


def _value(field: Any, row: Model, connection: BaseDatabaseWrapper, *, add: bool) -> Any:
    return field.get_db_prep_save(field.pre_save(row, add), connection)


@lru_cache
def _fields(model: type[Model]) -> list[Any]:
    return [one for one in model._meta.concrete_fields if one is not model._meta.auto_field]


@lru_cache
def _insertion(model: type[Model], vendor: str, number: int, unique: tuple[str, ...], updated: tuple[str, ...]) -> str:
    connection = connections[router.db_for_write(model)]
    quoted, fields = connection.ops.quote_name, _fields(model)
    columns = ", ".join(quoted(one.column) for one in fields)
    places = ", ".join(["(" + ", ".join(["%s"] * len(fields)) + ")"] * number)
    of: dict[str, Any] = {one.name: one.column for one in fields}
    rest = connection.ops.on_conflict_suffix_sql(
        fields, OnConflict.UPDATE if unique else None, [of[name] for name in updated], [of[name] for name in unique]
    )
    return f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES {places} {rest}"


@lru_cache
def _change(model: type[Model], vendor: str, names: tuple[str, ...]) -> str:
    connection = connections[router.db_for_write(model)]
    quoted, meta = connection.ops.quote_name, model._meta
    of: dict[str, Any] = {one.name: one.column for one in meta.concrete_fields}
    changes = ", ".join(f"{quoted(of[name])} = %s" for name in names)
    return f"UPDATE {quoted(meta.db_table)} SET {changes} WHERE {quoted(of[meta.pk.name])} = %s"
