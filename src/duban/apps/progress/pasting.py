"""A table copied from Word or Excel, as the rows of a form: which cell is the day, the content, the figure, who.

In: the pasted text (cells by tabs, rows by lines), the year.  Out: rows of texts by field; nothing is refused, what is
not understood stands in the content. Headings are used where there are any, else the cells are told by their looks.
"""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from io import StringIO

MOST_ROWS = 40
_HEADINGS = {
    "due": ("时间", "时限", "季度", "日期", "节点"),
    "figure": ("目标值", "目标数", "指标值"),
    "section": ("科室", "处室", "股室", "部门"),
    "person": ("责任人", "负责人", "经办人", "联系人"),
    "content": ("内容", "举措", "措施", "任务", "事项", "工作"),
}
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_WHOLE_DAY = re.compile(r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:前|底|以前)?")
_MONTH = re.compile(r"(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月(?:份)?(?:底|末|中旬|下旬)?(?:前|以前)?")
_QUARTER = re.compile(r"(?:(\d{4})\s*年?\s*)?(?:第)?([一二三四1-4])季度(?:末|底)?(?:前)?")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def rows_pasted(text: str, year: int) -> list[dict[str, str]]:
    """By field: content, due (2026-06-30), figure, section, person."""
    table = [[cell.strip() for cell in line] for line in csv.reader(StringIO(text), delimiter="\t")]
    table = [line for line in table if any(line)]
    columns = _columns(table[0]) if table else {}
    lines = table[1:] if columns else table
    return [_row(line, columns, year) for line in lines[:MOST_ROWS]]


def day_in(words: str, year: int) -> date | None:
    """The day that is meant: 6月30日, 6月底, 二季度, 上半年; the last one of a month or quarter."""
    bare = "".join(words.split())
    if found := _WHOLE_DAY.fullmatch(bare):
        return _day(int(found[1] or year), int(found[2]), int(found[3]))
    if found := _MONTH.fullmatch(bare):
        return _last_of(int(found[1] or year), int(found[2]))
    if found := _QUARTER.fullmatch(bare):
        return _last_of(int(found[1] or year), _QUARTERS[found[2]])
    if bare in ("上半年", "年中"):
        return date(year, 6, 30)
    return date(year, 12, 31) if bare in ("下半年", "全年", "年底", "年内", "年底前", "年末") else None


def _columns(head: Sequence[str]) -> dict[int, str]:
    """Which field each column holds; none where the first line is no head."""
    found: dict[int, str] = {}
    for at, cell in enumerate(head):
        bare = "".join(cell.split())
        field = next((name for name, words in _HEADINGS.items() if any(word in bare for word in words)), "")
        if field and field not in found.values() and len(bare) < 12:
            found[at] = field
    return found if len(found) > 1 and "content" in found.values() else {}


def _row(line: Sequence[str], columns: dict[int, str], year: int) -> dict[str, str]:
    row = {"content": "", "due": "", "figure": "", "section": "", "person": ""}
    if columns:
        row |= {field: line[at] for at, field in columns.items() if at < len(line)}
        day = day_in(row["due"], year)
        row["due"] = day.isoformat() if day else row["due"]
        row["figure"] = _figure(row["figure"])
        return row
    return row | _by_looks([cell for cell in line if cell], year)


def _by_looks(cells: Sequence[str], year: int) -> dict[str, str]:
    """The longest cell that is neither day nor figure is the content; of what is left the last is the person."""
    found: dict[str, str] = {}
    rest = []
    for cell in cells:
        day = day_in(cell, year)
        if day and "due" not in found:
            found["due"] = day.isoformat()
        elif _FIGURE.fullmatch(cell):
            found["figure"] = _figure(cell)  # of several the last: a line begins with its number
        else:
            rest.append(cell)
    if rest:
        content = max(rest, key=len)
        found["content"] = content
        rest.remove(content)
    if rest:
        found["person"] = rest.pop()
    return found | ({"section": rest.pop()} if rest else {})


def _figure(words: str) -> str:
    found = _FIGURE.search(words)
    return found[0].replace(",", "") if found else ""


def _last_of(year: int, month: int) -> date | None:
    return _day(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
