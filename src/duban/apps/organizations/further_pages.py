"""Pages of other applications about a unit or a person: each registers its own, for those whose role sees it.

In: the kind of thing ("unit", "official"), its key, who reads.  Out: labels and addresses, in order.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can


@dataclass(frozen=True, slots=True)
class FurtherPage:
    label: str
    url_name: str  # with the key as `pk`
    permission: Permission


_PAGES: dict[str, list[FurtherPage]] = {}


def register(kind: str, page: FurtherPage) -> None:
    """Add a page; called in an application's `ready()`."""
    pages = _PAGES.setdefault(kind, [])
    if page not in pages:
        pages.append(page)


def further_pages(kind: str, key: int, actor: Actor) -> list[tuple[str, str]]:
    """Label and address of each page that this actor's role sees."""
    pages = (page for page in _PAGES.get(kind, ()) if can(actor, page.permission))
    return [(page.label, reverse(page.url_name, args=[key])) for page in pages]
