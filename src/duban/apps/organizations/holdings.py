"""What hangs on a post, and so goes to whoever holds it: each kind registers the query that finds it.

In: a post, a day.  Out: holdings. When the post changes hands nothing is moved: the successor answers from that day on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from duban.apps.organizations.models import Post


@dataclass(frozen=True, slots=True)
class Holding:
    """`label` in words for the user; `url` of the page where it stands."""

    label: str
    url: str


Query = Callable[[Post, date], Iterable[Holding]]
_KINDS: dict[str, Query] = {}


def register(kind: str, query: Query) -> None:
    """`kind` in Chinese (领导小组); called in an application's `ready()`."""
    _KINDS[kind] = query


def by_kind(post: Post, *, on: date) -> list[tuple[str, list[Holding]]]:
    """What hangs on the post on a day, kind by kind; kinds of which there is nothing are left out."""
    found = [(kind, list(query(post, on))) for kind, query in _KINDS.items()]
    return [(kind, holdings) for kind, holdings in found if holdings]


def hanging_on(post: Post, *, on: date) -> list[Holding]:
    return [holding for _, holdings in by_kind(post, on=on) for holding in holdings]
