"""Django's sessions in the database, which take only keys they can have made (SESSION_ENGINE).

A cookie can carry any character, and PostgreSQL refuses a key with NUL in it.
"""

from __future__ import annotations

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    def _validate_session_key(self, key: str | None) -> bool:
        is_key: bool = super()._validate_session_key(key)  # type: ignore[misc]  # the stubs leave it out
        return is_key and str(key).isascii() and str(key).isalnum()
