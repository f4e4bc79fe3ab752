"""The places one sees: as a tree with the number of units that exist on a day, and to choose from in a filter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from duban.apps.organizations.models import Jurisdiction
from duban.apps.organizations.validity import holds
from duban.rulebook.actors import Actor


@dataclass(slots=True)
class Node:
    """A place as the tree shows it; open above the chosen one."""

    label: str
    url: str
    count: int
    is_current: bool
    is_open: bool
    children: list[Node] = field(default_factory=list)


def tree(actor: Actor, chosen: Jurisdiction | None, *, on: date) -> list[Node]:
    """Every place, below its parent; one query. Its address chooses it in the list."""
    rows = list(Jurisdiction.objects.visible_to(actor).annotate(exist=Count("units", filter=holds(on, "units__"))))
    rows.sort(key=lambda place: (place.order, place.code or "~", place.pk))
    nodes = {place.path: _node(place, chosen, is_top=len(rows) == 1) for place in rows}
    tops = []
    for place in rows:
        above = nodes.get(_above(place.path))
        if above is None:
            tops.append(nodes[place.path])
            nodes[place.path].is_open = True
        else:
            above.children.append(nodes[place.path])
    return tops


def place_choices(actor: Actor) -> list[tuple[int, str]]:
    """Key and name of every place, for a filter."""
    return list(Jurisdiction.objects.visible_to(actor).values_list("pk", "name"))


def _node(place: Jurisdiction, chosen: Jurisdiction | None, *, is_top: bool) -> Node:
    is_open = is_top or (chosen is not None and chosen.path.startswith(place.path))
    exist: int = place.exist  # type: ignore[attr-defined]
    return Node(place.name, f"?place={place.pk}", exist, place == chosen, is_open)


def _above(path: str) -> str:
    return path.rstrip("/").rpartition("/")[0] + "/"
