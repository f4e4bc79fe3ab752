"""The hash of an event: keyed SM3 over everything it says and the hash before it.

In: an `Event` or the values of its row, the key.  Out: 64 hexadecimal digits.
SM3: GB/T 32905-2016; keyed (HMAC), so that whoever can write the database but lacks the key cannot forge a chain.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC
from django.conf import settings

from duban.apps.audit.models import Event

FIELDS = [field.attname for field in Event._meta.concrete_fields if field.attname != "hash"]
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def event_hash(event: Event) -> str:
    """The hash the event must have, given its `previous_hash`."""
    return row_hash({name: getattr(event, name) for name in FIELDS})


def row_hash(row: Mapping[str, Any]) -> str:
    """The same of the values of a row: all of `FIELDS`."""
    values = {name: row[name] for name in FIELDS}
    values["at"] = row["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return digest(_encode(values))


def head_seal(count: int, last_hash: str) -> str:
    return digest(f"head:{count}:{last_hash}")


def digest(text: str) -> str:
    keyed = _keyed(settings.SECRET_KEY).copy()
    keyed.update(text.encode("utf-8", "surrogatepass"))
    return keyed.finalize().hex()


@lru_cache(maxsize=2)
def _keyed(secret: str) -> HMAC:
    return HMAC(f"duban audit chain:{secret}".encode(), SM3())
