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
        """全部 first; nothing at all while no view is saved."""
        if not self.saved:
            return []
        states = {view.pk: self._state_of(view) for view in self.saved}
        counts = self._counts(states)
        everything = state.State(passed=self._table.state.passed)
        first = Tab("全部", everything.address, counts[0], self.current is None)
        return [first] + [
            Tab(view.name, states[view.pk].address, counts[view.pk], view == self.current) for view in self.saved
        ]

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
        kept = state.read(QueryDict(view.query), self._table.columns)
        return replace(kept, view=view.pk, passed=self._table.state.passed)

    def _counts(self, states: Mapping[int, state.State]) -> dict[int, int]:
        """How many rows each view has, by its key, and all rows under 0."""
        asked = {0: state.State(), **states}
        counted = {f"count_{key}": _Count(self._keys(one)) for key, one in asked.items()}
        found = self._table.model._base_manager.order_by().values(**counted)[:1]
        row: dict[str, Any] = next(iter(found), {})
        return {key: row.get(f"count_{key}", 0) for key in asked}

    def _keys(self, asked: state.State) -> QuerySet[Any]:
        return self._table.filters.rows(asked).order_by().values("pk")
