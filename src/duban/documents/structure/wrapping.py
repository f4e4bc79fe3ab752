"""Was the text broken into lines at a fixed margin, and where.

In: the widths of a file's lines.  Out: the margin in columns (a Chinese character takes two), or None where
the lines are whole paragraphs. Does not join; `joining` does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u2018-\u201d]"
)
_WIDEST_MARGIN = 130  # columns; a page never holds more, so longer lines are whole paragraphs
_FEWEST_LINES = 3
_SLACK = 4  # columns: punctuation and Latin words may leave the last two squares empty
_NEARLY = 0.8
_RAGGED_SHARE = 0.6
_FULL_SHARE = 0.3  # of the long lines reach the margin when a text was broken there


@dataclass(frozen=True, slots=True)
class Wrapping:
    margin: int  # columns
    indented: bool  # paragraphs begin with an indent
    ragged: bool = False  # lines end near the margin, as a recognised scan or another font leaves them

    def is_full(self, width: int) -> bool:
        """Whether a line of this many columns reaches the margin."""
        return not self.ragged and width >= self.margin - _SLACK

    def is_nearly_full(self, width: int) -> bool:
        """Whether it may have been broken for a word, a figure or a mark that did not fit."""
        return width >= self.margin * _NEARLY


def display_width(text: str) -> int:
    """Columns `text` takes, two for a Chinese character or full-width mark."""
    return len(text) + len(_WIDE.findall(text))


def wrapping_of(widths: list[int], *, indented: bool) -> Wrapping | None:
    """The margin at which lines of these widths (columns) were broken, or None."""
    widths = sorted(widths)
    if len(widths) < _FEWEST_LINES:
        return None
    margin = widths[min(len(widths) - 1, int(len(widths) * 0.95))]
    if margin > _WIDEST_MARGIN:
        return None
    full = sum(1 for width in widths if width >= margin - _SLACK)
    if full >= len(widths) * _FULL_SHARE:
        return Wrapping(margin, indented)
    near = sum(1 for width in widths if width >= margin * _NEARLY)
    return Wrapping(margin, indented, ragged=True) if near >= len(widths) * _RAGGED_SHARE else None
