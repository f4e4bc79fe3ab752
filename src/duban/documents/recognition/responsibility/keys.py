"""What is a unit named for, whatever its level and its form of name? 市发改委, 县发展和改革局: 发展改革.

In: a name.  Out: its key: level, 局/委/办 and 和 off, short words in full.
Equal keys at one level mean that two names may be one unit; 分局, 支队 and 中心 stay, for they are bodies of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from duban.documents.lexicon.unit_subjects import SHORT_BODIES, SHORT_SUBJECTS, SUBJECTS
from duban.documents.recognition.responsibility.forms import LEVEL, is_subject

_BRACKETS = str.maketrans({"(": "（", ")": "）", "〈": "（", "〉": "）", "<": "（", ">": "）", " ": None, "　": None})
_JOINING = re.compile(r"[和与及]")
_END = re.compile(r"(?<!分)(?:委员会|办公室|局|委|办|厅)$")
_PLACE_OFFICE = re.compile(r"(?P<place>.*(?:街道|[镇乡县区市旗州盟]|[）]))(?:人民政府|政府|办事处|街道办|办)$")
_PLACE = re.compile(r"[\u3400-\u9fff]{1,8}?[市县区省州旗盟](?=.{2,})")
_SUPERVISION = re.compile(r"监督管理")
_COMMITTEE = re.compile(
    r"^委(?=政法委|宣传部|组织部|统战部|编办|网信办|农办|机构编制|老干部|党校|信访|台办|外办|社会工作部)"
)


@lru_cache(maxsize=8192)
def unit_key(name: str) -> str:
    """The core of `name` for comparing."""
    core = name.translate(_BRACKETS)
    if core.startswith(("各", "有关", "相关")):
        return core.replace("人民政府", "政府")
    if core in SHORT_BODIES:
        return SHORT_BODIES[core]
    level = LEVEL.match(core)
    if level and len(core) > level.end():
        return _core_key(core[level.end() :])
    return _core_key(core[len(_place_before(core)) :])


def level_of(name: str) -> str:
    """市 of 市财政局; 青泽市 of 青泽市财政局; "" of a name that has none, like 云栖镇政府."""
    if name.startswith("团") and len(name) > 1:
        return name[1]
    level = LEVEL.match(name)
    return level[0][0] if level and len(name) > level.end() else _place_before(name)


def _place_before(name: str) -> str:
    """青泽市 of 青泽市财政局: a place before a department's name."""
    place = _PLACE.match(name)
    return place[0] if place and is_subject(_END.sub("", name[place.end() :])) else ""


def _core_key(core: str) -> str:
    core = _COMMITTEE.sub("", core)
    if core in SHORT_BODIES:
        return SHORT_BODIES[core]
    if core in ("政府", "委", "党委", "政协"):
        return core
    if place := _PLACE_OFFICE.match(core):
        return place["place"]
    stem = _END.sub("", core)
    if not stem or stem in ("政府", "府", "委", "人大", "政协"):
        return core
    return _subject_key(stem)


def _subject_key(stem: str) -> str:
    """The subject in full: 发改 and 发展和改革 are one."""
    plain = _JOINING.sub("", stem)
    if full := SHORT_SUBJECTS.get(plain) or SHORT_SUBJECTS.get(stem):
        return full
    plain = _SUPERVISION.sub("监管", plain)
    if plain in SUBJECTS:
        return plain
    return SHORT_SUBJECTS.get(plain, plain)
