"""The pairs of letters a text holds, kept so that a word of two Chinese letters is found without reading every text.

In: a row's words.  Out: a field with the lookup `holds`: all these pairs occur.
SQLite looks in a full-text table that triggers keep, PostgreSQL in an inverted index (decision 10).
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import Any

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

TABLE = "plans_task_grams"  # of SQLite


def grams_of(text: str) -> list[str]:
    """Every two letters or digits that stand side by side, each once, in the order in which they first occur."""
    runs = ("".join(run) for is_word, run in groupby(text.lower(), str.isalnum) if is_word)
    return list(dict.fromkeys(one + other for run in runs for one, other in pairwise(run)))


class GramsField(models.TextField[str, str]):
    """Pairs with a space between them."""


@GramsField.register_lookup
class Holds(models.Lookup[Any]):
    """All of the given pairs occur; none given holds of every row."""

    lookup_name, prepare_rhs = "holds", False

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        alias = connection.ops.quote_name(self.lhs.alias)
        asked = " AND ".join('"' + gram.replace('"', '""') + '"' for gram in self.rhs)
        return f"{alias}.id IN (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s)", [asked]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        column, parameters = self.process_lhs(compiler, connection)
        return f"string_to_array({column}, ' ') @> %s::text[]", [*parameters, list(self.rhs)]


def install(connection: BaseDatabaseWrapper) -> None:
    """Make what the lookup looks in; what is there already stays."""
    _run(connection, _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE)


def remove(connection: BaseDatabaseWrapper) -> None:
    if connection.vendor == "postgresql":
        _run(connection, ["DROP INDEX IF EXISTS plans_task_grams"])
    else:
        drops = [f"DROP TRIGGER IF EXISTS {TABLE}_{what}" for what in ("insert", "update", "delete")]
        _run(connection, [*drops, f"DROP TABLE IF EXISTS {TABLE}"])


def install_again(*, using: str, **_: object) -> None:
    """Called by Django after migrations: one that writes the table of tasks anew loses SQLite's triggers."""
    connection = connections[using]
    if connection.vendor == "sqlite" and TABLE in connection.introspection.table_names():
        install(connection)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


_ADD = f"INSERT INTO {TABLE} (rowid, grams) VALUES (new.id, new.grams)"
_TAKE = f"INSERT INTO {TABLE} ({TABLE}, rowid, grams) VALUES ('delete', old.id, old.grams)"
_SQLITE = [
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5"
    "(grams, content='plans_task', content_rowid='id', tokenize='ascii', detail='none', columnsize=0)",
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_insert AFTER INSERT ON plans_task BEGIN {_ADD}; END",
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_delete AFTER DELETE ON plans_task BEGIN {_TAKE}; END",
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_update AFTER UPDATE OF grams ON plans_task WHEN old.grams <> new.grams "
    f"BEGIN {_TAKE}; {_ADD}; END",
]
_POSTGRESQL = [
    "CREATE INDEX IF NOT EXISTS plans_task_grams ON plans_task USING gin (string_to_array(grams, ' '))",
]
