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

_OPENING = re.compile(r"[（(【〔\[]")
_HINT = re.compile(r"牵头|负责|配合|单位|责任|落实|参与|协助|协办|主办|主责|承办|会同|分工|实施|领导")
_UNIT_HINT = re.compile(
    r"[局委办厅府会部院队司行][、，,；;）)〉\s（(]|[局委办厅府会部院队司行镇]$|^各|单位$|部门$|街）$"
)
_AFTER_UNIT = re.compile(r"[局委办厅部府会院]$")
_AT_END = re.compile(r"\s*(?:[。；;，,]|$|[（(【〔\[\n]|\d+[.．、])")
_LATE_CLOSING = re.compile(r"[^（()）。；;\n]{0,30}[）)】〕\]]")
_DEEPEST = 3
_LONGEST = 1500  # a bracket of all of a province's units is shorter; a hostile text's is not


def find_brackets(text: str, *, rules: RoleRules, year: int | None) -> tuple[Found[Responsibility], ...]:
    """The responsibilities in brackets, in order."""
    if not _OPENING.search(text):
        return ()
    found: list[Found[Responsibility]] = []
    for start, end in _spans(text):
        if found and start < found[-1].end:
            continue
        inner = text[start + 1 : end].rstrip("）)】〕] 　。\n") if end == len(text) else text[start + 1 : end - 1]
        if text[start:end].count("（") + text[start:end].count("(") > inner.count("）") + inner.count(")") + 1:
            inner = text[start + 1 : end - 1]
        if not _may_be(inner, text, start, end):
            continue
        if responsibility := read_responsibility(inner, rules=rules, year=year):
            found.append(Found(responsibility, start, end))
    return tuple(found)


def _spans(text: str) -> list[tuple[int, int]]:
    """Brackets from the outside in; with strays, also as far as a closing mark that came too late or never."""
    matched, unclosed, stray = pairs(text)
    spans = [span for span in _shallow(matched) if _OPENING.match(text, span[0]) and span[1] - span[0] <= _LONGEST]
    late = set(stray)
    for start, end in list(spans):
        if late and (closing := _LATE_CLOSING.match(text, end)) and closing.end() - 1 in late:
            spans.append((start, closing.end()))
    last = [start for start in unclosed if _OPENING.match(text, start) and len(text) - start <= _LONGEST]
    for start in last[-3:]:
        spans.append((start, _end_of_unclosed(text, start)))
    return sorted(spans, key=lambda span: (span[0], -span[1]))


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
    if _HINT.search(inner):
        return True
    if not _UNIT_HINT.search(inner) or not _AT_END.match(text, end):
        return False
    return not _AFTER_UNIT.search(text[max(0, start - 1) : start])
