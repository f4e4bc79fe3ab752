"""The text of a cell as a clerk would type it, and where each of its characters stands in the source.

In: a `Cell`.  Out: one line ("text") or several ("measures": a line ends where a sentence or an item does).
"加快推进数字\\n乡村建 设" gives "加快推进数字乡村建设". Units and names stay as they are here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from duban.documents.blocks import Cell, Place
from duban.documents.structure.numbering import label_of
from duban.documents.structure.spacing import close_gaps

_LINE_BREAKS = re.compile(r"[ \t\u3000]*[\n\v\f]+[ \t\u3000]*")
_LATIN_BEFORE = re.compile(r"[A-Za-z0-9]$")
_LATIN_AFTER = re.compile(r"[A-Za-z0-9]")
_ENDS = "。；;！：:"
_GO_ON = "，,、至到—-－~～年自从于在及和与（("
_SHORTEST_STEP = 6
_STEP = re.compile(
    r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|末|上旬|中旬|下旬)?(?:之?前|[：:，,])|第?[一二三四]季度|[上下]半年|[一二三四五六七八]是|——"
)


def one_line(text: str) -> str:
    """`text` without line breaks and without the gaps a narrow cell made."""
    joined: list[str] = []
    for line in _LINE_BREAKS.split(text.strip()):
        if joined and _LATIN_BEFORE.search(joined[-1]) and _LATIN_AFTER.match(line):
            joined.append(" ")
        joined.append(line)
    return close_gaps("".join(joined)).strip()


def lines_kept(text: str) -> str:
    """`text` with its sentences and items on lines of their own, as in the cell, and broken lines joined."""
    lines: list[str] = []
    for line in _LINE_BREAKS.split(text.strip()):
        if lines and lines[-1][-1:] not in _ENDS and label_of(line) is None and not _is_step(lines[-1], line):
            lines[-1] = one_line(lines[-1] + "\n" + line)
        elif line:
            lines.append(one_line(line))
    return "\n".join(lines)


def _is_step(before: str, line: str) -> bool:
    """6月底前完成主体工程 under 3月底前完成招标; not the second half of "2025年3月至" / "6月"."""
    return bool(_STEP.match(line)) and len(before) >= _SHORTEST_STEP and before[-1] not in _GO_ON


def is_verbatim(cell: Cell) -> bool:
    """The cell's text stands in the source as it is, so that an offset in it is one in the source."""
    return cell.place.end - cell.place.start == len(cell.text)


def digits(text: str) -> str:
    """Full-width digits as ASCII ones, nothing else changed."""
    return "".join(unicodedata.normalize("NFKC", mark) if mark.isdecimal() else mark for mark in text)


@dataclass(frozen=True, slots=True)
class Tidied:
    """A text made of the characters of a cell with blanks taken out, and the offset of each in the cell."""

    text: str
    cell: Cell
    offsets: tuple[int, ...]

    def place_of(self, start: int, end: int) -> Place:
        """Where `text[start:end]` stands; the whole cell when that cannot be told."""
        if not is_verbatim(self.cell) or not 0 <= start < end <= len(self.offsets):
            return self.cell.place
        at = self.cell.place.start
        return replace(self.cell.place, start=at + self.offsets[start], end=at + self.offsets[end - 1] + 1)

    def without(self, spans: Iterable[tuple[int, int]]) -> Tidied:
        """The text without these spans, and without the blanks that stood before them."""
        text, offsets, at = "", list[int](), 0
        for start, end in (*spans, (len(self.text), len(self.text))):
            kept = self.text[at:start].rstrip()
            text += kept
            offsets += self.offsets[at : at + len(kept)]
            at = max(at, end)
        return Tidied(text, self.cell, tuple(offsets))


def tidied(cell: Cell, start: int = 0, end: int | None = None) -> Tidied:
    """The words `cell.text[start:end]` on one line."""
    raw = cell.text[start:end]
    text = one_line(raw)
    offsets: list[int] = []
    at = 0
    for mark in text:
        found = raw.find(mark, at)
        at = at if found < 0 else found
        offsets.append(start + at)
        at += found >= 0
    return Tidied(text, cell, tuple(offsets))
