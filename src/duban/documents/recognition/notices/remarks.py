"""Lines around a document's body that are no part of it: （此件公开发布）, 附件：…, 抄送：…, …印发.

In: a paragraph.  Out: whether it is such a line. What they say is read by `notice`; here they are kept out of tasks.
Follows GB/T 9704-2012, 7.3.5 to 7.4 (附件说明, 附注, 版记).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from duban.documents.blocks import Block, Paragraph
from duban.documents.structure.numbering import label_of

_FIRST_ANNEX = re.compile(r"\s*附\s*件\s*[：:]\s*[1１][.．、]")
_LONGEST_LISTED = 80
_LONGEST = 400
_REMARK = re.compile(
    r"""[（(【]?\s*(?:此件|本件|该件|此文)[^。]{0,30}(?:公开|发布|发送|传达)[^。]{0,20}
    | [（(【]?\s*(?:信息)?公开(?:方式|选项|属性|类别|形式|类型)\s*[：:].{0,30}
    | (?:抄\s*[送报]|分\s*送|主题词|主\s*送)\s*[：:].*
    | 附\s*件\s*[一二三四五六七八九十\d]{0,2}\s*(?:[：:].*)?
    | .{2,40}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日?\s*印发
    | [（(]?\s*(?:联系人|联系电话|联系方式)[^。]{0,60}
    """,
    re.VERBOSE | re.DOTALL,
)


def remarks_in(blocks: Sequence[Block]) -> list[Paragraph]:
    """The remarks among `blocks`, with the further lines of a list of annexes: "附件：1.…" / "2.…"."""
    found: list[Paragraph] = []
    number = 0  # of the annex that the line above named
    for block in blocks:
        if not isinstance(block, Paragraph):
            number = 0
            continue
        label = label_of(block.text)
        listed = number and label and label.value == number + 1 and len(block.text) <= _LONGEST_LISTED
        if listed and label and not block.text.endswith(("。", "）")):
            number = label.value
            found.append(block)
        elif is_remark(block.text):
            first = _FIRST_ANNEX.match(block.text)
            number = 1 if first else 0
            found.append(block)
        else:
            number = 0
    return found


def is_remark(text: str) -> bool:
    """Whether a paragraph is a remark at a document's foot: "（此件公开发布）"."""
    return len(text) <= _LONGEST and _REMARK.fullmatch(text.strip()) is not None
