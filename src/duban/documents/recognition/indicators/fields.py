"""Which field each row of an indicator table belongs to, also where the page tore the field's name apart.

In: for every row the field cell that begins in it.  Out: one field name a row.
"健康" on one page and "服务" beneath it are 健康服务; an empty cell goes on with the field above; 一、经济发展 in a row
of its own heads the rows that follow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from duban.documents.structure.numbering import label_of

_BLANKS = re.compile(r"\s+")
_COUNT = re.compile(r"[（(]共?[\d一二三四五六七八九十]+(?:项|个|条)?(?:指标)?[）)]$")


@dataclass(frozen=True, slots=True)
class FieldCell:
    """The field cell beginning in a row; "" when none does. `opens`: the row begins an indicator of its own."""

    text: str
    merged: bool
    opens: bool
    new_page: bool = False


@dataclass(slots=True)
class _Group:
    first: int
    text: str
    merged: bool


def fill_fields(cells: Sequence[FieldCell]) -> list[str]:
    """The field of every row."""
    lengths = [len(clean_field(cell.text)) for cell in cells if cell.text]
    groups: list[_Group] = []
    for index, cell in enumerate(cells):
        text = clean_field(cell.text)
        if not text:
            continue
        if groups and groups[-1].text == text:
            continue
        if groups and _torn(groups[-1], text, cell, lengths):
            groups[-1].text += text
        else:
            groups.append(_Group(index, text, cell.merged))
    return _spread(groups, len(cells))


def _torn(group: _Group, text: str, cell: FieldCell, lengths: Sequence[int]) -> bool:
    """Do both make one name?"""
    if group.merged and cell.merged and not cell.new_page:
        return False
    if not cell.opens or len(text) == 1 or len(group.text) == 1:
        return True
    others = list(lengths)
    for length in (len(group.text), len(text)):
        if length in others:
            others.remove(length)
    return len(others) >= 2 and all(length == len(group.text) + len(text) for length in others)


def _spread(groups: Sequence[_Group], number: int) -> list[str]:
    fields = [""] * number
    for index, group in enumerate(groups):
        end = groups[index + 1].first if index + 1 < len(groups) else number
        fields[group.first : end] = [group.text] * (end - group.first)
    return fields


def clean_field(text: str) -> str:
    """The field's name without number, count of indicators and blanks: 一、经济发展（5项） is 经济发展."""
    text = _BLANKS.sub("", text)
    label = label_of(text)
    text = _COUNT.sub("", text[label.end :] if label else text).strip("：:。、")
    return text.removesuffix("领域") if len(text) > 4 else text
