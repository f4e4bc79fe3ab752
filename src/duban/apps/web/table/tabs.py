"""The saved views above a table, and what can be done with the present one.

In: a table.  Out: tabs with their counts (one query for all of them), and the way to keep what is on screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import IntegerField, QuerySet, Subquery
from django.http import QueryDict
from django.urls import reverse

from duban.apps.web.models import SavedView
from duban.apps.web.queries import check_may_change, views_of
from duban.apps.web.table import state
from duban.rulebook.permissions import Permission, can, why_not

if TYPE_CHECKING:
    from duban.apps.web.table.table import Table


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    count: int | None
    is_current: bool


class _Count(Subquery):
    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


class Tabs:
    def __init__(self, table: Table) -> None:
        self._table = table

    @cached_property
    def saved(self) -> list[SavedView]:
        return views_of(self._table.key, actor=self._table.request.actor)

    @cached_property
    def current(self) -> SavedView | None:
        """The view the address names; None for 全部 and for a view that is gone."""
        return next((view for view in self.saved if view.pk == self._table.state.view), None)

    @cached_property
    def all(self) -> list[Tab]:
        """全部 first, then what everybody has, then what was saved; nothing at all where there is neither."""
        if not self.saved and not self._table.standing:
            return []
        asked = {"all": ("全部", self._read("")), **self._standing, **self._saved_states}
        counts = self._counts({key: one for key, (_, one) in asked.items()})
        current = self._current_key
        return [Tab(label, one.address, counts[key], key == current) for key, (label, one) in asked.items()]

    @cached_property
    def _standing(self) -> dict[str, tuple[str, state.State]]:
        pairs = enumerate(self._table.standing)
        return {f"standing_{at}": (label, self._read(query)) for at, (label, query) in pairs}

    @property
    def _saved_states(self) -> dict[str, tuple[str, state.State]]:
        return {f"view_{view.pk}": (view.name, self._state_of(view)) for view in self.saved}

    @property
    def _current_key(self) -> str:
        """The view the address names, or the standing one that asks the same."""
        if self.current:
            return f"view_{self.current.pk}"
        now = self._table.state.query
        return next((key for key, (_, one) in self._standing.items() if one.query == now), "all")

    @property
    def is_changed(self) -> bool:
        """Whether the screen shows something else than the current view keeps."""
        return self.current is not None and self._state_of(self.current).query != self._table.state.query

    @property
    def can_change(self) -> bool:
        view, actor = self.current, self._table.request.actor
        return view is not None and not why_not(check_may_change, actor, view, Permission.SAVE_VIEW)

    @property
    def can_save(self) -> bool:
        actor = self._table.request.actor
        is_worth_it = self._table.state.query != "" and (self.current is None or self.is_changed)
        return is_worth_it and actor.account is not None and can(actor, Permission.SAVE_VIEW)

    @property
    def save_url(self) -> str:
        return f"{reverse('web:view-save', args=[self._table.key])}?{self._carried}"

    @property
    def current_url(self) -> str:
        """The page on which the current view is renamed, shared or deleted."""
        return f"{reverse('web:view-change', args=[self._table.state.view])}?{self._carried}"

    @property
    def _carried(self) -> str:
        """What the pages of a view need: the conditions on screen, and where to return to."""
        back = self._table.request.path
        if self._table.state.passed:
            back += "?" + urlencode(self._table.state.passed)
        return urlencode({"query": self._table.state.query, "back": back})

    def _state_of(self, view: SavedView) -> state.State:
        return replace(self._read(view.query), view=view.pk)

    def _read(self, query: str) -> state.State:
        return replace(state.read(QueryDict(query), self._table.columns), passed=self._table.state.passed)

    def _counts(self, asked: Mapping[str, state.State]) -> dict[str, int]:
        """How many rows each state asks for, in one query; what is on screen is counted already."""
        now = self._table.state
        shown = {key for key, one in asked.items() if (one.q, set(one.asked)) == (now.q, set(now.asked))}
        counted = {f"count_{key}": _Count(self._keys(one)) for key, one in asked.items() if key not in shown}
        found = self._table.model._base_manager.order_by().values(**counted)[:1] if counted else ()
        row: dict[str, Any] = next(iter(found), {})
        known = self._table.page.paginator.count if shown else 0
        return {key: known if key in shown else row.get(f"count_{key}", 0) for key in asked}

    def _keys(self, asked: state.State) -> QuerySet[Any]:
        return self._table.filters.rows(asked).order_by().values("pk")
