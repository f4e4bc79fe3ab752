"""A statement that is sent again and again: PostgreSQL reads and plans it once for each connection.

In: a connection.  Out: a cursor; on SQLite it is Django's own, which keeps its statements anyway.
Values go apart from the text: what they are, the statement has to say, as comparing with a column or writing it does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

_BIGINT = 20  # the number of PostgreSQL's type; of a value without one, it takes what the statement says


def prepared(connection: Any) -> Any:
    """Give it as `connection.cursor()` would, for use in `with`."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with connection.wrap_database_errors:
        return connection._prepare_cursor(_Cursor(connection.connection))


class _Known:
    """What a connection of psycopg has prepared, and how it writes and reads values."""

    def __init__(self, connection: Any) -> None:
        from psycopg.adapt import Transformer  # an installation on SQLite never loads it

        self.names: dict[str, bytes] = {}
        self.values = Transformer(connection)


_KNOWN: WeakKeyDictionary[Any, _Known] = WeakKeyDictionary()


class _Cursor:
    """As much of a cursor as Django asks of one; it calls libpq, which costs a third of what psycopg's own does."""

    _query: SimpleNamespace | None = None  # what Django tells was executed

    def __init__(self, connection: Any) -> None:
        known = _KNOWN.get(connection)
        self._known = _KNOWN.setdefault(connection, _Known(connection)) if known is None else known
        self._connection, self._result = connection, None

    def execute(self, sql: str, params: Sequence[Any] = ()) -> None:
        from psycopg.adapt import PyFormat

        libpq = self._connection.pgconn
        self._begin(libpq)
        name = self._known.names.get(sql) or self._prepare(libpq, sql, params)
        texts = self._known.values.dump_sequence(params, [PyFormat.TEXT] * len(params))
        self._query = SimpleNamespace(query=sql.encode())
        self._result = _checked(libpq.exec_prepared(name, texts))

    def _begin(self, libpq: Any) -> None:
        """A transaction begins with its first statement, as psycopg does it."""
        from psycopg.pq import TransactionStatus

        if not self._connection.autocommit and libpq.transaction_status == TransactionStatus.IDLE:
            _checked(libpq.exec_(b"BEGIN"))

    def _prepare(self, libpq: Any, sql: str, params: Sequence[Any]) -> bytes:
        name = b"duban_%d" % len(self._known.names)
        places = iter(range(1, len(params) + 1))
        text = re.sub("%[s%]", lambda found: f"${next(places)}" if found[0] == "%s" else "%", sql)
        _checked(libpq.prepare(name, text.encode(), [_BIGINT if type(one) is int else 0 for one in params]))
        self._known.names[sql] = name
        return name

    @property
    def rowcount(self) -> int:
        return self._result.command_tuples or 0 if self._result is not None else -1

    def fetchall(self) -> list[tuple[Any, ...]]:
        if self._result is None:
            return []
        self._known.values.set_pgresult(self._result)
        return self._known.values.load_rows(0, self._result.ntuples, tuple)

    def close(self) -> None:
        self._result = None


def _checked(result: Any) -> Any:
    from psycopg.errors import error_from_result
    from psycopg.pq import ExecStatus

    if result.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
        raise error_from_result(result)
    return result
