"""Headings without a number, above numbered items: "稳增长", "惠民生".

In: a body's blocks.  Out: the indices of such lines with the rank they have in the outline, just above the items.
One alone is no habit; a line behind an item that has not yet said who answers is part of that item.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from duban.documents.blocks import Block, Paragraph
from duban.documents.structure.numbering import LabelKind, label_of

_FEWEST = 2
_LONGEST = 20
_NO_HEADING = re.compile(
    r"[，,。；;：:、（()）！？!?%％]|(?:局|委|厅|办|政府|办公室|中心|公司|单位|部门|镇|乡|街道|村|分局|银行)$|[前底末内]$|完成$|^\d"
)
_CLOSED = re.compile(r"[：:]|[）)】〕\]]\s*[。；;]?\s*$")  # the line before says who, or ends with a bracket


def bare_headings(blocks: Sequence[Block], ranks: Mapping[LabelKind, int]) -> dict[int, int]:
    """{index of the line: its rank in the outline}."""
    found: dict[int, int] = {}
    for index, block in enumerate(blocks[:-1]):
        following = blocks[index + 1]
        if not isinstance(block, Paragraph) or not isinstance(following, Paragraph) or not _may_be(block.text):
            continue
        label = label_of(following.text)
        if label is None or not _is_closed(blocks[index - 1] if index else None):
            continue
        found[index] = max(0, ranks[label.kind] - 1)
    return found if len(found) >= _FEWEST and len(set(found.values())) == 1 else {}


def _may_be(text: str) -> bool:
    return 2 <= len(text) <= _LONGEST and label_of(text) is None and _NO_HEADING.search(text) is None


def _is_closed(before: Block | None) -> bool:
    if before is None:
        return True
    return isinstance(before, Paragraph) and (
        _CLOSED.search(before.text) is not None or (label_of(before.text) is None and before.text.endswith("。"))
    )
