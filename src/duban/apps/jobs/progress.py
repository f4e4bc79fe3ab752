"""How far long work has come: kept outside the database, whose transaction would hide it until the end.

In: a key, done of total, and what is being done.  Out: a `Progress`, or none where nothing is under way.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache

_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Progress:
    words: str
    done: int
    total: int

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0


def set_progress(key: str, words: str, done: int = 0, total: int = 0) -> None:
    cache.set(f"progress:{key}", (words, done, total), _SECONDS)


def progress(key: str) -> Progress | None:
    values = cache.get(f"progress:{key}")
    return Progress(*values) if values else None


def clear_progress(key: str) -> None:
    cache.delete(f"progress:{key}")
