"""A table for one request: from the rows its user may see to the page of them that the address asks for.

In: the request, a queryset.  Out: what `components/table.html` shows, or a file of all pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar, cast

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from duban.apps.web.requests import Request
from duban.apps.web.table import state
from duban.apps.web.table.cells import Cells, css_classes
from duban.apps.web.table.columns import Column, names
from duban.apps.web.table.export import EXPORTS
from duban.apps.web.table.filters import Chip, Filter, Filters
from duban.apps.web.table.selection import BulkAction
from duban.apps.web.table.tabs import Tabs
from duban.apps.web.table.tools import Tools
from duban.rulebook.permissions import can


@dataclass(frozen=True, slots=True)
class Head:
    column: Column
    css: str
    sort_url: str
    aria_sort: str


class Table:
    """Subclasses say the columns; `passes` names parameters of the page that stay in the table's links."""

    key: ClassVar[str]
    caption: ClassVar[str]
    columns: tuple[Column, ...]  # a table made for one day may have columns of that day
    default_sort: ClassVar[str | tuple[str, ...]] = ()
    unit: ClassVar[str] = "条"
    bulk: ClassVar[tuple[BulkAction, ...]] = ()
    passes: ClassVar[tuple[str, ...]] = ()
    dress: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None  # adds what rows show, for those of a page alone
    standing: Sequence[tuple[str, str]] = ()  # views that everybody has: label and query
    empty: str = "这里还没有内容。"
    empty_action: tuple[str, str] | None = None  # label and address of the next step

    _by_key: ClassVar[dict[str, type[Table]]] = {}

    def __init_subclass__(cls) -> None:
        if "key" in cls.__dict__ and cls._by_key.setdefault(cls.key, cls) is not cls:
            raise TypeError(f"two tables have the key {cls.key}; their saved views would be mixed up")

    @classmethod
    def of_key(cls, key: str) -> type[Table]:
        """The table whose saved views hang on `key`; LookupError when there is none."""
        return cls._by_key[key]

    def __init__(self, request: Request, rows: QuerySet[Any]) -> None:
        self.request, self.model = request, rows.model
        self.state = state.read(request.GET, self.columns, self.passes)
        self.filters = Filters(self.columns, rows, request.actor)
        self.tools, self.tabs = Tools(self.state), Tabs(self)

    def respond(self, page: str, context: Mapping[str, Any] | None = None) -> HttpResponse:
        """The whole page with `table` in its context; for htmx the table alone; for `export` a stream of the file."""
        if export := EXPORTS.get(self.request.GET.get("export", "")):
            rows = self.dress(self.rows_asked) if self.dress else self.rows_asked
            file = export(self.caption, self.shown, rows)
            return cast("HttpResponse", file)  # a stream is none to Django's types, but is answered alike
        htmx = self.request.htmx
        part = bool(htmx) and htmx.target == self.dom_id and not htmx.history_restore_request
        template = "components/table.html" if part else page
        response: HttpResponse = render(self.request, template, {**(context or {}), "table": self})
        response["Vary"] = "HX-Request"
        if part:  # a form sends its empty fields too; the address is better without them
            response["HX-Push-Url"] = self.request.path + self.state.address.removesuffix("?")
        return response

    @property
    def dom_id(self) -> str:
        return f"table-{self.key}"

    @cached_property
    def filters_read(self) -> list[Filter]:
        return self.filters.read(self.state)

    @cached_property
    def chips(self) -> list[Chip]:
        q = [Chip("搜索", self.state.q, replace(self.state, q="", page=1).address)] if self.state.q else []
        return q + [chip for one in self.filters_read for chip in one.chips]

    @cached_property
    def notices(self) -> list[str]:
        """What of the address was not understood, in sentences."""
        page = ["没有这一页，显示的是最后一页。"] if self.state.page > self.page.paginator.num_pages else []
        view = ["这个视图已删除，或不再与您共享。"] if self.state.view and not self.tabs.current else []
        return [*self.state.ignored, *(one.ignored for one in self.filters_read if one.ignored), *page, *view]

    @cached_property
    def rows_asked(self) -> QuerySet[Any]:
        """All rows the address asks for, in its order, on all pages."""
        return self.filters.rows(self.state, self.filters_read).order_by(*self._order())

    @cached_property
    def page(self) -> Page[Any]:
        if self.dress is None:
            return Paginator(self.rows_asked, self.state.size).get_page(self.state.page)
        page = Paginator(self.rows_asked.values_list("pk", flat=True), self.state.size).get_page(self.state.page)
        keys = list(page.object_list)
        found = {row.pk: row for row in self.dress(self.model._base_manager.filter(pk__in=keys))}
        page.object_list = [found[key] for key in keys if key in found]
        return page

    @property
    def rows(self) -> Iterator[SafeString]:
        cells = Cells(self.shown, self.state, self._css, ticked=bool(self.actions))
        return map(cells.row, self.page.object_list)

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
    def column_choices(self) -> list[tuple[Column, bool]]:
        return [(column, column in self.shown) for column in self.columns]

    @property
    def kind(self) -> str:
        """On a phone a row becomes a paragraph: laid out by `place`, or simply one value after the other."""
        return "ledger" if any(column.place for column in self.columns) else "rows"

    @property
    def is_searched(self) -> bool:
        return any(column.search for column in self.columns)

    @cached_property
    def actions(self) -> list[BulkAction]:
        actor = self.request.actor
        return [one for one in self.bulk if one.permission is None or can(actor, one.permission)]

    @cached_property
    def _css(self) -> dict[str, str]:
        return css_classes(self.shown, left=32 if self.actions else 0)

    def _head(self, column: Column) -> Head:
        key, sort = column.key, self.state.sort or self._default_key
        direction = {key: "ascending", f"-{key}": "descending"}.get(sort, "")
        turned = replace(self.state, sort=f"-{key}" if sort == key else key, page=1)
        return Head(column, self._css[key], turned.address if column.sort else "", direction)

    @property
    def _default_key(self) -> str:
        """The column by which rows are sorted when the address names none, "-" before it when downwards."""
        first = next(iter(names(self.default_sort)), "")
        for column in self.columns:
            if first and first.removeprefix("-") == next(iter(names(column.sort)), ""):
                return column.key if first[0] != "-" else f"-{column.key}"
        return ""

    def _order(self) -> Sequence[str | OrderBy]:
        """Empty values last either way; the key makes the order, and so the pages, certain."""
        sort, default = self.state.sort, (*names(self.default_sort), "pk")
        if not sort:
            return default
        column = next(one for one in self.columns if one.key == sort.removeprefix("-"))
        fields = [F(one) for one in names(column.sort)]
        if sort.startswith("-"):
            return (*(one.desc(nulls_last=True) for one in fields), *default)
        return (*(one.asc(nulls_last=True) for one in fields), *default)
