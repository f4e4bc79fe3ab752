"""Words as a person edits them, and the headings and paragraphs they are printed as.

In: plain text, a line to a paragraph.  Out: blocks of `documents.writing.official`; `text_of` gives the lines back.
一、, （一）, 1., （1） begin the four levels (GB/T 9704-2012 7.3.3); a heading that runs on is set apart in its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from duban.documents.writing.official.paper import Block, Heading, Paragraph, Table

_NUMERAL = "[一二三四五六七八九十百零〇]{1,5}"
_LEVELS = (
    re.compile(f"{_NUMERAL}、"),
    re.compile(f"[（(]{_NUMERAL}[）)]"),
    re.compile(r"[0-9０-９]{1,3}(?:[.．](?![0-9０-９])|、)"),
    re.compile(r"[（(][0-9０-９]{1,3}[）)]"),
)
_SENTENCE = re.compile("[^。！？；]*[。！？；]")
LONGEST_HEADING = 60


def blocks_of(text: str) -> tuple[Block, ...]:
    lines = (line.strip(" \t　\r") for line in text.split("\n"))
    return tuple(_block(line) for line in lines if line)


def text_of(blocks: Iterable[Block]) -> str:
    """The lines; tables stand in `Dispatch.content`."""
    return "\n".join(_line(block) for block in blocks if not isinstance(block, Table))


def _line(block: Heading | Paragraph) -> str:
    return block.text if isinstance(block, Heading) else f"{block.lead}{block.text}"


def _block(line: str) -> Heading | Paragraph:
    level = next((at for at, begins in enumerate(_LEVELS, 1) if begins.match(line)), 0)
    if not level:
        return Paragraph(line)
    first = _SENTENCE.match(line)
    end = first.end() if first else len(line)
    if end > LONGEST_HEADING:
        return Paragraph(line)
    if end == len(line):
        return Heading(line, level)
    return Paragraph(line[end:], lead=line[:end]) if level == 2 else Paragraph(line)
