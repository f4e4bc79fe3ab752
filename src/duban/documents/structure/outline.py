"""The outline of a text: which numbered paragraph stands under which.

In: the blocks of one document's body.  Out: a tree of `Node`s; what stands before the first number is the preamble.
Knows every numbering habit (一、 （一） 1． 1、 （1） ① 第一章) and that the habits nest in this order, as
GB/T 9704-2012, 7.3.3 has it. Does not know which items are tasks; `duban.documents.recognition.tasks` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from duban.documents.blocks import Block, Paragraph, Place, Table
from duban.documents.structure.bare_headings import bare_headings
from duban.documents.structure.later_annexes import ANNEX
from duban.documents.structure.numbering import Label, LabelKind, label_of
from duban.documents.structure.spacing import close_gaps

_RANKS: dict[LabelKind, int] = {kind: rank for rank, kind in enumerate(LabelKind)}
_STYLE_RANKS = {
    ANNEX: -1,  # above all numbers
    "heading 1": _RANKS[LabelKind.HAN],
    "heading 2": _RANKS[LabelKind.HAN_PAREN],
    "heading 3": _RANKS[LabelKind.NUMBER],
    "heading 4": _RANKS[LabelKind.NUMBER_PAREN],
}
_BARE_FIELD = re.compile(r"[*\s]*[一-龥]{2,10}[：:][*\s]*")  # "工作措施：" alone on its line: a list of items follows
_FIELD = re.compile(r"[*\s]*[一-龥]{2,12}[：:]")
_BOXED = re.compile(r"【[^【】：:，。；]{2,24}】")  # 【产业发展】 alone on its line heads what follows
_LONGEST_STYLED = 60
_SENTENCE = re.compile(r"(?:[（(][^（()）]{0,200}[）)]|[^。；！？])*[。；！？]?")  # a bracket is not cut in two


@dataclass(slots=True)
class Node:
    """A numbered paragraph (or an unnumbered heading), what follows it, and the items under it."""

    opening: Paragraph
    label: Label | None
    rank: int
    content: list[Block] = field(default_factory=list)  # unnumbered blocks up to the next number
    children: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The opening paragraph behind its number."""
        return self.opening.text[self.label.end :] if self.label else self.opening.text

    @property
    def title_end(self) -> int:
        """Where the heading ends in `text`: the whole line, or the first sentence where prose runs on."""
        first = _SENTENCE.match(self.text)
        return first.end() if first else len(self.text)

    @property
    def title(self) -> str:
        return close_gaps(self.text[: self.title_end]).strip(" *。；：:【】")

    @property
    def label_text(self) -> str:
        return self.label.text if self.label else ""

    @property
    def heading(self) -> str:
        """Number and title in one, as a path names it: "（一）扩大投资", "第一章 总则"."""
        mark = self.label_text
        return f"{mark} {self.title}" if mark and mark[-1].isalnum() else f"{mark}{self.title}"

    @property
    def title_place(self) -> Place:
        return self.opening.place_of(0, len(self.opening.text) - len(self.text) + self.title_end)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def blocks(self) -> Iterator[Block]:
        """All blocks of this node and those below it, in reading order."""
        for node in self.walk():
            yield node.opening
            yield from node.content

    @property
    def place(self) -> Place:
        """From the number to the end of the last block below it."""
        last = self.opening.place
        for block in self.blocks():
            if block.place.end > last.end:
                last = block.place
        return self.opening.place.until(last)


@dataclass(frozen=True, slots=True)
class Outline:
    preamble: tuple[Block, ...]
    nodes: tuple[Node, ...]

    def walk(self) -> Iterator[Node]:
        for node in self.nodes:
            yield from node.walk()


def build_outline(blocks: Sequence[Block]) -> Outline:
    """The tree of numbered paragraphs of `blocks`."""
    preamble: list[Block] = []
    roots: list[Node] = []
    stack: list[Node] = []
    listing: int | None = None  # rank of the items of a list that a bare field label has opened
    bare = bare_headings(blocks, _RANKS)
    for index, block in enumerate(blocks):
        opened = Node(block, None, bare[index]) if index in bare and isinstance(block, Paragraph) else _opening(block)
        if opened is None or (listing is not None and opened.rank >= listing and _is_listed(stack, opened)):
            listing = _listing(block, stack, listing)
            (stack[-1].content if stack else preamble).append(block)
            continue
        listing = None
        while stack and stack[-1].rank >= opened.rank:
            stack.pop()
        (stack[-1].children if stack else roots).append(opened)
        stack.append(opened)
    return Outline(tuple(preamble), tuple(roots))


def _opening(block: Block) -> Node | None:
    if isinstance(block, Table) or not block.text:
        return None
    if label := label_of(block.text):
        return Node(block, label, _RANKS[label.kind])
    if block.style in _STYLE_RANKS and len(block.text) <= _LONGEST_STYLED and not _FIELD.match(block.text):
        return Node(block, None, _STYLE_RANKS[block.style])
    if _BOXED.fullmatch(block.text.strip()):
        return Node(block, None, _RANKS[LabelKind.HAN_PAREN])
    return None


def _listing(block: Block, stack: list[Node], listing: int | None) -> int | None:
    """The rank from which numbers are items of a list: set by "工作措施：" alone, ended by the next field."""
    if not isinstance(block, Paragraph) or not stack:
        return listing
    if _BARE_FIELD.fullmatch(block.text):
        return stack[-1].rank
    return None if _FIELD.match(block.text) else listing


def _is_listed(stack: list[Node], opened: Node) -> bool:
    """An item of the list: it begins anew at 1, or does not go on with the number of the task above."""
    if not stack or opened.label is None or stack[-1].label is None or opened.rank > stack[-1].rank:
        return True
    return opened.label.value != stack[-1].label.value + 1 or _last_item(stack[-1]) == opened.label.value - 1


def _last_item(node: Node) -> int | None:
    for block in reversed(node.content):
        if isinstance(block, Paragraph) and (label := label_of(block.text)) and _RANKS[label.kind] == node.rank:
            return label.value
    return None
