"""The table of a set, the ranking of places as files: .xlsx or .csv, the rows that are shown.

In: lines of the page.  Out: a response.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django.http import HttpResponse

from duban.apps.indicators.measuring import PlaceStanding
from duban.apps.indicators.queries.set_standing import Line, SetView
from duban.apps.indicators.showing.words import amount
from duban.apps.web.table import Column
from duban.apps.web.table.export import EXPORTS


class Rows:
    """Rows in memory, read as a queryset is."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self.rows = rows

    def iterator(self, chunk_size: int) -> Iterator[Any]:
        return iter(self.rows)


def _number(line: Line) -> str:
    return line.indicator.part if line.is_part else line.indicator.number


def _percent(line: Line) -> float | None:
    percent = line.standing.attainment.percent
    return None if percent is None else round(float(percent), 1)


COLUMNS = (
    Column("field", "领域"),
    Column("number", "序号", _number),
    Column("name", "指标", lambda line: line.indicator.name, stay=True),
    Column("unit", "计量单位", lambda line: line.indicator.unit),
    Column("direction", "方向", lambda line: line.direction),
    Column("nature", "性质", lambda line: line.indicator.get_nature_display()),
    Column("baseline_year", "基期年", lambda line: line.standing.baseline_year, number=True),
    Column("baseline", "基期值", lambda line: line.standing.baseline, number=True),
    Column("target", "目标", lambda line: "；".join(line.targets)),
    Column("actual", "实际值", lambda line: line.standing.figure.value if line.standing.figure else None, number=True),
    Column("as_of", "截至", lambda line: line.standing.as_of),
    Column(
        "status", "数据性质", lambda line: line.standing.figure.get_status_display() if line.standing.figure else ""
    ),
    Column("attainment", "完成率（%）", _percent, number=True),
    Column("why_not", "无法计算的原因", lambda line: line.standing.why_not),
    Column("expected", "时序应达", lambda line: amount(line.standing.pace.expected, line.standing)),
    Column("pace", "时序评价", lambda line: line.label),
    Column("forecast", "预测", lambda line: line.foreseen),
    Column("leads", "牵头单位", lambda line: "、".join(line.leads)),
)
PLACE_COLUMNS = (
    Column("rank", "名次", number=True),
    Column("place", "行政区", lambda row: row.place.name, stay=True),
    Column("index", "综合指数", lambda row: None if row.index is None else round(row.index, 1), number=True),
    Column("previous_rank", "上年名次", number=True),
    Column("change", "名次升降", number=True),
    Column("judged", "已计算指标", number=True),
    Column("number", "指标数", number=True),
)


def set_file(view: SetView, kind: str) -> HttpResponse | None:
    """None where no file was asked for."""
    look = view.look
    return _file(kind, f"{look.indicator_set}{look.place}{look.words}", COLUMNS, view.lines)


def ranking_file(rows: Sequence[PlaceStanding], title: str, kind: str) -> HttpResponse | None:
    return _file(kind, title, PLACE_COLUMNS, rows)


def _file(kind: str, title: str, columns: Sequence[Column], rows: Sequence[Any]) -> HttpResponse | None:
    write = EXPORTS.get(kind)
    return cast("HttpResponse", write(title, columns, cast("Any", Rows(rows)))) if write else None
