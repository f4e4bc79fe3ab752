"""Split a file into its official documents: a gazette of six, one page five times, a notice and its annex.

In: the joined blocks of a file.  Out: one `DocumentText` each: title, 文号, issuer, date, the notice's own
blocks and the annex's. The same document found n times is given once, with `occurrences` n.
Reads no meaning; `duban.documents.recognition` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from duban.documents.blocks import Block, Paragraph, Place, Table
from duban.documents.model import Diagnostic
from duban.documents.structure.annexes import annex_start
from duban.documents.structure.headlines import Headline, contents_of, headlines
from duban.documents.structure.imprint import Imprint, read_imprint
from duban.documents.structure.later_annexes import mark_annexes
from duban.documents.structure.noise import is_web_noise
from duban.documents.structure.plain_titles import plain_title
from duban.documents.structure.titles import bare

_SAME = 0.9  # share of equal lines from which two texts are one document printed twice


@dataclass(frozen=True, slots=True)
class DocumentText:
    """One document's words, taken apart but not yet understood."""

    title: str | None
    number: str | None
    issuer: str | None
    issued_on: date | None
    notice: tuple[Block, ...]  # behind the title, up to the annex
    annex_title: str | None
    annex: tuple[Block, ...]
    place: Place
    occurrences: int = 1
    used: tuple[Place, ...] = ()  # head and foot: masthead, title, 文号, signature, date
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def body(self) -> tuple[Block, ...]:
        """Where the plan itself stands: the annex where there is one, else the notice."""
        return self.annex or self.notice


def split_documents(blocks: Sequence[Block]) -> tuple[DocumentText, ...]:
    """The documents of a file in order, each once; tables of contents belong to none."""
    listed = contents_of(blocks)
    blocks = [block for index, block in enumerate(blocks) if index not in listed]
    if not blocks:
        return ()
    heads = headlines(blocks) or _heads_of_sheets(blocks) or [_only_head(blocks)]
    ends = [head.first for head in heads[1:]] + [len(blocks)]
    return tuple(
        _take_apart(once.head, once.span, once.times)
        for once in _each_once((head, blocks[head.first : end]) for head, end in zip(heads, ends, strict=True))
    )


@dataclass(slots=True)
class _Once:
    head: Headline
    span: Sequence[Block]
    lines: set[str]
    times: int = 1

    def is_printed_again(self, lines: set[str]) -> bool:
        return len(self.lines & lines) >= _SAME * min(len(self.lines), len(lines))


def _each_once(documents: Iterable[tuple[Headline, Sequence[Block]]]) -> list[_Once]:
    """The documents without their repetitions, counted."""
    titled: dict[str, list[_Once]] = {}
    ordered: list[_Once] = []
    for head, span in documents:
        lines = _lines(span)
        namesakes = titled.setdefault(bare(head.title), [])
        twin = next((once for once in namesakes if once.is_printed_again(lines)), None)
        if twin is not None:
            twin.times += 1
            continue
        namesakes.append(_Once(head, span, lines))
        ordered.append(namesakes[-1])
    return ordered


def _heads_of_sheets(blocks: Sequence[Block]) -> list[Headline]:
    """The heads of a workbook whose sheets have titles of their own; one without goes on with the sheet before."""
    heads: list[Headline] = []
    begins = [at for at, block in enumerate(blocks) if not at or block.place.sheet != blocks[at - 1].place.sheet]
    for begin, end in zip(begins, [*begins[1:], len(blocks)], strict=True):
        if title := plain_title(blocks[begin:end]):
            heads.append(Headline(begin, begin + title.after, title.text, "", ""))
    titles = {bare(head.title) for head in heads}
    return heads if len(titles) > 1 and len(titles) == len(heads) and heads[0].first == 0 else []


def _only_head(blocks: Sequence[Block]) -> Headline:
    """The head of a file without any notice's title: a plan on its own, or words without a title."""
    title = plain_title(blocks)
    if title is None:
        return Headline(0, 0, "", "", "")
    return Headline(0, title.after, title.text, "", "")


def _lines(blocks: Sequence[Block]) -> set[str]:
    return {
        block.text if isinstance(block, Paragraph) else "\n".join(cell.text for cell in block.cells) for block in blocks
    }


def _take_apart(head: Headline, span: Sequence[Block], times: int) -> DocumentText:
    behind = head.after - head.first
    start = annex_start(head.matter, span, behind)
    notice = span[behind : start.first if start else len(span)]
    annex = span[start.after :] if start else ()
    imprint: Imprint = read_imprint(head, span, behind, notice)
    page = [block.place for block in (*notice, *annex) if isinstance(block, Paragraph) and is_web_noise(block.text)]
    used = [*_places(span[:behind]), *(_places(span[start.first : start.after]) if start else ()), *imprint.used, *page]
    return DocumentText(
        title=head.title or None,
        number=imprint.number,
        issuer=imprint.issuer,
        issued_on=imprint.issued_on,
        notice=_without(notice, [*imprint.used, *page]),
        annex_title=start.title if start else None,
        annex=mark_annexes(_without(annex, page)),
        place=replace(span[0].place, end=span[-1].place.end),
        occurrences=times,
        used=tuple(used),
        diagnostics=imprint.diagnostics,
    )


def _without(blocks: Sequence[Block], places: Sequence[Place]) -> tuple[Block, ...]:
    """The blocks that are not signature, date or 文号."""
    starts = {place.start for place in places}
    return tuple(block for block in blocks if block.place.start not in starts)


def _places(blocks: Sequence[Block]) -> list[Place]:
    return [block.place for block in blocks if isinstance(block, Paragraph | Table)]
