"""Cut the paragraphs of an indicator plan at the labels that say what follows.

In: the blocks of a document.  Out: `Piece`s in reading order: 牵头单位:…, (1)工作目标。…, 主要措施：…, or text.
A label opens a paragraph or, with its colon, stands inside one: "1．森林覆盖率。牵头单位：市林业局。目标：…".
Labels inside brackets belong to a task's units and are left where they are. Says nothing of what a piece means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from duban.documents.blocks import Block, Paragraph, Place
from duban.documents.lexicon import indicators as words
from duban.documents.structure.numbering import Label, label_of


class PieceKind(Enum):
    TEXT = auto()
    LEAD = auto()
    RESPONSIBLE = auto()
    SUPPORT = auto()
    GOAL = auto()
    BASELINE = auto()
    TASKS = auto()
    NATURE = auto()
    UNIT = auto()
    REMARK = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """`text` is `paragraph.text[start:end]` after its label; `word` the label's words ("2025年目标")."""

    kind: PieceKind
    text: str
    paragraph: Paragraph
    begin: int  # with its label
    start: int
    end: int
    number: Label | None = None  # the number that opens the paragraph
    word: str = ""

    @property
    def opens(self) -> bool:
        """It opens its paragraph."""
        return self.begin == 0

    @property
    def place(self) -> Place:
        return self.paragraph.place_of(self.begin, self.end)


_KINDS = (
    (PieceKind.LEAD, words.LEAD_LABELS),
    (PieceKind.RESPONSIBLE, words.RESPONSIBLE_LABELS),
    (PieceKind.SUPPORT, words.SUPPORT_LABELS),
    (PieceKind.GOAL, words.GOAL_LABELS),
    (PieceKind.BASELINE, words.BASELINE_LABELS),
    (PieceKind.TASKS, words.TASK_LABELS),
    (PieceKind.NATURE, words.NATURE_LABELS),
    (PieceKind.UNIT, words.UNIT_LABELS),
    (PieceKind.REMARK, words.REMARK_LABELS),
)
_KIND_OF = {word: kind for kind, labels in _KINDS for word in labels}
_WORDS = "|".join(sorted(map(re.escape, _KIND_OF), key=len, reverse=True))
_YEARS = (
    r"(?:(?:19|20)\d\d(?:\s?[-—–~～至]{1,2}\s?(?:19|20)\d\d)?年(?:底|末)?(?:前)?|“?十[三四五六]五”?(?:期?末|期间)?)"
)
_LABEL = rf"[*【\[]{{0,3}}(?P<word>(?:{_YEARS})?(?:指标)?(?P<key>{_WORDS}))[*】\]]{{0,3}}"
_OPENING = re.compile(rf"\s*{_LABEL}\s*(?:[:：]\s*|[。.．]\s*|(?<=[*】\]])\s*|$)")
_INSIDE = re.compile(rf"(?<=[。；;，,\s*]){_LABEL}\s?[:：]\s{{0,9}}")
_COLON = re.compile(r"[:：]")
_WIDEST_LABEL = 40
_BRACKET = re.compile(r"[（(〔）)〕]")


def cut(blocks: Sequence[Block]) -> list[Piece]:
    """All paragraphs as pieces; tables are passed over."""
    return [piece for block in blocks if isinstance(block, Paragraph) for piece in _cut(block) if block.text.strip()]


def _cut(paragraph: Paragraph) -> Iterator[Piece]:
    text = paragraph.text
    number = label_of(text)
    begin = number.end if number else 0
    opening = _OPENING.match(text, begin)
    inside = [match for match in _labels(text, begin) if not _in_brackets(text, match.start())]
    if opening:
        inside = [opening, *(match for match in inside if match.start() >= opening.end())]
    edges = [match.start() for match in inside] + [len(text)]
    if not opening and edges[0] > 0:
        yield Piece(PieceKind.TEXT, text[begin : edges[0]].strip(), paragraph, 0, begin, edges[0], number)
    for match, end in zip(inside, edges[1:], strict=True):
        kind, first = _KIND_OF[match["key"]], match is opening
        at = 0 if first else match.start()
        value = text[match.end() : end].strip()
        yield Piece(kind, value, paragraph, at, match.end(), end, number if first else None, match["word"])


def _labels(text: str, begin: int) -> Iterator[re.Match[str]]:
    """Labels with a colon inside a paragraph; looked for only before colons."""
    at = begin
    for colon in _COLON.finditer(text, begin):
        match = _INSIDE.search(text, max(at, colon.start() - _WIDEST_LABEL), colon.end() + 10)
        if match:
            at = match.end()
            yield match


def _in_brackets(text: str, at: int) -> bool:
    """More brackets open before `at` than close."""
    depth = 0
    for match in _BRACKET.finditer(text, max(0, at - 400), at):
        depth = depth + 1 if match.group() in "（(〔" else max(depth - 1, 0)
    return depth > 0
