"""A `ReadFile` as plain lists, strings and numbers and back, to pass between two processes as JSON.

In: a `ReadFile`.  Out: values `json` can write, and the same `ReadFile` from them.
Not a format for keeping: both ends are the same version of the same program.
"""

from __future__ import annotations

from typing import Any

from duban.documents.blocks import Block, Cell, Paragraph, Place, ReadFile, Table


def to_plain(file: ReadFile) -> dict[str, Any]:
    return {
        "name": file.name,
        "media_type": file.media_type,
        "text": file.text,
        "blocks": [_block(block) for block in file.blocks],
        "lines": file.lines,
        "noise": [_place(place) for place in file.noise],
    }


def from_plain(plain: dict[str, Any]) -> ReadFile:
    return ReadFile(
        name=plain["name"],
        media_type=plain["media_type"],
        text=plain["text"],
        blocks=tuple(_to_block(block) for block in plain["blocks"]),
        lines=plain["lines"],
        noise=tuple(Place(*place) for place in plain["noise"]),
    )


def _place(place: Place) -> tuple[int | str | None, ...]:
    return place.start, place.end, place.page, place.paragraph, place.sheet, place.cell


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"text": block.text, "place": _place(block.place), "style": block.style, "origin": block.origin}
    cells = [(c.text, c.row, c.column, _place(c.place), c.rowspan, c.colspan) for c in block.cells]
    return {"cells": cells, "place": _place(block.place)}


def _to_block(plain: dict[str, Any]) -> Block:
    place = Place(*plain["place"])
    if "cells" in plain:
        return Table(tuple(_to_cell(cell) for cell in plain["cells"]), place)
    return Paragraph(plain["text"], place, plain["style"], tuple((at, source) for at, source in plain["origin"]))


def _to_cell(plain: list[Any]) -> Cell:
    text, row, column, place, rowspan, colspan = plain
    return Cell(text, row, column, Place(*place), rowspan, colspan)
