"""Which units does a list name? 市商务局和素龙、双东街道; 县乡村振兴局 县农业农村局; 市财政局等部门.

In: a list as printed, its blanks and line breaks kept.  Out: complete names, verbatim otherwise, each once.
A blank parts two units only when the words before it are a complete name; else a cell's width caused it.
和, 及, 与 part two units only after a complete name. Does not read roles (牵头, 配合); `clauses` does.
"""

from __future__ import annotations

import re
from functools import lru_cache

from duban.documents.lexicon.units import GENERIC, NO_NAMES_ALONE
from duban.documents.recognition.people.names import is_name
from duban.documents.recognition.responsibility.completing import complete
from duban.documents.recognition.responsibility.forms import LEVEL, is_subject, looks_like_unit, without_level
from duban.documents.recognition.responsibility.nesting import cut

_SEPARATOR = re.compile(r"[、，,；;/／|｜。]+")
_GAP = re.compile(
    r"(?<![A-Za-z0-9])[\s\u200b]+|[\s\u200b]+(?![A-Za-z0-9])"
)  # only between Latin words a blank is part of a name
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_JOINT = re.compile(r"以及|[和及与暨](?![其时会])")
_MARKS = re.compile(r"^(?:[*＊★☆▲△●◆☑✓#]+|(?:\d{1,2}[.．)）]|[（(]\d{1,2}[)）]|[①-⑳])(?=[^\d]))+\s*|[*＊★☆▲△●◆#]+$")
_OPENING = re.compile(
    r"^(?:(?:并|同时|且|再|还|统一|主要|其中)?由(?=.{2})|并(?=[市县区省各由])|(?:以及|及|与|和)(?=[市县区省各有相其]))"
)
_HEADED = re.compile(r"^(?:各)?(?:责任|牵头|配合|主办|协办|负责)(?:单位|部门)[为是:：]?(?=.{2})")
_ROLE_NOTE = re.compile(
    r"[（(〔【](?:总|联合|双|共同)?(?:牵头|配合|主办|协办|主责|参与|负责|责任|承办|协助|落实)[^（()）]{0,12}[)）〕】]$"
)
_MORE = re.compile(
    r"(?<=.)等(?:(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|几|多)?[个家]?(?:[^局委办厅院等]{0,10}?(?:部门|单位|机构|机关|企业|方面|组织))?"
    r"(?:[（(](?:单位|部门|街道)[）)])?)?$"
)
_DEPARTMENTS = re.compile(r".等[^局委办厅院等]{0,12}(?:部门|单位)$")
_MORE_PLACES = re.compile(
    r"(?P<name>[\u3400-\u9fff]{2,8})等(?:\d{1,3}|[一二两三四五六七八九十]{1,3})?个?(?:有关|相关)?"
    r"(?P<level>街道|镇|乡|县|区|市)(?P<government>(?:人民政府|政府|办事处)?)$"
)
_LEVELS = r"(?:自治区|直辖市|自治州|自治县|功能区|乡镇|镇街|[省市县区州盟旗镇乡])"
# 各市、县（区）人民政府 is one name, though 、 stands in it.
_BARE_LEVEL = re.compile(
    rf"(?:各(?:地)?)?(?:{_LEVELS}级?、){{0,3}}{_LEVELS}级?(?:（[^（）]{{1,6}}）|\([^()]{{1,6}}\))?$"
)
_MORE_LEVELS = re.compile(
    rf"(?:{_LEVELS}|街道|办事处|开发区|园区|管委会)(?:（[^（）]{{1,6}}）|\([^()]{{1,6}}\))?(?:两级|级|三级)?"
    r"(?:人民政府|政府|街道办事处|街道|办事处|街道办|党委政府|党委|管委会|有关部门|直部门|直有关部门|直有关单位|有关单位)?$"
)
_PLURAL = frozenset("单位 部门 机构 机关 企业 企事业单位 事业单位 社会组织 群团组织 群团 人民团体 党组织".split())
_EACH = frozenset(
    "街道办事处 街道办 街道 办事处 管委会 园区 园区管委会 乡 乡政府 "
    "镇政府 街道党工委 开发区 开发区管委会 功能区".split()
)

