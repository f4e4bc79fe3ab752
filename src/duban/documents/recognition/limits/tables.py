"""Time limits in a table: 审批事项 | 审批部门 | 法定时限 | 承诺时限.

In: one `Table`.  Out: `TimeLimit`s, one per row; none of a table whose 时限 are days of the calendar.
Of several limits the promised one binds: 承诺时限 before 办理时限 before 法定时限.
即时办结 has no figure and gives none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from duban.documents.blocks import Table
from duban.documents.model import TimeLimit
from duban.documents.recognition.quantities.numbers import read_number
from duban.documents.structure.columns import Content, heading_content, squeeze
from duban.documents.structure.spacing import close_gaps
from duban.documents.structure.tables import Grid, GridRow, read_grid

_LIMIT = re.compile(r"时限|期限|时间|用时")
_ORDER = ("承诺", "压缩", "压减", "优化", "改革后", "办理", "办结", "时限", "期限", "法定", "时间", "用时")
_BODY = re.compile(r"(?:部门|单位|机构|主体)$")
_ITEM = re.compile(r"事项|名称|环节|内容|项目|步骤|流程|阶段|材料|情形")
_DURATION = re.compile(
    r"(?:不超过|最长|约)?(?P<amount>\d{1,4}(?:\.\d)?|[一二两三四五六七八九十]{1,3}|半)个?(?P<unit>工作日|工作小时|小时|自然日|日历天|天|日|分钟|月)"
    r"(?:以内|之内|内)?(?:办结|完成)?(?:[（(][^（()）]{0,20}[）)])?"
)
_AT_ONCE = re.compile(r"即时?(?:办结?|办理)?|即到即办|当场(?:办结)?|立等可取|—|-|/|无|0")


def is_limit_table(table: Table) -> bool:
    """Most cells of its 时限 are lengths of time, not days: 3个工作日."""
    return bool(limits_of_table(table, lambda words: "day"))


def limits_of_table(table: Table, unit_of: Callable[[str], str]) -> tuple[TimeLimit, ...]:
    """The limits of the rows, with the body that each binds."""
    if not any(_LIMIT.search(squeeze(cell.text)) and len(cell.text) < 20 for cell in table.cells[:40]):
        return ()
    grid = read_grid(table, columns=_heading)
    column = _limit_column(grid)
    item = next((at for at, label in enumerate(grid.header) if _ITEM.search(label)), None)
    if column is None or item is None:
        return ()
    body = next((at for at, label in enumerate(grid.header) if _BODY.search(label)), None)
    limits = [_limit(row, column, item, body, unit_of) for row in grid.rows]
    return tuple(limit for limit in limits if limit)


def _heading(label: str) -> Content:
    known = heading_content(label)
    if known is Content.NOTHING and len(label) <= 12 and (_ITEM.search(label) or _LIMIT.search(label)):
        return Content.PROSE
    return known


def _limit_column(grid: Grid) -> int | None:
    """The column of lengths of time that binds; None when most cells are something else."""
    columns = [at for at, label in enumerate(grid.header) if _LIMIT.search(label) and _holds_durations(grid.rows, at)]
    return min(columns, key=lambda at: _rank(grid.header[at]), default=None)


def _rank(label: str) -> int:
    return next((rank for rank, word in enumerate(_ORDER) if word in label), len(_ORDER))


def _holds_durations(rows: Sequence[GridRow], column: int) -> bool:
    texts = [squeeze(row.text(column)) for row in rows if row.text(column).strip()]
    told = sum(bool(_DURATION.fullmatch(text)) for text in texts)
    return told > 0 and told + sum(bool(_AT_ONCE.fullmatch(text)) for text in texts) == len(texts)


def _limit(row: GridRow, column: int, item: int, body: int | None, unit_of: Callable[[str], str]) -> TimeLimit | None:
    cell = row.cells[column]
    match = _DURATION.fullmatch(squeeze(row.text(column)))
    amount = read_number("0.5" if match["amount"] == "半" else match["amount"]) if match else None
    if cell is None or match is None or amount is None:
        return None
    owner = close_gaps(row.text(body).replace("\n", "")).strip() if body is not None else ""
    name = close_gaps(row.text(item).replace("\n", "")).strip()
    return TimeLimit(f"{name}：{match.group()}", amount, unit_of(match["unit"]), owner, row.place or cell.place)
