"""Turn printed pages into paragraphs and tables: what .pdf and .ofd have in common.

In: `Page` values in order.  Out: a `ReadFile`; page numbers and running heads are its noise.
The steps: tables out of the page, lines, noise, paragraphs over page breaks, tables over page breaks.
Does not parse a format; `pdf` and `ofd` do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from duban.documents.blocks import ReadFile
from duban.documents.reading.assembly import Assembly
from duban.documents.reading.pages.geometry import Glyph, Line, Page, lines_of
from duban.documents.reading.pages.paragraphs import frames_of, paragraphs_of, text_of
from duban.documents.reading.pages.running_heads import noise_of
from duban.documents.reading.pages.tables import PrintedTable, appended, continues, open_tables_of, tables_of

UNKNOWN = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd\x00-\x08]")
MOST_UNKNOWN = 0.1  # of all glyphs


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines between two tables."""

    lines: tuple[Line, ...]


def read_pages(pages: Sequence[Page], name: str, media_type: str) -> ReadFile:
    """The file that the pages show."""
    tables: dict[int, list[PrintedTable]] = {}
    lines: dict[int, list[Line]] = {}
    outside: dict[int, list[Glyph]] = {}
    for page in pages:
        tables[page.number], outside[page.number] = tables_of(page)
        lines[page.number] = lines_of(outside[page.number], page.number)
    noise = noise_of(pages, lines, {number: [(t.top, t.bottom) for t in found] for number, found in tables.items()})
    body = {number: [line for line in on_page if line not in noise] for number, on_page in lines.items()}
    _add_open_tables(pages, outside, tables, lines, body)
    frames = frames_of(pages, [line for on_page in body.values() for line in on_page])
    assembly = Assembly()
    for item in _in_order(pages, body, tables):
        if isinstance(item, PrintedTable):
            _add_table(assembly, item)
        else:
            for group in paragraphs_of(item.lines, frames):
                assembly.paragraph(text_of(group), page=group[0].page)
    _add_noise(assembly, pages, lines, noise)
    return assembly.finish(name, media_type)


def _add_open_tables(
    pages: Sequence[Page],
    outside: dict[int, list[Glyph]],
    tables: dict[int, list[PrintedTable]],
    lines: dict[int, list[Line]],
    body: dict[int, list[Line]],
) -> None:
    """Move the lines that make up tables without upright lines from `body` to `tables`."""
    before: tuple[float, ...] = ()
    for page in pages:
        kept = body[page.number]
        text = set(kept)
        noise = [line for line in lines[page.number] if line not in text]
        glyphs = [g for g in outside[page.number] if not any(_is_on(g, line) for line in noise)]
        found = open_tables_of(page, glyphs, before)
        tables[page.number] = sorted([*tables[page.number], *found], key=lambda table: table.top)
        body[page.number] = [line for line in kept if not any(t.top < line.baseline < t.bottom for t in found)]
        last = body[page.number][-1:]
        ends_page = bool(found) and not any(line.baseline > found[-1].bottom for line in last)
        before = found[-1].xs if ends_page else ()


def _is_on(glyph: Glyph, line: Line) -> bool:
    return line.x0 <= glyph.x1 and glyph.x0 <= line.x1 and abs(glyph.baseline - line.baseline) < 0.5 * line.size


def is_garbled(pages: Iterable[Page]) -> bool:
    """Whether many glyphs have no character: their font is numbered in its own way."""
    texts = [glyph.text for page in pages for glyph in page.glyphs if glyph.text.strip()]
    return sum(1 for text in texts if UNKNOWN.match(text)) > MOST_UNKNOWN * len(texts)


def _in_order(
    pages: Iterable[Page], body: dict[int, list[Line]], tables: dict[int, list[PrintedTable]]
) -> list[_Run | PrintedTable]:
    """Runs of lines and tables as they follow one another, put together over page breaks."""
    items: list[_Run | PrintedTable] = []
    for page in pages:
        for item in _on_page(body[page.number], tables[page.number]):
            last = items[-1] if items else None
            if isinstance(last, _Run) and isinstance(item, _Run):
                items[-1] = _Run(last.lines + item.lines)
            elif isinstance(last, PrintedTable) and isinstance(item, PrintedTable) and continues(last, item):
                items[-1] = appended(last, item)
            else:
                items.append(item)
    return items


def _on_page(lines: list[Line], tables: list[PrintedTable]) -> list[_Run | PrintedTable]:
    items: list[_Run | PrintedTable] = []
    waiting = list(lines)
    for table in tables:
        above = tuple(line for line in waiting if line.baseline <= table.top + line.size)
        waiting = waiting[len(above) :]
        items.extend([_Run(above)] if above else [])
        items.append(table)
    return [*items, _Run(tuple(waiting))] if waiting else items


def _add_table(assembly: Assembly, table: PrintedTable) -> None:
    """A table of one column is framed text: the 抄送 and 印发 between the lines of an imprint."""
    if len(table.xs) > 2:
        assembly.table(table.cells, page=table.page)
        return
    for cell in table.cells:
        for text in cell.text.split("\n"):
            assembly.paragraph(text, page=cell.page)


def _add_noise(assembly: Assembly, pages: Iterable[Page], lines: dict[int, list[Line]], noise: set[Line]) -> None:
    for page in pages:
        for text in page.furniture:
            assembly.noise(text, page=page.number)
        for line in lines[page.number]:
            if line in noise:
                assembly.noise(line.text, page=line.page)
