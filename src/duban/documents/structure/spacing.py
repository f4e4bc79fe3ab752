"""Close the gaps that typesetting left inside words: 县住房城乡建 设局, 组 长.

In: text of a paragraph or a cell.  Out: the same text without spaces between Chinese characters.
Spaces beside letters and digits stay as printed. Does not decide whether a space parts two units
or two names; `duban.documents.recognition.responsibility` does, and takes the text before this step.
"""

from __future__ import annotations

import re

# Ideographs, CJK and full-width punctuation, curly quotes: characters that are never parted by a space in Chinese.
_WIDE = (
    r"\u2018-\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uffef〇"
)
_BLANK = r"[ \t\u00a0\u2000-\u200b\u202f\u3000]"
_GAP = re.compile(rf"(?<=[{_WIDE}]){_BLANK}+(?=[{_WIDE}])")


def close_gaps(text: str) -> str:
    """`text` without blanks between Chinese characters: "千方百 计稳住" gives "千方百计稳住"."""
    return _GAP.sub("", text)
