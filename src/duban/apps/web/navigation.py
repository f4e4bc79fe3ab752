"""The sidebar: each application registers its entries; a user sees those whose permission the role has.

In: entries.  Out: groups in the order 办理, 全局, 成果, 管理, each with its links.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can

GROUPS = ("办理", "全局", "成果", "管理")


@dataclass(frozen=True, slots=True)
class Entry:
    group: str
    label: str
    url_name: str
    permission: Permission | None = None
    order: int = 50


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    is_current: bool


_ENTRIES: list[Entry] = []


def register(*, group: str, label: str, url_name: str, permission: Permission | None = None, order: int = 50) -> None:
    """Add an entry; called in an application's `ready()`."""
    entry = Entry(group, label, url_name, permission, order)
    if entry not in _ENTRIES:
        _ENTRIES.append(entry)


def navigation(actor: Actor, path: str) -> list[tuple[str, list[Link]]]:
    """Groups with at least one link for this actor; the longest address that `path` begins with is current."""
    entries = sorted(
        (entry for entry in _ENTRIES if entry.permission is None or can(actor, entry.permission)),
        key=lambda entry: entry.order,
    )
    urls = {entry: reverse(entry.url_name) for entry in entries}
    current = max((url for url in urls.values() if _is_below(path, url)), key=len, default="")
    groups = []
    for group in GROUPS:
        links = [Link(entry.label, urls[entry], urls[entry] == current) for entry in entries if entry.group == group]
        if links:
            groups.append((group, links))
    return groups


def _is_below(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
