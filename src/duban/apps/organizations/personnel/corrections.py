"""What a person changed of a draft, in words: the draft keeps what holds now, the record keeps what was read.

In: a line or a sheet before and after.  Out: the values that differ, by their Chinese names.
"""

from __future__ import annotations

from typing import Any

from duban.apps.organizations.changes import differences
from duban.apps.organizations.personnel.drafts import Draft, Line, Sheet

_LINE = {
    "unit": "单位",
    "title": "职务",
    "day": "日期",
    "acting": "代理、主持工作",
    "skip": "不导入",
    "unit_choice": "选定的单位",
    "person_choice": "选定的人员",
    "answer": "对问题的回答",
}
_SHEET = {
    "day": "日期",
    "group_name": "领导小组",
    "office": "办公室所在单位",
    "term_ends_on": "任期至",
    "end_condition": "撤销条件",
    "skip": "不导入",
}


UNITS, PEOPLE = ("选定的单位", "办公室所在单位"), ("选定的人员",)  # values that are keys, until somebody names them


def corrections(before: Draft, after: Draft) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each line and each document that changed: what it is, its values before, its values after."""
    found = []
    for old, new in zip(before.sheets, after.sheets, strict=True):
        found.append((f"公文《{old.title}》", *differences(_values(old, _SHEET), _values(new, _SHEET))))
        for line, changed in zip(old.lines, new.lines, strict=True):
            found.append((f"{line.name}，{line.words}", *differences(_values(line, _LINE), _values(changed, _LINE))))
    return [one for one in found if one[2]]


def _values(read: Line | Sheet, names: dict[str, str]) -> dict[str, Any]:
    return {word: _word(getattr(read, name)) for name, word in names.items()}


def _word(value: str | bool | int | None) -> str | int | None:
    return ("是" if value else "否") if isinstance(value, bool) else value
