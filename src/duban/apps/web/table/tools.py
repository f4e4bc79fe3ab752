"""What stands around a table's rows: the address of every link, and what each form carries along.

In: a table's state.  Out: addresses and pairs of name and value.
"""

from __future__ import annotations

from dataclasses import replace

from duban.apps.web.table.state import SIZES, State

FORMATS = (("xlsx", "Excel 表格（.xlsx）"), ("csv", "文本表格（.csv）"))


class Tools:
    """Every property is one link or form of `components/table_*.html`."""

    def __init__(self, state: State) -> None:
        self._state = state

    @property
    def all_url(self) -> str:
        """Without search, filters and view; order and columns stay."""
        return replace(self._state, q="", asked=(), view=None, page=1).address

    @property
    def density_url(self) -> str:
        return replace(self._state, dense=not self._state.dense).address

    @property
    def sizes(self) -> list[tuple[int, str]]:
        """Lengths of a page, each with its address; the present one has none."""
        now = self._state.size
        return [(size, "" if size == now else replace(self._state, size=size, page=1).address) for size in SIZES]

    @property
    def export_urls(self) -> list[tuple[str, str]]:
        address = replace(self._state, page=1, view=None).address
        joined = address if address == "?" else f"{address}&"
        return [(label, f"{joined}export={kind}") for kind, label in FORMATS]

    @property
    def kept_by_search(self) -> list[tuple[str, str]]:
        return replace(self._state, q="", page=1).pairs()

    @property
    def kept_by_filters(self) -> list[tuple[str, str]]:
        return replace(self._state, asked=(), page=1).pairs()

    @property
    def kept_by_columns(self) -> list[tuple[str, str]]:
        return replace(self._state, columns=()).pairs()
