"""The sidebar: each application registers its entries; a user sees those whose permission the role has.

In: entries.  Out: groups in the order 办理, 督办, 全局, 成果, 管理, each with its links; 我的 stands beside the user's
name, and behind 更多 what a role seldom needs, while nothing waits there.
The current entry is the one with the longest address above the page's; a page beside all entries has none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can
from duban.rulebook.roles import Role

GROUPS, OWN = ("办理", "督办", "全局", "成果", "管理"), "我的"


@dataclass(frozen=True, slots=True)
class Entry:
    group: str
    label: str
    url_name: str
    permission: Permission | None = None
    order: int = 50
    also: tuple[str, ...] = ()  # names of further addresses that lie under this entry
    count: Callable[[Actor], int] | None = None  # how much waits there: one query
    seldom: tuple[Role, ...] = ()  # roles that find it behind 更多 while nothing waits there


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    is_current: bool
    count: int = 0  # shown unless it is 0


_ENTRIES: list[Entry] = []
_ELSEWHERE: dict[str, str] = {}  # beginnings of addresses: the entry they belong to
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


def put_under(url_name: str, beginning: str) -> None:
    """Pages of another application that belong to this entry: those whose address begins so."""
    _ELSEWHERE[beginning] = url_name


def navigation(actor: Actor, path: str) -> list[tuple[str, list[Link]]]:
    """Groups with at least one link for this actor."""
    return both(actor, path)[0]


def both(actor: Actor, path: str, *, counts: bool = True) -> tuple[list[tuple[str, list[Link]]], list[Link]]:
    """The groups, and what stands behind 更多 in their order; each count is asked for once, or not at all."""
    entries, groups, rare = _offered(actor), [], []
    current = _current(entries, path)
    for group in GROUPS:
        told = _told(entries, group, actor, current, counts)
        if shown := [link for link, is_rare in told if not is_rare]:
            groups.append((group, shown))
        rare += [link for link, is_rare in told if is_rare]
    return groups, rare


def own_links(actor: Actor, path: str, *, counts: bool = True) -> list[Link]:
    """What stands beside the user's name."""
    entries = _offered(actor)
    return [link for link, _ in _told(entries, OWN, actor, _current(entries, path), counts)]


def _offered(actor: Actor) -> list[Entry]:
    offered = (entry for entry in _ENTRIES if entry.permission is None or can(actor, entry.permission))
    return sorted(offered, key=lambda entry: entry.order)


def _told(
    entries: list[Entry], group: str, actor: Actor, current: Entry | None, counts: bool
) -> list[tuple[Link, bool]]:
    """Each link of a group, and whether it is one to look for."""
    links = [(entry, _link(entry, actor, entry is current, counts)) for entry in entries if entry.group == group]
    return [(link, actor.role in entry.seldom and not link.count and not link.is_current) for entry, link in links]


def _link(entry: Entry, actor: Actor, is_current: bool, counts: bool) -> Link:
    count = entry.count(actor) if counts and entry.count else 0
    return Link(entry.label, reverse(entry.url_name), is_current, count)


def _current(entries: list[Entry], path: str) -> Entry | None:
    above: dict[str, Entry | None] = {reverse(name): None for name in _BESIDE}
    for entry in entries:
        above |= {reverse(name): entry for name in (entry.url_name, *entry.also)}
        above |= {beginning: entry for beginning, name in _ELSEWHERE.items() if name == entry.url_name}
    return above.get(max((url for url in above if _is_below(path, url)), key=len, default=""))


def _is_below(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
