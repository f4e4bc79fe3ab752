"""Where a page's lines stand: how wide each is, whether it is indented, and the margin they were broken at.

In: the lines of a file and the text they were read from.  Out: a `Layout`, asked line by line.
A centred line is not made wide by the blanks before it; a paragraph's first line counts with its indent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duban.documents.blocks import Paragraph
from duban.documents.structure.wrapping import Wrapping, display_width, wrapping_of

_NARROWEST, _WIDEST = 36, 130  # columns of a margin that a few lines may tell
_FEWEST_BROKEN = 2
_SHORTEST = 10  # characters of a line that tells something of the margin
_INDENT = 4  # columns of two Chinese characters
_ENDS = frozenset("。！？；：!?;:”’」』）)》〉】")


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines' source and the margin, None where the lines are whole paragraphs."""

    source: str
    wrapping: Wrapping | None

    def indent(self, line: Paragraph) -> int:
        """Columns of blanks before a line."""
        begin = self.source.rfind("\n", 0, line.place.start) + 1
        return display_width(self.source[begin : line.place.start])

    def is_indented(self, line: Paragraph) -> bool:
        return self.indent(line) >= 2

    def width(self, line: Paragraph) -> int:
        """Columns a line takes, with a first line's indent."""
        return display_width(line.text) + min(_INDENT, self.indent(line))

    def is_full(self, line: Paragraph) -> bool:
        """Whether a line reaches the margin."""
        return self.wrapping is not None and self.wrapping.is_full(self.width(line))

    def is_nearly_full(self, line: Paragraph) -> bool:
        return self.wrapping is not None and self.wrapping.is_nearly_full(self.width(line))

    def is_hanging(self, last: Paragraph, following: Paragraph) -> bool:
        """Where paragraphs begin with an indent, a line at the left edge right behind a full one goes on with it."""
        if self.wrapping is None or not self.wrapping.indented or self.is_indented(following):
            return False
        return self.is_full(last) and self.source.count("\n", last.place.end, following.place.start) <= 1


def layout_of(lines: Sequence[Paragraph], source: str) -> Layout:
    """The layout of `lines`."""
    bare = Layout(source, None)
    indents = sum(1 for line in lines if bare.is_indented(line))
    indented = len(lines) * 0.05 <= indents <= len(lines) * 0.8
    widths = [bare.width(line) for line in lines if len(line.text) >= _SHORTEST]
    wrapping = wrapping_of(widths, indented=indented) or _few_broken_lines(lines, widths, source, indented=indented)
    return Layout(source, wrapping)


def _few_broken_lines(
    lines: Sequence[Paragraph], widths: Sequence[int], source: str, *, indented: bool
) -> Wrapping | None:
    """The margin of a short text: none of its lines is longer, and those that reach it mostly break off."""
    margin = max(widths, default=0)
    if not _NARROWEST <= margin <= _WIDEST:
        return None
    wrapping = Wrapping(margin, indented)
    layout = Layout(source, wrapping)
    full = [line for line in lines if layout.is_full(line)]
    broken = [line for line in full if line.text[-1] not in _ENDS]
    return wrapping if len(broken) >= _FEWEST_BROKEN and len(broken) * 2 >= len(full) else None
