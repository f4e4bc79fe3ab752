"""Whether a run of characters is a person's name, and whether a text is a post.

In: text without the words around it.  Out: yes or no, and names closed of their inner blanks.
"彭　健", "欧阳明德", "买买提·艾力", "李某某" are names; "成员", "高新区", "市财政局" are not.
Does not split lists of people; `duban.documents.recognition.responsibility` does.
"""

from __future__ import annotations

import re

from duban.documents.lexicon.people import DOUBLE_SURNAMES, NOT_NAME_ENDS, NOT_NAMES, POST_ENDS, SURNAMES

BLANK = r"[ \t\u00a0\u2000-\u200b\u202f\u3000]"
_BLANKS = re.compile(BLANK + "+")
_HAN_NAME = re.compile(r"[\u3400-\u9fff〇]{2,4}$")
_FOREIGN_NAME = re.compile(r"[\u3400-\u9fff]{1,8}(?:[·•・．][\u3400-\u9fff]{1,8}){1,3}$")
_MASKED_NAME = re.compile(r"[\u3400-\u9fff](?:[某×xX＊*○]{1,2})[\u3400-\u9fff]?$")
_POST_END = re.compile(rf"(?:{'|'.join(sorted(POST_ENDS, key=len, reverse=True))})(?:（[^（）]{{1,20}}）)?$")
_DOUBLE = frozenset(DOUBLE_SURNAMES)


def without_blanks(text: str) -> str:
    """ "彭　健" gives "彭健"."""
    return _BLANKS.sub("", text)


def is_name(text: str, *, spaced: bool = False) -> bool:
    """`text`, without blanks, is a person's name and nothing else; `spaced` when it was printed as "成 立"."""
    if _MASKED_NAME.match(text) or _FOREIGN_NAME.match(text):
        return text[0] in SURNAMES or "·" in text or "•" in text or "・" in text
    if not _HAN_NAME.match(text) or (text in NOT_NAMES and not spaced):
        return False
    if text[:2] in _DOUBLE:
        return len(text) >= 3
    if text[0] not in SURNAMES or text[-1] in NOT_NAME_ENDS:
        return False
    return len(text) <= 3 or text[1] in SURNAMES


def is_post(text: str) -> bool:
    """`text` ends as a post does: 市财政局局长, 四级调研员."""
    return bool(_POST_END.search(text.rstrip("。；;，, ")))
