"""The sidebar: each application registers its entries; a user sees those whose permission the role has.

In: entries.  Out: groups in the order 办理, 全局, 成果, 管理, each with its links; 我的 stands beside the user's name.
The current entry is the one with the longest address above the page's; a page beside all entries has none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can
from duban.rulebook.roles import Role

GROUPS, OWN = ("办理", "全局", "成果", "管理"), "我的"


@dataclass(frozen=True, slots=True)
class Entry:
    group: str
    label: str
    url_name: str
    permission: Permission | None = None
    order: int = 50
    also: tuple[str, ...] = ()  # names of further addresses that lie under this entry
    count: Callable[[Actor], int] | None = None  # how much waits there: one query
    seldom: tuple[Role, ...] = ()  # roles that are offered it only while something waits there


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    is_current: bool
    count: int = 0  # shown unless it is 0


_ENTRIES: list[Entry] = []
_BESIDE = ("accounts:own",)  # in everybody's corner of the frame, not in the list


def register(
    *,
    group: str,
    label: str,
    url_name: str,
    permission: Permission | None = None,
    order: int = 50,
    also: tuple[str, ...] = (),
    count: Callable[[Actor], int] | None = None,
    seldom: tuple[Role, ...] = (),
) -> None:
    """Add an entry; called in an application's `ready()`."""
    entry = Entry(group, label, url_name, permission, order, also, count, seldom)
    if entry not in _ENTRIES:
        _ENTRIES.append(entry)


def navigation(actor: Actor, path: str) -> list[tuple[str, list[Link]]]:
    """Groups with at least one link for this actor."""
    entries = _offered(actor)
    current = _current(entries, path)
    found = ((group, _links(entries, group, actor, current)) for group in GROUPS)
    return [(group, links) for group, links in found if links]


def own_links(actor: Actor, path: str) -> list[Link]:
    """What stands beside the user's name."""
    entries = _offered(actor)
    return _links(entries, OWN, actor, _current(entries, path))


def _offered(actor: Actor) -> list[Entry]:
    offered = (entry for entry in _ENTRIES if entry.permission is None or can(actor, entry.permission))
    return sorted(offered, key=lambda entry: entry.order)


def _links(entries: list[Entry], group: str, actor: Actor, current: Entry | None) -> list[Link]:
    links = [(entry, _link(entry, actor, is_current=entry is current)) for entry in entries if entry.group == group]
    return [link for entry, link in links if link.count or link.is_current or actor.role not in entry.seldom]


def _link(entry: Entry, actor: Actor, *, is_current: bool) -> Link:
    return Link(entry.label, reverse(entry.url_name), is_current, entry.count(actor) if entry.count else 0)


def _current(entries: list[Entry], path: str) -> Entry | None:
    above: dict[str, Entry | None] = {reverse(name): None for name in _BESIDE}
    for entry in entries:
        above |= {reverse(name): entry for name in (entry.url_name, *entry.also)}
    return above.get(max((url for url in above if _is_below(path, url)), key=len, default=""))


def _is_below(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
