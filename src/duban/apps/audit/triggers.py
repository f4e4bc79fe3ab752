"""The database itself refuses to change or delete events and where they are looked up.

In: a connection.  Out: triggers on both tables, in the words of SQLite or PostgreSQL.
Tests remove them, to empty their database and to tamper; an installation never does.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("audit_event", "audit_subject")
REASON = "操作记录不能修改或删除"


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the database refuse UPDATE and DELETE (on PostgreSQL also TRUNCATE)."""
    _run(connection, _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, where they are."""
    if connection.vendor == "postgresql":
        drops = [f"DROP TRIGGER IF EXISTS {table}_{what} ON {table}" for table in TABLES for what in ("rows", "whole")]
        _run(connection, [*drops, "DROP FUNCTION IF EXISTS audit_refuse()"])
    else:
        names = [f"{table}_{what}" for table in TABLES for what in ("update", "delete")]
        _run(connection, [f"DROP TRIGGER IF EXISTS {name}" for name in names])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


_SQLITE = [
    f"CREATE TRIGGER {table}_{what} BEFORE {what.upper()} ON {table} BEGIN SELECT RAISE(ABORT, '{REASON}'); END"
    for table in TABLES
    for what in ("update", "delete")
]
_POSTGRESQL = [
    f"CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION '{REASON}'; END$$",
    *(
        f"CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
        for table in TABLES
    ),
    *(
        f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
        for table in TABLES
    ),
]
