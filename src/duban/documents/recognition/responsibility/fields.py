"""What does a label or a column's heading name? 牵头单位：, 责任 单位:, **工作措施：**, “县级责任领导”.

In: a paragraph, or the heading of a column.  Out: `Field`; for a label also its span, colon included.
"1.牵头单位：市甲局  配合单位：市乙局" has two labels. Does not read the values; `combining` does.
"""

from __future__ import annotations

import re
from enum import StrEnum

from duban.documents.blocks import Found
from duban.documents.lexicon.labels import COLUMNS, LABELS


class Field(StrEnum):
    """What a label's or a column's words are about."""

    number = "number"
    chapter = "chapter"
    group = "group"
    text = "text"
    measures = "measures"
    target = "target"
    leaders = "leaders"
    division = "division"  # 部门分工: roles inside the words
    lead = "lead"
    implement = "implement"
    support = "support"
    responsible = "responsible"  # 责任单位, not yet divided
    deadline = "deadline"
    remark = "remark"
    unknown = "unknown"


_LABEL_FIELDS = {word: Field(name) for name, words in LABELS.items() for word in words}
_COLUMN_FIELDS = {
    **_LABEL_FIELDS,
    **{word: Field(name) for name, words in COLUMNS.items() for word in words},
}
_LONGEST = max(map(len, _COLUMN_FIELDS))
_LOOK_BACK = 40  # a label with its blanks, marks and number is never longer

_BLANKS = re.compile(r"\s+")
_NOISE = re.compile(r"[\s*＊_#]+")
_BRACKETED = re.compile(r"[（(〈\[【][^（()）〈〉\[\]【】]{0,40}[）)〉\]】]")
_COLON = re.compile(r"[：:]")
_OPENING = re.compile(
    r"\s*(?:[*＊#_\s]*)(?:[（(【\[]?(?:\d{1,3}(?![\d年])|[一二三四五六七八九十]{1,3}|[①-⑳])[）)】\]]?[.．、]?(?:[*＊\s]*))?[【\[]?"
)
_CLOSING = re.compile(r"[】\]]?[*＊_]*[：:][*＊_]*")
# What may stand before the words of a label and belongs to it.
_PREFIX = re.compile(
    r"(?:本项|该项|本|各|任务|工作|市级|县级|区级|省级|市直|县直|区直|镇级|有关|具体|主要|我市|我县|我区|市|县|区|省|(?:19|20)\d\d年度?){0,2}$"
)


def label_of(text: str) -> Found[Field] | None:
    """The label `text` opens with; the value starts at its end."""
    colon = _COLON.search(text, 0, _LOOK_BACK)
    return _label_before(text, 0, colon, first=True) if colon else None


def labels_in(text: str) -> tuple[Found[Field], ...]:
    """All labels of a paragraph that opens with one, in order; none inside brackets."""
    first = label_of(text)
    return (first, *later_labels(text, first.end)) if first else ()


def later_labels(text: str, start: int) -> list[Found[Field]]:
    """Labels anywhere from `start` on, outside brackets."""
    found: list[Found[Field]] = []
    depth, at = 0, start
    for colon in _COLON.finditer(text, start):
        between = text[at : colon.start()]
        depth = max(0, depth + _opened(between))
        if not depth and (label := _label_before(text, max(start, colon.start() - _LOOK_BACK), colon, first=False)):
            found.append(label)
            start = label.end
        at = colon.end()
    return found


def column_field(header: str) -> Field | None:
    """What a column so headed holds; None when its words are not known."""
    heading = _NOISE.sub("", header)
    for each in (heading, *reversed(re.split(r"[/／|]", heading))):
        if field := _COLUMN_FIELDS.get(each) or _by_end(_BRACKETED.sub("", each).rstrip("：:")):
            return field
    return None


def _by_end(heading: str) -> Field | None:
    """The longest known end decides: 县《政府工作报告》重点任务, 2024年工作目标."""
    for size in range(min(len(heading), _LONGEST), 1, -1):
        if field := _COLUMN_FIELDS.get(heading[-size:]):
            return field
    return _COLUMN_FIELDS.get(heading)


def _label_before(text: str, start: int, colon: re.Match[str], *, first: bool) -> Found[Field] | None:
    """The label that ends at `colon`; the first one must fill its line from the start."""
    if first and (opening := _OPENING.match(text, start, colon.start())):
        start = opening.end()
    window = text[start : colon.start()]
    words = _NOISE.sub("", _BRACKETED.sub(lambda match: " " * len(match[0]), window).rstrip("】]"))
    for size in range(min(len(words), _LONGEST), 1, -1):
        if (field := _LABEL_FIELDS.get(words[-size:])) is None:
            continue
        label = _begin(text, start, colon.start(), size)
        prefix = None if text[label - 1 : label].isspace() else _PREFIX.search(words[:-size])
        before = words[: prefix.start()] if prefix else words[:-size]
        if (first and before) or (before and size == 2 and not _parted(window, before)):
            return None
        closing = _CLOSING.match(text, colon.start())
        end = closing.end() if closing else colon.end()
        return Found(field, _begin(text, start, colon.start(), len(words) - len(before)), end)
    return None


def _parted(window: str, before: str) -> bool:
    """A short word names a field only at the beginning of something: "；配合：", not "做好以下工作："."""
    return before[-1] in "。；;，,、：:）)" or bool(re.search(r"\s\S{0,3}\s*\S{1,3}$", window))


def _begin(text: str, start: int, end: int, size: int) -> int:
    """Where the last `size` characters before `end` begin, blanks, marks and brackets not counted."""
    covered = _BRACKETED.sub(lambda match: " " * len(match[0]), text[start:end])
    for offset in range(len(covered) - 1, -1, -1):
        if not _NOISE.match(covered[offset]) and covered[offset] not in "】]":
            size -= 1
        if not size:
            return start + offset
    return start


def _opened(text: str) -> int:
    return sum(text.count(each) for each in "（(【[") - sum(text.count(each) for each in "）)】]")
