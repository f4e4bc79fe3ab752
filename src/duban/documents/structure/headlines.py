"""Where documents begin: the titles of notices in a file, also broken over lines or given twice by a web page.

In: the joined blocks of a file.  Out: `Headline`s in order. A title in a table of contents, in a list of
references or inside a sentence begins no document. What stands around a title is read by `documents`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from duban.documents.blocks import Block, Paragraph, Table
from duban.documents.structure.cards import card_of, is_card_label
from duban.documents.structure.numbering import label_of
from duban.documents.structure.spacing import close_gaps
from duban.documents.structure.titles import (
    bare,
    day_of,
    is_issuer,
    is_masthead,
    issuers,
    may_be_titled,
    number_in,
    number_of,
    titled,
)

_MOST_LINES = 4  # a title is set on at most four lines
_MOST_ISSUERS = 4  # bodies that issue one document together, a line each
_NOTICE = re.compile(
    r"(?:通知|通告|公告|意见|决定|决议|批复|复函|函|通报|命令|报告|请示)(?:[（(][^（()）]{1,12}[）)])?$"
)
_OPENS = re.compile(r"关于|(?=(?:印发|转发|批转)《)")
_CONTENTS = re.compile(r"目\s*录|contents", re.IGNORECASE)
_LEADERS = re.compile(r"[.．…·]{2,}\s*[（(]?\s*\d{1,4}\s*[）)]?\s*$")
_ALONE = re.compile(r"(?:.{0,20}人事任免|任\s*免\s*事\s*项)")
_FARTHEST_REPEAT = 24  # blocks between a page's own heading and the document's title
_PLACE = 8  # characters of a place's name
_MOST_BEFORE = 20  # blocks before a title that may belong to it
_LONGEST_BETWEEN = 80  # characters of a line between them


@dataclass(frozen=True, slots=True)
class Headline:
    first: int  # index of the first block that belongs to the document (masthead, number, page heading)
    after: int  # index of the block behind the title
    title: str
    issuer: str
    matter: str
    number: str | None = None  # printed within the title


def headlines(blocks: Sequence[Block]) -> list[Headline]:
    """The titles that begin a document, in order; `blocks` without tables of contents."""
    found: list[Headline] = []
    index = 0
    while index < len(blocks):
        headline = _headline_at(blocks, index)
        if headline is None:
            index += 1
            continue
        index = headline.after
        if found and _is_repeat(blocks, found[-1], headline):
            found[-1] = _merged(found[-1], headline)
        else:
            found.append(replace(headline, first=_with_masthead(blocks, headline.first)))
    return found


def contents_of(blocks: Sequence[Block]) -> frozenset[int]:
    """Indices of the blocks of tables of contents: from 目录 to the last line with leaders nearby."""
    skip: set[int] = set()
    for start, block in enumerate(blocks):
        if start in skip or not isinstance(block, Paragraph) or not _CONTENTS.fullmatch(block.text.strip()):
            continue
        last = start
        index = start + 1
        while index < len(blocks) and index - last <= 6:
            if _has_leaders(blocks[index]):
                last = index
            index += 1
        skip.update(range(start, last + 1))
    return frozenset(skip)


def _has_leaders(block: Block) -> bool:
    if isinstance(block, Table):
        return any(_LEADERS.search(cell.text) or re.search(r"[.…]{3,}\s*$", cell.text) for cell in block.cells)
    return _LEADERS.search(block.text) is not None


def _headline_at(blocks: Sequence[Block], start: int) -> Headline | None:
    block = blocks[start]
    if not isinstance(block, Paragraph) or len(block.text) > 240:
        return None
    if _ALONE.fullmatch(block.text.strip()):
        return Headline(start, start + 1, close_gaps(block.text).strip(), "", "任免")
    if not may_be_titled(block.text) or label_of(block.text) or _LEADERS.search(block.text):
        return None
    candidates = _joined(blocks, start)
    notices = [
        (after, text) for after, text in candidates if _NOTICE.search(text.rsplit("（", 1)[0]) or _NOTICE.search(text)
    ]
    for after, text in notices or candidates:
        text, number = number_in(text) or (text, None)
        if match := titled(text):
            return _headline(blocks, start, after, text, match, number)
    return None


def _headline(
    blocks: Sequence[Block], start: int, after: int, text: str, match: re.Match[str], number: str | None
) -> Headline:
    """The title with its issuers, also where those stand on the lines above it."""
    title = close_gaps(text).strip()
    above = [] if match["issuer"] else [issuers(line.text) for line in issuers_above(blocks, start)]
    issuer = " ".join(above) or issuers(_OPENS.split(text, maxsplit=1)[0])
    if above or " " in issuer:
        title = issuer + title[len(match["issuer"]) :]
    return Headline(start - len(above), after, title, issuer, match["matter"], number)


def issuers_above(blocks: Sequence[Block], index: int) -> list[Paragraph]:
    """The lines above a title or a date that are nothing but the names of bodies, the first one first."""
    lines: list[Paragraph] = []
    for block in reversed(blocks[max(0, index - _MOST_ISSUERS) : index]):
        if not isinstance(block, Paragraph) or not is_issuer(block.text):
            break
        lines.insert(0, block)
    return lines


def _joined(blocks: Sequence[Block], start: int) -> list[tuple[int, str]]:
    """Every reading of the title from `start` on: (index behind it, text), over one to four lines."""
    readings: list[tuple[int, str]] = []
    text = ""
    for index in range(start, min(start + _MOST_LINES, len(blocks))):
        block = blocks[index]
        if not isinstance(block, Paragraph) or block.text[-1:] in "。；：:，":
            break
        if index > start and (number_of(block.text) or label_of(block.text) or is_masthead(block.text)):
            break
        text += block.text.strip()
        if titled((number_in(text) or (text, None))[0]):
            readings.append((index + 1, text))
    return readings


def _is_repeat(blocks: Sequence[Block], before: Headline, headline: Headline) -> bool:
    """Whether a web page gave its heading and then the document its title."""
    if headline.first - before.after > _FARTHEST_REPEAT or not _are_one(before.title, headline.title):
        return False
    between = blocks[before.after : headline.first]
    return all(
        _is_page_line(block) or (index > 0 and is_card_label(between[index - 1])) for index, block in enumerate(between)
    )


def _are_one(first: str, second: str) -> bool:
    """The same title, of which one may leave out the place: "市人民政府办公厅关于…"."""
    one, other = sorted((bare(first), bare(second)), key=len)
    return other.endswith(one) and len(other) - len(one) <= _PLACE


def _merged(page: Headline, own: Headline) -> Headline:
    """The document's own headline, with the page's where that is fuller."""
    fuller = page if len(bare(page.title)) > len(bare(own.title)) else own
    return replace(
        own, first=page.first, number=own.number or page.number, title=fuller.title, issuer=fuller.issuer or own.issuer
    )


def _is_page_line(block: Block) -> bool:
    """A line between a page's heading and the title: counters, a card, the 文号; no sentence and no signature."""
    if isinstance(block, Table):
        return bool(card_of(block))
    text = block.text.strip()
    if is_card_label(block):
        return True
    return len(text) <= _LONGEST_BETWEEN and text[-1:] not in "。：:" and day_of(text) is None


def _with_masthead(blocks: Sequence[Block], first: int) -> int:
    """The index from which the masthead, 文号, issuer or the page's card stand before a title."""
    index = first
    while index > 0 and first - index < _MOST_BEFORE:
        if _leads_in(blocks[index - 1]):
            index -= 1
        elif index > 1 and is_card_label(blocks[index - 2]):
            index -= 2
        else:
            break
    return index


def _leads_in(block: Block) -> bool:
    if card_of(block) or is_card_label(block):
        return True
    if isinstance(block, Table):
        return False
    return is_masthead(block.text) or number_of(block.text) is not None or is_issuer(block.text)
