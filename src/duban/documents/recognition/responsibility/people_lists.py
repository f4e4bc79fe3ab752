"""Which officials does a list name? 伍一平 梁二莲, 刘 彬, 副市长张三, 张三（副市长）, 各副市长.

In: the value of 责任领导 or the like, blanks kept.  Out: names without posts and inner blanks, each once.
Words that name officials but no person (各副市长, 市四套班子成员) stay as printed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from duban.documents.lexicon.people import DOUBLE_SURNAMES, SURNAMES
from duban.documents.recognition.people.names import is_name, is_post
from duban.documents.recognition.responsibility.nesting import cut
from duban.documents.structure.spacing import close_gaps

_SEPARATOR = re.compile(r"[、，,；;/／|｜。]+|(?<=[\u3400-\u9fff]{2})[和及与](?=[\u3400-\u9fff]{2,})")
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_NOTHING = re.compile(r"^[\s/／—–\-－无空略]*$")
_POST = (
    r"(?:(?:常务|第一|党组|党工委|党委|市委|县委|区委|省委|政府|市政府|县政府|区政府|一级|二级|三级|四级){0,2}"
    r"副?(?:市长|县长|区长|省长|州长|盟长|旗长|镇长|乡长|书记|常委|部长|主任|局长|委员|秘书长|主席|院长|检察长|政委|司令员|总队长|支队长|专员|组长|"
    r"总指挥|指挥长|党组成员|巡视员|调研员|总工程师|主任委员|书记处书记|行长|总经理|董事长|校长)(?:助理)?|同志|先生|女士|助理)"
)
_NAME = r"(?:[\u3400-\u9fff]{2,4}?|[\u3400-\u9fff]{1,8}(?:[·•・．‧][\u3400-\u9fff]{1,8}){1,3}?)"
_BEHIND = re.compile(rf"(?P<name>{_NAME}){_POST}{{1,3}}$")
_BEFORE = re.compile(rf"(?:[\u3400-\u9fff]{{0,16}}){_POST}[：:]?(?P<name>{_NAME})(?:同志)?$")
_ONLY_POST = re.compile(rf"(?:市|县|区|省|州|镇|乡|街道)?(?:委|政府|人大|政协|人大常委会)?{_POST}{{1,3}}$")
_NOTE = re.compile(r"[（(〈<【〔][^（()）]*[）)〉>】〕]$")
_MORE = re.compile(r"等(?:\d+|[一二三四五六七八九十几])?(?:名|位|个)?(?:同志|[\u3400-\u9fff]{0,3}领导|负责同志)?$")
_OPENING = re.compile(r"^(?:由|其中|分别由|[①-⑳]|\d{1,2}[.．])")
_LONGEST = 2000  # a list of a task's officials is shorter; a hostile text's is not
_NO_NAMES = frozenset(
    "常务 党组 包保 包联 包抓 包案 包村 相关 有关 主管 主要 分管 全体 所有 其他 "
    "其它 联系 市委 市政 县政 区政 牵头 县级 市级 区级".split()
)
_OFFICIALS = re.compile(
    r"(?:各|有关|相关|分管|市|县|区|省|州|镇|包|主要|联系|党政|政府|挂钩|责任|常务|牵头).{0,24}(?:领导|副?[市县区省州镇]长|班子成员|负责同志|书记|四套班子|党政班子)(?:成员)?(?:（.*）|\(.*\))?$"
)


@lru_cache(maxsize=4096)
def split_people(text: str) -> tuple[str, ...]:
    """The people in `text`: “刘 彬”, “副市长张三” and “张三（副市长）” each give one name."""
    if _NOTHING.match(text):
        return ()
    names: list[str] = []
    if len(text) > _LONGEST:
        return ()
    for _, piece in cut(text.replace("**", ""), _SEPARATOR):
        names.extend(_names(piece))
    people = {name for name in names if is_name(name) and not _ONLY_POST.match(name)}  # 区 is a surname, 区长 no name
    if people:
        names = [name for name in names if name in people or not (_ONLY_POST.match(name) or _is_post_of_unit(name))]
    return tuple(dict.fromkeys(names))


def _is_post_of_unit(words: str) -> bool:
    """县水利局局长 before the blank and the name."""
    return len(words) > 4 and is_post(words) and not _OFFICIALS.match(words)


def person_in(words: str) -> str | None:
    """The name in 张三同志, 副市长张三, 张三; the words themselves for 市政府分管领导; None for a unit's name."""
    words = close_gaps(words.strip())
    if _OFFICIALS.match(words) or _ONLY_POST.match(words):
        return words
    name = _without_post(words)
    return name if is_name(name) else None


def _names(piece: str) -> list[str]:
    """The names in a piece without separators, put together across blanks."""
    words = [each for _, each in cut(piece.strip(), _BLANKS) if each]
    joined: list[str] = []
    for word in words:
        if joined and _belong(joined[-1], word):
            joined[-1] += word
        else:
            joined.append(word)
    return [name for each in joined if (name := _without_post(close_gaps(each)))]


def _belong(name: str, word: str) -> bool:
    """刘 彬 and 欧阳 修 are one name each; 张三 李四 are two."""
    if len(name) == 1:
        return True
    if name in DOUBLE_SURNAMES and len(word) <= 2:
        return True
    if _NOTE.match(word) or name.endswith(("、", "·")) or word.startswith("·"):
        return True
    return len(word) == 1 and len(name) == 2 and word not in SURNAMES


def _without_post(words: str) -> str:
    bare = _OPENING.sub("", words)
    bare = _MORE.sub("", bare) or bare
    if (note := _NOTE.search(bare)) and is_name(without := bare[: note.start()].strip()):
        return without
    if note and is_name(_strip_post(without := bare[: note.start()])):
        return _strip_post(without)
    return bare if is_name(bare) and not _BEHIND.match(bare) else _strip_post(bare)


def _strip_post(words: str) -> str:
    for pattern in (_BEHIND, _BEFORE):
        match = pattern.match(words)
        if match and is_name(match["name"]) and match["name"] not in _NO_NAMES:
            return match["name"]
    return words
