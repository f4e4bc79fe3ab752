"""Rebuild paragraphs from printed lines: a sentence runs on over lines and pages until its paragraph ends.

In: the lines of a document in reading order, and each page's text area.  Out: runs of lines, each one paragraph.
"　　一、压实责任。各县（市、区）" starts by its indent of two characters; a line short of the margin ends one.
Lines of a title that was broken stay apart; a later step joins them. Knows no outline, only that a label may begin.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from duban.documents.reading.pages.geometry import CLOSING, Line, Page, joined

INDENT = 1.2  # characters: more than this left of nothing is an indent (the standard one is two)
NARROWEST = 0.78  # of the page: lines of running text reach further to the right
INDENT_MOST = 3.0
SHORT = 0.9  # characters that stay free beyond the word that would not fit
MANY = 8  # long lines: among so many, one that sticks out is a slip
OFTEN = 0.1  # of all lines
SET_RIGHT = 6.0  # characters: a line that begins so far in is a date or a signature
OTHER_SIZE = 0.15
WIDER_PITCH = 1.45  # a distance that much larger than the usual one parts paragraphs
SENTENCE_END = re.compile(r"[。；：！？;!?][”’）)】〕]?$")
LABEL = re.compile(
    r"(?:第?[一二三四五六七八九十百]{1,4}[、章节条]|[（(][一二三四五六七八九十\d]{1,4}[）)]|\d{1,3}[.．、](?!\d)|[①-⑳]|附件|附表)"
)
ALONE = re.compile(r"附[件表]\s*\d{0,2}[：:]?$|附件[：:]|(?:主送|抄送|抄报|分送)[：:]|.{4,40}\d{1,2}\s?日\s?印发$")


@dataclass(frozen=True, slots=True)
class Frame:
    """The text area of a page: where lines begin and end when nothing is indented or cut short."""

    left: float
    right: float


def paragraphs_of(lines: Sequence[Line], frames: dict[int, Frame]) -> list[list[Line]]:
    """The lines, grouped into paragraphs."""
    groups: list[list[Line]] = []
    pitches, indented = _pitches(lines), _uses_indents(lines, frames)
    for line in lines:
        pitch = pitches.get(round(line.size), math.inf)
        if (
            groups
            and not _is_apart(groups[-1][-1], line, pitch)
            and not _starts(groups[-1][-1], line, frames, indented)
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def text_of(lines: Iterable[Line]) -> str:
    """The lines of a paragraph as one text."""
    text = ""
    for line in lines:
        text = joined(text, line.text)
    return text


def _is_apart(before: Line, line: Line, pitch: float) -> bool:
    """Whether two lines differ in size, or stand further apart than lines of that size usually do."""
    if abs(before.size - line.size) > OTHER_SIZE * max(before.size, line.size):
        return True
    return before.page == line.page and line.baseline - before.baseline > WIDER_PITCH * pitch


def _uses_indents(lines: Sequence[Line], frames: dict[int, Frame]) -> bool:
    """Whether paragraphs begin with an indent here; then a label at the margin only happens to open a line."""
    depths = [(line.x0 - frames[line.page].left) / line.size for line in lines]
    return sum(1 for depth in depths if INDENT < depth < INDENT_MOST) >= max(2, OFTEN * len(lines))


def _starts(before: Line, line: Line, frames: dict[int, Frame], indented: bool) -> bool:
    """Whether `line` begins a new paragraph after `before`, by its indent and by how far that one ran."""
    here, there = frames[line.page], frames[before.page]
    free = there.right - before.x1
    if free > line.lead + (0 if _is_centred(before, there) and line.x0 < before.x0 else SHORT * line.size):
        return True
    if before.x0 - there.left > SET_RIGHT * before.size or ALONE.match(line.text):
        return True
    ended, labelled = SENTENCE_END.search(before.text) is not None, LABEL.match(line.text) is not None
    if line.x0 - here.left > INDENT * line.size:
        same_block = abs((line.x0 - here.left) - (before.x0 - there.left)) < 0.3 * line.size
        return not same_block or ended or labelled
    return ended and labelled and not indented


def _is_centred(line: Line, frame: Frame) -> bool:
    """Whether as much stays free on the left as on the right: a title, and not the first line of a paragraph."""
    left, right = line.x0 - frame.left, frame.right - line.x1
    indented = abs(left / line.size - 2) < 0.1
    return not indented and min(left, right) > INDENT * line.size and abs(left - right) < 0.5 * line.size


def frames_of(pages: Sequence[Page], lines: Sequence[Line]) -> dict[int, Frame]:
    """The text area of each page; a page with few lines takes it from its like: same width, same side of the sheet."""
    by_page: dict[int, list[Line]] = defaultdict(list)
    by_side: dict[tuple[int, int], list[Line]] = defaultdict(list)
    by_width: dict[int, list[Line]] = defaultdict(list)
    widths = {page.number: round(page.width) for page in pages}
    for line in lines:
        by_page[line.page].append(line)
        by_side[widths[line.page], line.page % 2].append(line)
        by_width[widths[line.page]].append(line)
    wide = {width: _frame(group) for width, group in by_width.items()}
    sides = {side: _frame(group, least=10) or wide[side[0]] for side, group in by_side.items()}
    frames = {}
    for number, group in by_page.items():
        general = sides[widths[number], number % 2] or _whole(group)
        frames[number] = _plausible(_of_page(group, general), widths[number])
    return frames


def _plausible(frame: Frame, width: float) -> Frame:
    """A page of nothing but short lines does not show its right margin: it is as wide as the left one."""
    return frame if frame.right >= NARROWEST * width else Frame(frame.left, max(frame.right, width - frame.left))


def _of_page(lines: list[Line], general: Frame) -> Frame:
    own = _frame(lines, least=8)
    if own is None:
        return general
    size = median(line.size for line in lines)
    if INDENT * size < own.left - general.left < INDENT_MOST * size:  # a page of one-line paragraphs, all indented
        return Frame(general.left, max(own.right, general.right))
    if abs(own.left - general.left) < INDENT * size:  # the same margins; perhaps no line of this page is full
        return Frame(own.left, max(own.right, general.right))
    return own


def _frame(lines: list[Line], least: int = 3) -> Frame | None:
    """The text area that at least two long lines agree on; where there are few, the widest counts."""
    longest = max((line.x1 - line.x0 for line in lines), default=0.0)
    long = [line for line in lines if line.x1 - line.x0 >= 0.6 * longest]
    if len(long) < least:
        return None
    size = median(line.size for line in long)
    lefts, rights = sorted(line.x0 for line in long), sorted(_right_ends(long), reverse=True)
    left = next((a for a, b in pairwise(lefts) if b - a < 0.3 * size), lefts[0])
    right = next((a for a, b in pairwise(rights) if a - b < 0.7 * size), rights[0])
    if len(long) < MANY:
        return Frame(lefts[0], rights[0])
    only_one = INDENT * size < left - lefts[0] < INDENT_MOST * size  # one line at the margin among indented ones
    return Frame(lefts[0] if only_one else left, right)


def _right_ends(lines: list[Line]) -> list[float]:
    """Where lines end; a closing mark may hang over the margin, so that the others tell."""
    plain = [line.x1 for line in lines if line.text[-1] not in CLOSING]
    return plain if len(plain) > 1 else [line.x1 for line in lines]


def _whole(lines: list[Line]) -> Frame:
    return Frame(min(line.x0 for line in lines), max(line.x1 for line in lines))


def _pitches(lines: Sequence[Line]) -> dict[int, float]:
    """For each size of type, the usual distance of two lines."""
    steps: dict[int, list[float]] = defaultdict(list)
    for before, line in pairwise(lines):
        size, step = round(line.size), line.baseline - before.baseline
        if before.page == line.page and round(before.size) == size and 0.9 * size < step < 3.5 * size:
            steps[size].append(step)
    return {size: median(found) for size, found in steps.items()}
