"""What does the address ask of a table? Everything a reader has set, and nothing that is not the table's.

In: a query string.  Out: `State`; what was not understood is left out and said in `ignored`, never refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from duban.apps.web.table.columns import Column

SIZES = (50, 100, 200)
LONGEST_QUERY = 100
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class State:
    """`asked` holds the filters by parameter: ("kind", ("town",)), ("since_from", ("2026-01-01",))."""

    q: str = ""
    asked: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: str = ""
    columns: tuple[str, ...] = ()
    page: int = 1
    size: int = SIZES[0]
    dense: bool = False
    view: int | None = None
    passed: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()

    def of(self, parameter: str) -> tuple[str, ...]:
        return dict(self.asked).get(parameter, ())

    def with_filter(self, parameter: str, values: Sequence[str]) -> State:
        """The same with one filter set anew; without values it is removed."""
        kept = tuple(one for one in self.asked if one[0] != parameter)
        return replace(self, asked=(*kept, (parameter, tuple(values))) if values else kept, page=1)

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters, in one fixed order; what is as it is by default is left out."""
        found = [*self.passed, *([("q", self.q)] if self.q else [])]
        found += [(name, value) for name, values in self.asked for value in values]
        found += [("sort", self.sort)] if self.sort else []
        found += [("columns", key) for key in self.columns]
        found += [("size", str(self.size))] if self.size != SIZES[0] else []
        found += [("dense", "1")] if self.dense else []
        found += [("view", str(self.view))] if self.view else []
        return [*found, *([("page", str(self.page))] if self.page > 1 else [])]

    @property
    def address(self) -> str:
        return "?" + urlencode(self.pairs())

    @property
    def query(self) -> str:
        """What a saved view keeps: filters, order, columns and density; not the page, nor the view itself."""
        return urlencode(replace(self, page=1, view=None, passed=()).pairs())


def parameters(column: Column) -> tuple[str, ...]:
    """The names under which a column's filter stands in the address."""
    if not column.filter:
        return ()
    return (f"{column.key}_from", f"{column.key}_to") if column.between else (column.key,)


def read(asked: QueryDict, columns: Sequence[Column], passes: Sequence[str] = ()) -> State:
    """The state the address asks for; `passes` names parameters of the page itself, which are kept."""
    ignored: list[str] = []
    known = [name for column in columns for name in parameters(column)]
    strange = [
        name for name in asked if name not in {*known, *passes, *_OWN} and not name.startswith("_")
    ]  # "_" begins what browsers and messengers add to avoid a cache
    if strange:
        ignored.append(f"地址里有 {len(strange)} 个不认识的参数，已忽略。")
    return State(
        q=_q(asked, columns, ignored),
        asked=tuple((name, given) for name in known if (given := _clean(asked.getlist(name)))),
        sort=_sort(asked, columns, ignored),
        columns=_columns(asked, columns, ignored),
        page=_number(asked, "page", ignored, "页码") or 1,
        size=_size(asked, ignored),
        dense=asked.get("dense") == "1",
        view=_number(asked, "view", ignored, "视图"),
        passed=tuple((name, value) for name in passes for value in asked.getlist(name)),
        ignored=tuple(ignored),
    )


def described(state: State, columns: Sequence[Column]) -> str:
    """What the state asks, in words: 搜索“财政”，按类别筛选，按名称排列."""
    filtered = [one.label for one in columns if any(state.of(name) for name in parameters(one))]
    sorted_by = [one.label for one in columns if one.key == state.sort.removeprefix("-")]
    said = [f"搜索“{state.q}”"] if state.q else []
    said += [f"按{'、'.join(filtered)}筛选"] if filtered else []
    said += [f"按{sorted_by[0]}{'倒序' if state.sort.startswith('-') else ''}排列"] if sorted_by else []
    said += ["另选了列"] if state.columns else []
    return "，".join(said) or "全部"


_OWN = frozenset({"q", "sort", "columns", "page", "size", "dense", "view", "export"})


def _clean(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for one in values if (value := _CONTROL.sub(" ", one).strip()[:200])))


def _q(asked: QueryDict, columns: Sequence[Column], ignored: list[str]) -> str:
    q = " ".join(_CONTROL.sub(" ", asked.get("q", "")).split())
    if q and not any(column.search for column in columns):
        ignored.append("这张表不能搜索，请用筛选。")
        return ""
    if len(q) > LONGEST_QUERY:
        ignored.append(f"搜索内容太长，只用了前 {LONGEST_QUERY} 个字。")
    return q[:LONGEST_QUERY].strip()


def _sort(asked: QueryDict, columns: Sequence[Column], ignored: list[str]) -> str:
    sort = asked.get("sort", "")
    if not sort or sort.removeprefix("-") in {column.key for column in columns if column.sort}:
        return sort
    ignored.append("不能按地址里写的那一列排序，已按默认顺序排列。")
    return ""


def _columns(asked: QueryDict, columns: Sequence[Column], ignored: list[str]) -> tuple[str, ...]:
    wanted = asked.getlist("columns")
    known = tuple(column.key for column in columns if column.key in wanted)
    if len(known) < len(set(wanted)):
        ignored.append("地址里有不认识的列，已忽略。")
    return known


def _number(asked: QueryDict, name: str, ignored: list[str], label: str) -> int | None:
    given = asked.get(name, "")
    if re.fullmatch(r"[0-9]{1,9}", given) and int(given) > 0:
        return int(given)
    if given:
        ignored.append(f"地址里的{label}不对，已忽略。")
    return None


def _size(asked: QueryDict, ignored: list[str]) -> int:
    size = _number(asked, "size", ignored, "每页行数") or SIZES[0]
    if size in SIZES:
        return size
    ignored.append(f"每页只能是 {'、'.join(map(str, SIZES))} 行。")
    return SIZES[0]