_TAIL = re.compile(
    r"[\u3400-\u9fff]{1,4}(分局|支队|大队|中队|分行|支行|管理部|分公司|派出所|监管分局|营业部|分中心|管理所)$"
)
_PARENT_ENDS = ("局", "队", "行", "公司", "中心", "集团", "移动", "联通", "电信", "联社", "邮政")
_ALONE = ("消防", "森林消防", "海警", "武警", "人行", "建行", "工行", "农行")
_NATIONAL = frozenset(
    "国家税务总局 国家统计局 国家金融监督管理总局 中国人民银行 人民银行 国家外汇管理局 "
    "国家能源局 中国银保监会 中国证监会".split()
)
_SEATS = re.compile(r"(?:中共)?(?:[\u3400-\u9fff]{0,6}[省市县区州旗镇])?(?:委|党委|政府|人民政府|人大|政协)$")
_SEAT_PART = re.compile(
    r"(?:宣传部|组织部|统战部|政法委|网信办|编办|办公室|督查室|研究室|社会工作部|农办|政研室|办|老干部局|党校|信访局|机关工委|巡察办|改革办|"
    r"各?部门|直属机关工委|统一战线工作部|机构编制委员会办公室|依法治.{1,2}办|金融办|金融工作局|国安办|外办|台办|侨办|值班室)$"
)
_LONGEST_REMEMBERED = 1000
_LONGEST_NAME = 120  # beyond it, text is no unit's name, whatever joins it

# Damage that is plain to see: 各县（市、区政府, 各县（市、区））政府.
_UNCLOSED = re.compile(r"([（(][市县区州旗街道、]+)((?:人民)?政府)$")
_TWICE = re.compile(r"([）)])[）)](?=(?:人民)?政府$)")
_DASHES = re.compile(r"^[\s/／—–\-－无空略]*$")


def split_units(text: str) -> tuple[str, ...]:
    """The names in `text`, complete: “水台、稔村镇政府” gives 水台镇政府 and 稔村镇政府."""
    return _split(text) if len(text) <= _LONGEST_REMEMBERED else _split.__wrapped__(text)


@lru_cache(maxsize=4096)
def _split(text: str) -> tuple[str, ...]:
    if _DASHES.match(text):
        return ()
    names: list[tuple[str, str]] = []
    for before, piece in _with_levels_joined(cut(text.replace("**", ""), _SEPARATOR)):
        for index, name in enumerate(_parts_of(piece)):
            _add(names, before if not index else "和", name)
    cleaned = ((before, _clean(name)) for before, name in names)
    return tuple(dict.fromkeys(name for name in complete([each for each in cleaned if each[1]]) if not name.isdigit()))


