"""A table for one request: from the rows its user may see to the page of them that the address asks for.

In: the request, a queryset.  Out: what `components/table.html` shows, or a file of all pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar, cast

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from duban.apps.web.requests import Request
from duban.apps.web.table import filters, state
from duban.apps.web.table.cells import Cells
from duban.apps.web.table.columns import Column, names
from duban.apps.web.table.export import EXPORTS
from duban.apps.web.table.filters import Chip, Filter
from duban.apps.web.table.selection import BulkAction
from duban.rulebook.permissions import can


@dataclass(frozen=True, slots=True)
class Head:
    column: Column
    css: str
    sort_url: str
    aria_sort: str


@dataclass(frozen=True, slots=True)
class Row:
    key: Any
    name: str
    cells: SafeString


class Table:
    """Subclasses say the columns; `passes` names parameters of the page that stay in the table's links."""

    key: ClassVar[str]
    caption: ClassVar[str]
    columns: ClassVar[tuple[Column, ...]]
    default_sort: ClassVar[str | tuple[str, ...]] = ()
    unit: ClassVar[str] = "条"
    bulk: ClassVar[tuple[BulkAction, ...]] = ()
    passes: ClassVar[tuple[str, ...]] = ()
    empty: ClassVar[str] = "这里还没有内容。"
    empty_action: tuple[str, str] | None = None  # label and address of the next step

    def __init__(self, request: Request, rows: QuerySet[Any]) -> None:
        self.request = request
        self.state = state.read(request.GET, self.columns, self.passes)
        self._all = rows

    def respond(self, page: str, context: Mapping[str, Any] | None = None) -> HttpResponse:
        """The whole page with `table` in its context; for htmx the table alone; for `export` a stream of the file."""
        if self.request.GET.get("export") in EXPORTS:
            export = EXPORTS[self.request.GET["export"]](self.caption, self.shown, self.rows_asked)
            return cast("HttpResponse", export)  # a stream is none to Django\'s types, but is answered alike
        htmx = self.request.htmx
        part = bool(htmx) and htmx.target == self.dom_id and not htmx.history_restore_request
        template = "components/table.html" if part else page
        response: HttpResponse = render(self.request, template, {**(context or {}), "table": self})
        response["Vary"] = "HX-Request"
        return response

    @property
    def dom_id(self) -> str:
        return f"table-{self.key}"

    @cached_property
    def filters(self) -> list[Filter]:
        actor = self.request.actor
        return [filters.read(column, self.state, self._all, actor) for column in self.columns if column.filter]

    @cached_property
    def chips(self) -> list[Chip]:
        q = [Chip("搜索", self.state.q, replace(self.state, q="", page=1).address)] if self.state.q else []
        return q + [chip for one in self.filters for chip in one.chips]

    @cached_property
    def notices(self) -> list[str]:
        """What of the address was not understood, in sentences."""
        page = ["没有这一页，显示的是最后一页。"] if self.state.page > self.page.paginator.num_pages else []
        return [*self.state.ignored, *(one.ignored for one in self.filters if one.ignored), *page]

    @cached_property
    def rows_asked(self) -> QuerySet[Any]:
        """All rows the address asks for, in its order, on all pages."""
        condition = Q()
        for one in self.filters:
            condition &= one.condition
        rows = self._all.filter(condition & filters.search(self.columns, self.state.q, self._all.model))
        return rows.order_by(*self._order())

    @cached_property
    def page(self) -> Page[Any]:
        return Paginator(self.rows_asked, self.state.size).get_page(self.state.page)

    @property
    def rows(self) -> Iterator[Row]:
        cells = Cells(self.shown, self.state, self._css)
        for row in self.page:
            yield Row(row.pk, str(row), cells.of(row))

    @cached_property
    def shown(self) -> list[Column]:
        """The columns in sight: those that stay, then the chosen ones."""
        chosen = self.state.columns
        return sorted(
            (one for one in self.columns if one.stay or (one.key in chosen if chosen else not one.hidden)),
            key=lambda one: not one.stay,
        )

    @cached_property
    def heads(self) -> list[Head]:
        return [self._head(column) for column in self.shown]

    @property
    def kind(self) -> str:
        """On a phone a row becomes a paragraph: laid out by `place`, or simply one value after the other."""
        return "ledger" if any(column.place for column in self.columns) else "rows"

    @property
    def is_searched(self) -> bool:
        return any(column.search for column in self.columns)

    @property
    def column_choices(self) -> list[tuple[Column, bool]]:
        return [(column, column in self.shown) for column in self.columns]

    @property
    def sizes(self) -> list[tuple[int, str]]:
        """Lengths of a page, each with its address; the present one has none."""
        now = self.state.size
        return [(size, "" if size == now else replace(self.state, size=size, page=1).address) for size in state.SIZES]

    @property
    def all_url(self) -> str:
        return replace(self.state, q="", asked=(), view=None, page=1).address

    @property
    def density_url(self) -> str:
        return replace(self.state, dense=not self.state.dense).address

    @property
    def export_urls(self) -> list[tuple[str, str]]:
        address = replace(self.state, page=1).address
        joined = address if address == "?" else f"{address}&"
        return [("Excel 表格（.xlsx）", f"{joined}export=xlsx"), ("文本表格（.csv）", f"{joined}export=csv")]

    @property
    def kept_by_search(self) -> list[tuple[str, str]]:
        return replace(self.state, q="", page=1).pairs()

    @property
    def kept_by_filters(self) -> list[tuple[str, str]]:
        return replace(self.state, asked=(), page=1).pairs()

    @property
    def kept_by_columns(self) -> list[tuple[str, str]]:
        return replace(self.state, columns=()).pairs()

    @property
    def actions(self) -> list[BulkAction]:
        actor = self.request.actor
        return [one for one in self.bulk if one.permission is None or can(actor, one.permission)]

    def _head(self, column: Column) -> Head:
        key, sort = column.key, self.state.sort
        direction = {key: "ascending", f"-{key}": "descending"}.get(sort, "")
        turned = replace(self.state, sort=f"-{key}" if sort == key else key, page=1)
        return Head(column, self._css[key], turned.address if column.sort else "", direction)

    def _order(self) -> Sequence[str | OrderBy]:
        sort = self.state.sort
        default = (*names(self.default_sort), *(() if "pk" in names(self.default_sort) else ("pk",)))
        if not sort:
            return default
        column = next(one for one in self.columns if one.key == sort.removeprefix("-"))
        if sort.startswith("-"):
            return (*(F(one).desc(nulls_last=True) for one in names(column.sort)), *default)
        return (*(F(one).asc(nulls_last=True) for one in names(column.sort)), *default)

    @cached_property
    def _css(self) -> dict[str, str]:
        """Each column's classes; those that stay need to know how much stands left of them."""
        left, titled = 32 if self.actions else 0, False
        css: dict[str, str] = {}
        for column in self.shown:
            named = ["num"] if column.number else []
            named += ["optional"] if column.optional else []
            named += [f"c-{column.place}"] if column.place else []
            if column.stay:
                named += ["stay", f"stay-at-{left}"] if not titled else []
                left += 40
                named += ["c-title"] if not titled and not column.number and column.place != "title" else []
                titled = titled or not column.number
            css[column.key] = " ".join(named)
        return css
