"""What a column holds, judged by its cells: numbers, people, units, dates or prose.

In: the texts of a column's cells, or the heading over it.  Out: a `Content`.
"李明远" is a person, "县水务局 县林业局" are units, "2025年6月底前" is a date, "（一）" a number.
Rough on purpose: it tells columns apart; it does not read names, `recognition` does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import Enum, auto

from duban.documents.lexicon import columns as words
from duban.documents.lexicon.people import NOT_NAMES, SURNAMES


class Content(Enum):
    NUMBER = auto()
    PERSON = auto()
    UNIT = auto()
    DATE = auto()
    FIGURE = auto()
    PROSE = auto()  # a sentence, or a name that is none of the others
    NOTHING = auto()


_BLANKS = re.compile(r"\s+")
_NUMBER = re.compile(
    r"[（(\[〔]?(?:\d{1,4}(?:[.．-]\d{1,3}){0,3}|[一二三四五六七八九十百〇零]{1,5}|[①-⑳])[）)\]〕]?[、.．。]?"
)
_DATE = re.compile(
    r"(?:至|到)?(?:20\d\d年|20\d\d[-./]|\d{1,2}月|年内|全年|年底|长期|持续|常态|[上下]半年|[一二三四第][一二三四]?季度)"
    r"[^，。；]{0,20}"
)
_FIGURE = re.compile(r"[<>≥≤＜＞]?[\d.,，\[\]%％]+.{0,8}")
_UNIT_END = re.compile(
    r"(?:局|委|办|厅|部|府|院|会|公司|所|中心|站|镇|乡|街道|区|县|市|社|队|行|集团|学校|处|团|联|馆|署|海关|单位|部门|科|"
    r"各地|组|基地|支行|分行|室|厂)(?:等|等部门|等单位)?(?:[（(〈][^（）()〈〉]{0,20}[）)〉])?$"
)
_PARTS = re.compile(r"[\s、，,；;/|]+")
_PERSON = re.compile(
    r"[一-鿿·]{2,4}(?:同志|副?市长|副?县长|副?区长|副?书记|常委)?|[一-鿿]{1,4}·[一-鿿]{1,6}|各副[市县区]长"
)
_BRACKETS = re.compile(r"[（(〔\[][^（()）〔〕\[\]]*[）)〕\]]")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?|[-—–至~～/]|$)")


def squeeze(text: str) -> str:
    """`text` without any blank: what a heading says, however it is spread over its cell."""
    return _BLANKS.sub("", text)


def content_of(text: str) -> Content:
    """What one cell holds."""
    squeezed = squeeze(text)
    if not squeezed or squeezed in "/／-—－无":
        return Content.NOTHING
    if _NUMBER.fullmatch(squeezed):
        return Content.NUMBER
    if len(squeezed) <= 30 and _DATE.fullmatch(squeezed):
        return Content.DATE
    if len(squeezed) <= 20 and _FIGURE.fullmatch(squeezed):
        return Content.FIGURE
    return _body_or_prose(text)


def _body_or_prose(text: str) -> Content:
    if text.rstrip().endswith("。") and len(text) > 4 and not _UNIT_END.search(text.rstrip().rstrip("。")):
        return Content.PROSE
    parts = [part for part in _PARTS.split(text[:400].strip("。；; \n")) if part]
    units = sum(1 for part in parts if len(part) > 1 and _UNIT_END.search(part))
    if parts and units * 2 >= len(parts) and len(squeeze(text)) > 2:
        return Content.UNIT
    if len(squeeze(text)) <= 60 and all(len(part) == 1 or _is_name(part) for part in parts):
        return Content.PERSON
    return Content.PROSE


def _is_name(part: str) -> bool:
    return bool(_PERSON.fullmatch(part)) and (part[0] in SURNAMES or "·" in part) and part[:2] not in NOT_NAMES


def contents_of(texts: Iterable[str], sample: int = 200) -> Counter[Content]:
    """How often each content stands in a column; empty cells are left out."""
    counted: Counter[Content] = Counter()
    for text in texts:
        content = content_of(text)
        if content is not Content.NOTHING:
            counted[content] += 1
        if counted.total() >= sample:
            break
    return counted


def _ends(groups: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(map(re.escape, groups), key=len, reverse=True)) + ")$")


_HEADINGS = (
    (Content.NUMBER, re.compile("(?:" + "|".join(map(re.escape, words.NUMBER_WORDS)) + ")")),
    (Content.PERSON, _ends(words.PERSON_WORDS)),
    (Content.UNIT, _ends(words.UNIT_WORDS)),
    (Content.DATE, _ends(words.DATE_WORDS)),
    (Content.PROSE, _ends(words.TEXT_WORDS)),
    (Content.FIGURE, _ends(words.FIGURE_WORDS)),
)
_LONGEST_HEADING = 30
_NO_HEADING = re.compile(
    r"[。；，]|^(?:各|[省市县区镇]直|[省市县区]各)|^(?:推进|加快|加强|抓好|做好|开展|完成|落实|实施).."
)
_MEASURED_IN = ("单位", "计量单位", "数量单位", "指标单位")


def heading_content(text: str) -> Content:
    """What a column under the heading `text` holds; NOTHING when `text` heads no column."""
    squeezed = _BRACKETS.sub("", squeeze(text)).strip("：:*")
    if not squeezed or len(squeezed) > _LONGEST_HEADING or _NO_HEADING.search(squeezed):
        return Content.NOTHING
    if _YEAR.match(squeezed) and len(squeezed) <= 16:
        return Content.FIGURE if not _HEADINGS[4][1].search(squeezed) else Content.PROSE
    if squeezed.endswith("单位") and squeezed not in _MEASURED_IN:
        return Content.UNIT
    for content, pattern in _HEADINGS:
        if pattern.fullmatch(squeezed) if content is Content.NUMBER else pattern.search(squeezed):
            return content
    return Content.NOTHING
