"""Which brackets of a paragraph name a responsibility? …稳住基本盘。（市甲局牵头，市乙局、各县（市、区）政府配合）

In: a paragraph.  Out: `Responsibility` with the bracket's span; （含续建）, （2023—2027年）, （B型） are none.
A last bracket that a page lost the closing mark of is read to the paragraph's end.
"""

from __future__ import annotations

import re

from duban.documents.blocks import Found
from duban.documents.recognition.responsibility.nesting import pairs
from duban.documents.recognition.responsibility.reading import read_responsibility
from duban.documents.recognition.responsibility.values import Responsibility, RoleRules

_RARE = str.maketrans("［］﹙﹚﹝﹞｛｝{}", "[]()〔〕[][]")  # rarer marks, each one character
_OPENING = re.compile(r"[（(【〔\[]")
_HINT = re.compile(r"牵头|负责|配合|单位|责任|落实|参与|协助|协办|主办|主责|承办|会同|分工|实施|领导")
_UNIT_HINT = re.compile(
    r"[局委办厅府会部院队司行][、，,；;）)〉\s（(]|[局委办厅府会部院队司行镇]$|^各|单位$|部门$|街）$"
)
_AFTER_UNIT = re.compile(r"[局委办厅部府会院]$")
_LEVELS = re.compile(r"[市县区州旗街乡]、|[市县区街]{1,2}道?(?:$|政府|人民政府)")  # 各县（市、区）: no list of units
_BEFORE_LEVELS = frozenset("县市区镇州地乡")
_AT_END = re.compile(r"\s*(?:[。；;，,]|$|[（(【〔\[\n]|\d+[.．、])")
_LATE_CLOSING = re.compile(r"[^（()）。；;\n]{0,30}[）)】〕\]]")
_DEEPEST = 3
_LONGEST = 1500  # a bracket of all of a province's units is shorter; a hostile text's is not


def find_brackets(text: str, *, rules: RoleRules, year: int | None) -> tuple[Found[Responsibility], ...]:
    """The responsibilities in brackets, in order."""
    text = text.translate(_RARE)
    if not _OPENING.search(text):
        return ()
    found: list[Found[Responsibility]] = []
    for start, end, closed in _spans(text):
        if any(start < each.end and each.start < end for each in found[-20:]):
            continue
        inner = _inner(text, start, end, closed=closed)
        if not _may_be(inner, text, start, end):
            continue
        if responsibility := read_responsibility(inner, rules=rules, year=year):
            found.append(Found(responsibility, start, end))
    return tuple(sorted(found, key=lambda each: each.start))


def _inner(text: str, start: int, end: int, *, closed: bool) -> str:
    """The words between the marks; a lost closing mark may have been taken by a bracket inside that lost its own."""
    if closed:
        return text[start + 1 : end - 1]
    inner = text[start + 1 : end].rstrip(" 　。\n")
    last = max(inner.rfind("（"), inner.rfind("("))
    if inner.endswith(("）", ")")) and last >= 0 and _HINT.search(inner, last):
        return inner[:-1]
    return inner


def _spans(text: str) -> list[tuple[int, int, bool]]:
    """Brackets from the outside in, also as far as a closing mark that came too late; last those never closed."""
    matched, unclosed, stray = pairs(text)
    spans = [span for span in _shallow(matched) if _OPENING.match(text, span[0]) and span[1] - span[0] <= _LONGEST]
    late = set(stray)
    for start, end in list(spans):
        if late and (closing := _LATE_CLOSING.match(text, end)) and closing.end() - 1 in late:
            spans.append((start, closing.end()))
    last = [start for start in unclosed if _OPENING.match(text, start) and len(text) - start <= _LONGEST]
    closed = [(start, end, True) for start, end in sorted(spans, key=lambda span: (span[0], -span[1]))]
    return [*closed, *((start, _end_of_unclosed(text, start), False) for start in last[-3:])]


def _shallow(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that stand in no more than two others; deeper ones name no responsibility."""
    kept, ends = [], list[int]()
    for start, end in spans:
        while ends and ends[-1] <= start:
            ends.pop()
        if len(ends) < _DEEPEST:
            kept.append((start, end))
        ends.append(end)
    return kept


def _end_of_unclosed(text: str, start: int) -> int:
    """An unclosed bracket ends with its line."""
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _may_be(inner: str, text: str, start: int, end: int) -> bool:
    """Cheap: the words of a role, or a list of units where a sentence ends."""
    if _LEVELS.match(inner) and text[start - 1 : start] in _BEFORE_LEVELS:
        return False
    if _HINT.search(inner):
        return True
    if not _UNIT_HINT.search(inner) or not _AT_END.match(text, end):
        return False
    return not _AFTER_UNIT.search(text[max(0, start - 1) : start])