def _with_levels_joined(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """各市、县（区）人民政府 put together again."""
    joined: list[tuple[str, str]] = []
    for before, piece in pieces:
        piece = piece.strip()
        if joined and before == "、" and _BARE_LEVEL.match(_last_word(joined[-1][1])) and _goes_on(piece):
            joined[-1] = (joined[-1][0], f"{joined[-1][1]}、{piece}")
        elif piece:
            joined.append((before, piece))
    return joined


def _goes_on(piece: str) -> bool:
    """The piece begins with a bare level: 县（区）人民政府 after 各市、."""
    first = _BLANKS.split(piece, maxsplit=1)[0]
    heads = [_BLANKS.sub("", piece[:40])]
    if len(first) > 1 or first == piece:  # else a cell's width broke a name after its level
        heads.append(_JOINT.split(first, maxsplit=1)[0])
    return any(_MORE_LEVELS.match(_MORE.sub("", head)) for head in heads)


def _last_word(piece: str) -> str:
    return _OPENING.sub("", _BLANKS.split(piece)[-1])


def _add(names: list[tuple[str, str]], before: str, name: str) -> None:
    """Add a name, or add to the last one what is no name of its own: 各部门、单位."""
    last = names[-1][1] if names else ""
    if (name in _PLURAL and last.endswith(tuple(_PLURAL)) and before == "、") or (
        name in ("政府", "人民政府") and last.endswith("党委")
    ):
        names[-1] = (names[-1][0], f"{last}、{name}")
    elif name in _EACH and last.startswith("各"):
        names.append((before, "各" + name))
    else:
        names.append((before, name))


def _parts_of(piece: str) -> list[str]:
    """The names in a piece without separators: first at its blanks, then at 和, 及, 与."""
    words = _BLANKS.split(piece.strip()) if _BLANKS.search(piece) and "（" not in piece and "(" not in piece else None
    if words is None:
        words = [each for _, each in cut(piece, _BLANKS) if each]
    return [part for name in _joined(words) for part in _at_joints(name)]


def _joined(words: list[str]) -> list[str]:
    if len(words) > 1 and _are_stems(words):
        return words
    names = words[:1]
    for word in words[1:]:
        if len(names[-1]) > _LONGEST_NAME or _parts(names[-1], word):
            names.append(word)
        else:
            names[-1] += word
    return names


def _are_stems(words: list[str]) -> bool:
    """水台 稔村 车岗镇政府: bare names of places, the last with what they share."""
    last = re.match(r"[\u3400-\u9fff]{2,3}(?:镇|街道|乡)(?:人民政府|政府|办事处|办)?$", words[-1])
    return bool(last) and all(
        2 <= len(word) <= 3
        and not looks_like_unit(word)
        and not is_subject(without_level(word))
        and not LEVEL.match(word)
        for word in words[:-1]
    )


def _parts(name: str, word: str) -> bool:
    """A blank between `name` and `word` parts two names."""
    name = _MORE.sub("", name)
    leveled = bool(LEVEL.match(word)) and len(word) > 1
    if not looks_like_unit(name):
        known = is_subject(without_level(name)) or (is_name(name) and word[0] in "省市县区" and len(word) > 3)
        return known and (leveled or word.startswith("各")) and looks_like_unit(word)
    if word in GENERIC or word in NO_NAMES_ALONE or word.startswith("等"):
        return False
    if leveled or word.startswith(("各", "有关", "相关", "团", "和", "及", "与", "以及")):
        return True
    return not _continues(name, word)


def _continues(name: str, word: str) -> bool:
    if _SEATS.match(name) and _SEAT_PART.match(word):
        return True
    if name in _NATIONAL and looks_like_unit(word) and not looks_like_unit(word[:1]):
        return True
    if _TAIL.match(word) and not word.startswith(_ALONE) and name.endswith(_PARENT_ENDS):
        return True
    return len(word) <= 3 and not looks_like_unit(word) and not is_name(word)


def _at_joints(name: str) -> list[str]:
    """市商务局和素龙街道 gives two names; 市发展和改革局 is one."""
    if len(name) > _LONGEST_NAME or not _JOINT.search(name):
        return [name]
    parts, rest = [], name
    at = 0
    for before, piece in cut(name, _JOINT)[1:]:
        index = name.index(before + piece, at)
        left = name[len(name) - len(rest) : index]
        if _ends_name(left, piece, name[index + len(before) :]):
            parts.append(left)
            rest = name[index + len(before) :]
        at = index + 1
    return [*parts, rest]


def _ends_name(left: str, piece: str, rest: str) -> bool:
    left = _OPENING.sub("", _without_more(left))
    if piece in _PLURAL or len(rest) < 2:
        return False
    if looks_like_unit(left):
        return True
    place = re.match(r"[\u3400-\u9fff]{2,4}(?:镇|街道|乡|区|县)(?:人民政府|政府|办事处|办)?等?$", rest)
    return bool(place) and 2 <= len(left) <= 3 and not is_subject(left) and not LEVEL.match(left)


def _clean(name: str) -> str:
    name = _TWICE.sub(r"\1", _UNCLOSED.sub(r"\1）\2", name))
    name = _GAP.sub("", name).strip(":：“\"'")
    for pattern in (_MARKS, _OPENING, _HEADED):
        name = pattern.sub("", name)
    name = _MARKS.sub("", _ROLE_NOTE.sub("", name))
    if places := _MORE_PLACES.match(name):
        has_level = places["name"].endswith(("街道", "镇", "乡", "县", "区", "市"))
        return places["name"] + ("" if has_level else places["level"]) + places["government"]
    return _without_more(name).rstrip("（(〈<[ 　。.…")


def _without_more(name: str) -> str:
    """市财政局 of 市财政局等部门; of 林业等部门 it is 林业部门, the end that the names before it share."""
    bare = _MORE.sub("", name)
    return f"{bare}部门" if _DEPARTMENTS.search(name) and is_subject(without_level(bare)) else bare
