"""What hangs on a post, and so goes to whoever holds it: each kind registers the query that finds it.

In: a post, a day, and who reads.  Out: holdings.
When the post changes hands nothing is moved: the successor answers from that day on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from duban.apps.organizations.models import Post
from duban.rulebook.actors import SYSTEM, Actor
from duban.rulebook.permissions import Permission, can


@dataclass(frozen=True, slots=True)
class Holding:
    """`label` in words for the user, also in refusals; `url` of the page where it stands; `detail` for who reads it."""

    label: str
    url: str
    detail: str = ""


Query = Callable[[Post, date, Actor], Iterable[Holding]]  # the last: who reads
_KINDS: dict[str, tuple[Query, Permission | None]] = {}


def register(kind: str, query: Query, permission: Permission | None = None) -> None:
    """`kind` in Chinese (领导小组), shown to roles with the permission; called in an application's `ready()`."""
    _KINDS[kind] = query, permission


def by_kind(post: Post, *, on: date, reader: Actor = SYSTEM) -> list[tuple[str, list[Holding]]]:
    """What hangs on the post on a day and `reader` may know, kind by kind; empty kinds are left out."""
    known = {kind: query for kind, (query, needed) in _KINDS.items() if needed is None or can(reader, needed)}
    found = [(kind, list(query(post, on, reader))) for kind, query in known.items()]
    return [(kind, holdings) for kind, holdings in found if holdings]


def hanging_on(post: Post, *, on: date) -> list[Holding]:
    return [holding for _, holdings in by_kind(post, on=on) for holding in holdings]
