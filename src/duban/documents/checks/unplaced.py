"""Words of the body that became nothing: no task, no heading, no field. Nothing vanishes silently.

In: the blocks of a body and the places that were placed.  Out: diagnostics "unplaced-text".
"""

from __future__ import annotations

from collections.abc import Iterable

from duban.documents.blocks import Block, Paragraph, Place, Table
from duban.documents.model import Diagnostic
from duban.documents.structure.spans import Spans

_SHOWN = 24  # characters of the words quoted in the message


def unplaced(blocks: Iterable[Block], placed: Iterable[Place]) -> list[Diagnostic]:
    """The blocks that no placed span covers."""
    spans = Spans(placed)
    found: list[Diagnostic] = []
    for block in blocks:
        if spans.hold(block.place):
            continue
        words = _words(block)
        if words:
            found.append(Diagnostic("info", "unplaced-text", f"“{words}”未能归入任何一项，请核对。", block.place))
    return found


def _words(block: Block) -> str:
    if isinstance(block, Table):
        text = " ".join(cell.text for cell in block.cells if cell.text.strip())
        return f"表格：{text[:_SHOWN]}…" if text else ""
    text = block.text.strip() if isinstance(block, Paragraph) else ""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
