"""Brackets and quotation marks that hold together what stands in them: 各县（市、区）政府, “一网统管”专班.

In: text.  Out: spans of its outermost or of all brackets, and the text cut outside of them.
Full-width and half-width marks close each other; what is never closed holds nothing.
"""

from __future__ import annotations

import re

_OPENING = {
    "（": "(", "(": "(", "〈": "<", "<": "<", "＜": "<", "《": "《", "【": "[", "[": "[", "〔": "[",
    "“": "“", "「": "「", "『": "『",
}  # fmt: skip
_CLOSING = {
    "）": "(", ")": "(", "〉": "<", ">": "<", "＞": "<", "》": "《", "】": "[", "]": "[", "〕": "[",
    "”": "“", "」": "「", "』": "『",
}  # fmt: skip
_MARK = re.compile("[" + re.escape("".join({**_OPENING, **_CLOSING})) + "]")
# A bracket that was never closed still holds its list of levels: 各县（市、区政府.
_BROKEN = re.compile(r"(?<=[（(〈<][市县区州])、(?=[市县区州旗])")


def pairs(text: str) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """All matched brackets as spans with both marks, then openings and closings that match nothing."""
    found: list[tuple[int, int]] = []
    stray: list[int] = []
    stack: list[tuple[str, int]] = []
    waiting: dict[str, int] = {}
    for mark in _MARK.finditer(text):
        kind = _OPENING.get(mark[0])
        if kind:
            stack.append((kind, mark.start()))
            waiting[kind] = waiting.get(kind, 0) + 1
            continue
        kind = _CLOSING[mark[0]]
        if not waiting.get(kind):
            stray.append(mark.start())
            continue
        while stack:
            opened, start = stack.pop()
            waiting[opened] -= 1
            if opened == kind:
                found.append((start, mark.end()))
                break
    closed = {start for start, _ in found}
    unclosed = [start for kind, start in stack if start not in closed]
    return sorted(found), unclosed, stray


def outermost(text: str) -> list[tuple[int, int]]:
    """Spans of the brackets that stand in no other, in order."""
    if not _MARK.search(text):
        return []
    spans: list[tuple[int, int]] = []
    for start, end in pairs(text)[0]:
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return spans


def cut(text: str, separator: re.Pattern[str]) -> list[tuple[str, str]]:
    """`text` cut at `separator` outside of brackets, as (separator before, piece)."""
    spans = outermost(text)
    pieces: list[tuple[str, str]] = []
    at, before, index = 0, "", 0
    broken = {match.start() for match in _BROKEN.finditer(text)} if "、" in text else set()
    for match in separator.finditer(text):
        while index < len(spans) and spans[index][1] <= match.start():
            index += 1
        inside = index < len(spans) and spans[index][0] < match.start()
        if inside or match.start() in broken:
            continue
        pieces.append((before, text[at : match.start()]))
        at, before = match.end(), match[0]
    return [*pieces, (before, text[at:])]
