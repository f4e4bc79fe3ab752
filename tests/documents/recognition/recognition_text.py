"""Paragraphs and tables for tests: lines of an invented text, each with its true place."""

from __future__ import annotations

from duban.documents.blocks import Cell, Paragraph, Place, Table


def paragraphs(text: str) -> list[Paragraph]:
    """Each line that is not blank as a paragraph of `text`."""
    found: list[Paragraph] = []
    start = 0
    for line in text.split("\n"):
        body = line.strip()
        if body:
            at = start + line.index(body[0])
            found.append(Paragraph(body, Place(at, at + len(body))))
        start += len(line) + 1
    return found


def table(*rows: tuple[str, ...]) -> Table:
    """A table of one-line cells; an empty text is an empty cell."""
    cells: list[Cell] = []
    at = 0
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            cells.append(Cell(text, row, column, Place(at, at + len(text))))
            at += len(text) + 1
    return Table(tuple(cells), Place(0, at))
