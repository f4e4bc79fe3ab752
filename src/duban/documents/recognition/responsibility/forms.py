"""Does a name have the form of a unit's name? 市财政局, 团市委, 各镇政府, 领导小组成员单位; not 格局, 示范区, 一期.

In: a name.  Out: yes or no, and the parts a name is made of (level, subject).
Knows forms, not units: "市空想局" is one, "小米之家" is none. Does not tell one unit from another; `keys` does.
"""

from __future__ import annotations

import re
from functools import lru_cache

from duban.documents.lexicon.unit_subjects import SHORT_SUBJECTS, SUBJECTS
from duban.documents.lexicon.units import (
    COLLECTIVE_OPENINGS,
    GENERIC,
    GENERIC_UNITS,
    NO_NAMES_ALONE,
    NOT_UNITS,
    PLACE_ENDS,
    STRONG_ENDS,
    WHOLE_NAMES,
)

_LONGEST_NAME = 60
_TAIL_BRACKET = re.compile(r"[（(〈<\[【][^（()）〈〉<>]*[）)〉>\]】]$")
_UNLIKE = re.compile(r"[，,。；;：:！？!?%％=≥≤＝…—]|^\d|^[的为在对把将是从按以]|由(?!贸)|[（(][^）)]*$")
# A level that opens a name; 市场, 市政, 区域 are words of their own.
LEVEL = re.compile(
    r"(?:市(?!场|容|属|政(?![府协法务数])|民(?![政宗族]))|县(?!域)|区(?!域|块)|省(?!际|会)|州|旗|盟|自治区|自治州|镇(?!街)|乡(?!镇|村))(?:级|直)?"
)
_JOINING = re.compile(r"[和与及]")
_LEVELS_ALONE = re.compile(r"[省市县区州旗盟镇乡、和]+$")
_MANY = re.compile(
    rf"(?:{'|'.join(COLLECTIVE_OPENINGS)}).{{0,30}}?"
    r"(?:地|级|方|方面|镇|乡|街|县|区|市|州|旗|盟|村|社区|街道|园|部|院|校|企|组|组织|主体|运营商|站|所|队|支部|同志)$"
)


@lru_cache(maxsize=8192)
def looks_like_unit(name: str) -> bool:
    """`name` has the form of a unit's name, or of a name that stands for many units."""
    bare = _TAIL_BRACKET.sub("", name) or name
    if name in WHOLE_NAMES or bare in GENERIC_UNITS:
        return True
    if not 2 <= len(bare) <= _LONGEST_NAME or bare in GENERIC or bare in NO_NAMES_ALONE or _UNLIKE.search(bare):
        return False
    if bare.startswith(COLLECTIVE_OPENINGS) and (bare.endswith(STRONG_ENDS) or _MANY.match(bare)):
        return True
    if bare.endswith(NOT_UNITS):
        return False
    return bare.endswith(STRONG_ENDS) or _is_place(bare) or (bare[-1] == "部" and is_subject(bare[:-1]))


def is_place(name: str) -> bool:
    """A place that acts for its government: 云栖镇, 青泽市."""
    return looks_like_unit(name) and not name.endswith(STRONG_ENDS) and _is_place(name)


def without_level(name: str) -> str:
    level = LEVEL.match(name)
    return name[level.end() :] if level else name


@lru_cache(maxsize=4096)
def is_subject(words: str) -> bool:
    """A department is named for it: 财政, 住房和城乡建设, 发改."""
    plain = _JOINING.sub("", words)
    return plain in SUBJECTS or words in SUBJECTS or plain in SHORT_SUBJECTS


def _is_place(name: str) -> bool:
    return not _LEVELS_ALONE.match(name) and any(
        name.endswith(end) and len(name) - len(end) >= (1 if len(end) > 1 else 2) for end in PLACE_ENDS
    )
