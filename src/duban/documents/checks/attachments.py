"""Tables that the text only names as an attached file: "附件：某某进度计划表.xls".

In: the paragraphs of a document.  Out: diagnostics "table-only-attached".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from duban.documents.blocks import Block, Paragraph
from duban.documents.model import Diagnostic

_ATTACHED = re.compile(
    r"(?P<name>[^\s：:，。；]{2,80})\.(?:xlsx?|docx?|pdf|et|wps|ods|ofd|zip|rar)(?![A-Za-z])", re.IGNORECASE
)
_LONGEST = 300


def attachments(blocks: Iterable[Block]) -> list[Diagnostic]:
    """What has to be uploaded besides this file."""
    return [
        Diagnostic(
            "warning",
            "table-only-attached",
            f"“{match['name']}”只作为附件列出，正文中没有，请另行上传该附件。",
            block.place_of(match.start(), match.end()),
        )
        for block in blocks
        if isinstance(block, Paragraph) and len(block.text) <= _LONGEST
        for match in _ATTACHED.finditer(block.text)
    ]
