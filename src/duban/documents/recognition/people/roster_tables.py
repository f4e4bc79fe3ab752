"""People in a table with a header: 职务 / 姓名 / 单位及职务.

In: one `Table`.  Out: `Member`s; none when the table has no column of names, or none of roles.
A role cell that is merged or left empty goes on with the role above; 单位 and 职务 in two columns make one post.
Rosters laid out with tabs and no header are lines; `duban.documents.recognition.people.rosters` reads those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duban.documents.blocks import Table
from duban.documents.lexicon.people import ROLES
from duban.documents.model import Member
from duban.documents.recognition.people.names import is_name, without_blanks
from duban.documents.structure.columns import Content, squeeze
from duban.documents.structure.spacing import close_gaps
from duban.documents.structure.tables import Grid, GridRow, read_grid

_NAMES = ("姓名", "成员姓名", "人员姓名", "人员", "名单")
_OTHER = ("序号", "备注", "电话", "联系电话", "联系方式", "手机", "性别", "办公电话", "分工", "职责")
_HAN_NAME = re.compile(
    r"(?!成员|同志|单位|负责|领导|待定|各)[\u3400-\u9fff〇]{2,4}(?<![局委办厅府院位志导员])"
)  # rare surnames too
_ROLE_WORDS = frozenset(ROLES)


def is_roster(table: Table) -> bool:
    """The table lists people by their roles in a group, so its posts are no tasks."""
    return len(members_of_table(table)) > 1


def members_of_table(table: Table) -> tuple[Member, ...]:
    """The people of a table whose header has a column of names and whose rows have roles."""
    if not any(squeeze(cell.text) in _NAMES for cell in table.cells[:40]):
        return ()
    grid = read_grid(table, columns=_heading)
    name = next((column for column, label in enumerate(grid.header) if label in _NAMES), None)
    if name is None:
        return ()
    role = _role_column(grid, name)
    if role is None and not any(_role(row.heading.text) for row in grid.rows if row.heading):
        return ()
    return tuple(_members(grid, name, role, _post_columns(grid, name, role)))


def _heading(label: str) -> Content:
    if label in _NAMES:
        return Content.PERSON
    if label == "序号":
        return Content.NUMBER
    known = label in _OTHER or (len(label) <= 10 and ("职务" in label or "单位" in label))
    return Content.PROSE if known else Content.NOTHING


def _role(text: str) -> str:
    role = squeeze(text).rstrip("：:")
    return role if role in _ROLE_WORDS else ""


def _role_column(grid: Grid, name: int) -> int | None:
    """The column whose cells are roles, whatever heads it."""
    for column in range(len(grid.header)):
        texts = [row.text(column) for row in grid.rows if row.text(column).strip() and row.heading is None]
        if column != name and texts and sum(bool(_role(text)) for text in texts) * 2 > len(texts):
            return column
    return None


def _post_columns(grid: Grid, name: int, role: int | None) -> Sequence[int]:
    return [
        column
        for column, label in enumerate(grid.header)
        if column not in (name, role) and ("职务" in label or "单位" in label) and label not in _OTHER
    ]


def _members(grid: Grid, name: int, role: int | None, posts: Sequence[int]) -> Iterator[Member]:
    above = ""
    for row in grid.rows:
        if row.heading:
            above = _role(row.heading.text) or above
            continue
        above = (_role(row.text(role)) if role is not None else "") or above
        person = without_blanks(row.text(name).replace("\n", ""))
        if above and (is_name(person) or _HAN_NAME.fullmatch(person)):
            yield Member(above, person, _post_of(row, posts), row.place)


def _post_of(row: GridRow, posts: Sequence[int]) -> str:
    return "".join(close_gaps(row.text(column).replace("\n", "")).strip() for column in posts)
