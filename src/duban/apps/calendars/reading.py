"""The words of an uploaded notice or workbook, row by row.

In: a file's bytes and name.  Out: text, or `UnreadableFile` with the reason.
"""

from __future__ import annotations

from itertools import groupby

from duban.documents.blocks import Block, Table
from duban.documents.reading import read


def text_of(data: bytes, name: str) -> str:
    return "\n".join(_text(block) for file in read(data, name) for block in file.blocks)


def _text(block: Block) -> str:
    if not isinstance(block, Table):
        return block.text
    rows = groupby(block.cells, key=lambda cell: cell.row)
    return "\n".join(" ".join("".join(cell.text.split()) for cell in cells) for _, cells in rows)
