"""A page whose lines were lost: title, recipients and all items in one paragraph, parted by blanks.

In: a long paragraph.  Out: the paragraphs it was made of: "…的通知 各区人民政府: 为抓好… 一、主要目标 1、…".
Cuts only at blanks, where a sentence, a title or a date has ended or a number begins; a paragraph with fewer
than three numbers behind blanks is left whole.
"""

from __future__ import annotations

import re

from duban.documents.blocks import Paragraph
from duban.documents.structure.numbering import label_of

_SHORTEST = 200  # characters
_FEWEST_NUMBERS = 3
_BLANKS = re.compile(r"[ \t\u3000\u00a0]+")
_ENDED = re.compile(r"(?:[。：:；;）)】]|通知|意见|方案|分工|分解|清单|要点|日|办公[室厅]|人民政府)$")
_DATE = re.compile(r"(?:[12]\d{3}|[二一][〇○零一二三四五六七八九]{3})\s?年")
_WINDOW = 40


def split_run_on(paragraph: Paragraph) -> list[Paragraph]:
    """The paragraphs that `paragraph` runs together; itself alone where it is one."""
    text = paragraph.text
    if len(text) < _SHORTEST:
        return [paragraph]
    cuts, numbers = _cuts(text)
    if numbers < _FEWEST_NUMBERS:
        return [paragraph]
    parts: list[Paragraph] = []
    for begin, end in zip(
        [0, *(after for _, after in cuts)], [*(before for before, _ in cuts), len(text)], strict=True
    ):
        words = text[begin:end].lstrip("|｜ \t\u3000")
        begin = end - len(words)
        if words.strip():
            parts.append(Paragraph(words, paragraph.place_of(begin, end), paragraph.style))
    return parts


def _cuts(text: str) -> tuple[list[tuple[int, int]], int]:
    """The blanks to cut at, and how many of them stand before a number."""
    cuts: list[tuple[int, int]] = []
    numbers = 0
    for blanks in _BLANKS.finditer(text):
        before = text[max(0, blanks.start() - _WINDOW) : blanks.start()]
        after = text[blanks.end() : blanks.end() + _WINDOW]
        numbered = label_of(after) is not None
        if not before or not after:
            continue
        if numbered or _ENDED.search(before) or _DATE.match(after):
            numbers += numbered
            cuts.append((blanks.start(), blanks.end()))
    return cuts, numbers
