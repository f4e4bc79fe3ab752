"""The source as the review shows it: the paragraphs and table rows of one document, as spans of the text that was read.

In: a document and the file it stands in.  Out: `PlanImport.blocks`.  "runs" are the parts of a paragraph that a page
number or the like stands between; a paragraph without them is one run.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

from duban.documents.blocks import Cell, Paragraph, Place, ReadFile, Table
from duban.documents.model import OfficialDocument

Plain = dict[str, Any]


def blocks_of(document: OfficialDocument, file: ReadFile) -> list[Plain]:
    """What lies within the document's own span: of one printed five times, the first."""
    span = document.source or Place(0, len(file.text))
    blocks: list[Plain] = []
    for block in file.blocks:
        if not (span.start <= block.place.start and block.place.end <= span.end):
            continue
        if isinstance(block, Table):
            blocks.extend(_rows(block))
        else:
            blocks.append(_paragraph(block, file.text))
    return blocks


def _paragraph(block: Paragraph, text: str) -> Plain:
    place = block.place
    plain = {"kind": "paragraph", "start": place.start, "end": place.end, "style": block.style, "page": place.page}
    runs = _runs(block, text)
    return plain | {"runs": runs} if len(runs) > 1 else plain


def _runs(block: Paragraph, text: str) -> list[list[int]]:
    """The verbatim stretches of a joined paragraph; those with only blanks and line ends between them are one."""
    runs: list[list[int]] = []
    ends = (*block.origin, (len(block.text), block.place.end))
    for (at, source), (behind, _) in pairwise(ends):
        end = source + len(block.text[at:behind].rstrip())
        if runs and not text[runs[-1][1] : source].strip():
            runs[-1][1] = end
        else:
            runs.append([source, end])
    return runs


def _rows(table: Table) -> Iterator[Plain]:
    for _, row in groupby(sorted(table.cells, key=_row), key=_row):
        cells = list(row)
        places = [cell.place for cell in cells]
        yield {
            "kind": "row",
            "start": min(place.start for place in places),
            "end": max(place.end for place in places),
            "style": "",
            "page": table.place.page,
            "cells": [[place.start, place.end] for place in places],
            "spans": [[cell.rowspan, cell.colspan] for cell in cells],
        }


def _row(cell: Cell) -> int:
    return cell.row
