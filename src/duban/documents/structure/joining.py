"""Join the lines of a page into the paragraphs they were broken from.

In: a `ReadFile`; where its paragraphs are physical lines (`lines`), a sentence may go on after a line's end, a page
break or a blank line.  Out: the blocks with whole paragraphs, and the noise left out. Whether a line goes on,
`line_ends` says. Titles over several lines are joined later, where it is known that they are titles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duban.documents.blocks import Block, Paragraph, Place, ReadFile
from duban.documents.structure.cards import CardField, card_of, is_card_label
from duban.documents.structure.line_ends import goes_on
from duban.documents.structure.margins import layout_of
from duban.documents.structure.noise import is_page_number, is_web_noise
from duban.documents.structure.run_on import split_run_on

_CARD_FIELDS = frozenset({CardField.NUMBER, CardField.ISSUER, CardField.DATE})


@dataclass(frozen=True, slots=True)
class Joined:
    """The blocks of a file in whole paragraphs, and the places of what was left out as noise."""

    blocks: tuple[Block, ...]
    noise: tuple[Place, ...]


def join(file: ReadFile) -> Joined:
    """The blocks of `file` with whole paragraphs and without page numbers and web noise."""
    noise: list[Place] = list(file.noise)
    kept: list[Block] = []
    for block in file.blocks:
        if isinstance(block, Paragraph) and _is_noise(block):
            noise.append(block.place)
        elif isinstance(block, Paragraph):
            kept.extend(split_run_on(block))
        else:
            kept.append(block)
    if file.lines:
        kept = _join_lines(kept, file.text)
    return Joined(tuple(kept), tuple(noise))


def _is_noise(line: Paragraph) -> bool:
    """Page numbers and what a page adds; the lines of its card are kept, for they say 文号 and date."""
    if is_page_number(line.text):
        return True
    return is_web_noise(line.text) and not is_card_label(line) and not card_of(line).keys() & _CARD_FIELDS


def _join_lines(blocks: Sequence[Block], source: str) -> list[Block]:
    layout = layout_of([block for block in blocks if isinstance(block, Paragraph)], source)
    joined: list[Block] = []
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and (not run or goes_on(run, block, layout)):
            run.append(block)
            continue
        if run:
            joined.append(_one(run))
        run = [block] if isinstance(block, Paragraph) else []
        if not run:
            joined.append(block)
    if run:
        joined.append(_one(run))
    return joined


def _one(run: Sequence[Paragraph]) -> Paragraph:
    """The lines of `run` as one paragraph; a blank only where two Latin words or figures meet."""
    if len(run) == 1:
        return run[0]
    texts: list[str] = []
    origin: list[tuple[int, int]] = []
    length = 0
    for line in run:
        if texts and _are_words(texts[-1][-1], line.text[0]):
            texts.append(" ")
            length += 1
        origin.append((length, line.place.start))
        texts.append(line.text)
        length += len(line.text)
    return Paragraph("".join(texts), run[0].place.until(run[-1].place), run[0].style, tuple(origin))


def _are_words(before: str, behind: str) -> bool:
    """Whether two Latin words meet; two digits are one figure broken at the margin."""
    if not (before.isascii() and before.isalnum() and behind.isascii() and behind.isalnum()):
        return False
    return not (before.isdigit() and behind.isdigit())
