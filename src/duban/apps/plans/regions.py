"""Parts of the pages of a task, a plan, a unit's or a leader's tasks that other applications fill, each its own.

In: the row the page is about, who reads it, the day.  Out: rendered parts, links, buttons; an empty part is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from duban.rulebook.actors import Actor

Page = Literal["task", "plan", "unit", "official", "round", "indicator_set", "indicator"]
# unit, official: the pages of their tasks
Side = Literal["top", "main", "beside", "state", "targets"]  # the last two stand in place of the page's own part
Load = Callable[[Any, Actor, date], Mapping[str, Any] | None]  # the row, who reads, today; None: nothing to show


@dataclass(frozen=True, slots=True)
class Region:
    """`template` is given what `load` gives and the row; `label` stands in the page's list of contents ("": not)."""

    key: str  # also its anchor
    label: str
    template: str
    load: Load
    side: Side = "main"
    order: int = 50  # the page's own parts stand at 0 (targets), 40 (text), 60 (receipts)


@dataclass(frozen=True, slots=True)
class Shown:
    region: Region
    count: str  # beside the label; `load` may give it as "count"
    html: SafeString


@dataclass(frozen=True, slots=True)
class Action:
    """A link to a page that does something with the row; `why_not`: why it is not possible now.

    `is_seldom`: among what stands under 更多, where a page has that.
    """

    label: str
    url: str
    is_primary: bool = False
    why_not: str = ""
    is_seldom: bool = False


_REGIONS: dict[Page, list[Region]] = {page: [] for page in get_args(Page)}
_ACTIONS: dict[Page, list[Callable[[Any, Actor, date], Sequence[Action]]]] = {
    page: [] for page in ("task", "plan", "unit", "round", "indicator_set", "indicator")
}


def register(page: Page, region: Region) -> None:
    """Add a part; called when an application is ready."""
    if region not in _REGIONS[page]:
        _REGIONS[page] = sorted([*_REGIONS[page], region], key=lambda one: one.order)


def register_actions(page: Page, actions: Callable[[Any, Actor, date], Sequence[Action]]) -> None:
    if actions not in _ACTIONS[page]:
        _ACTIONS[page].append(actions)


def shown(page: Page, row: Any, request: HttpRequest, actor: Actor, on: date) -> dict[str, list[Shown]]:
    """The parts with something in them, by side; each `load` makes a fixed number of queries."""
    found: dict[str, list[Shown]] = {"top": [], "main": [], "beside": [], "state": [], "targets": []}
    for region in _REGIONS[page]:
        given = region.load(row, actor, on)
        if given is not None:
            html = render_to_string(region.template, {page: row, "today": on, **given}, request)
            found[region.side].append(Shown(region, str(given.get("count", "")), html))
    return found


def actions_of(page: Page, row: Any, actor: Actor, on: date) -> list[Action]:
    return [action for actions in _ACTIONS[page] for action in actions(row, actor, on)]
