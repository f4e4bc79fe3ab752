"""People in the rest of a line: one or several names, each with a post before, behind, or in brackets.

In: "沈一鸣　副市长", "李四（水务局局长）、王五（财政局局长）", "张三，市长；李四，副市长", "市长张三", "张三、李四".
Out: `Person`s with spans; none when the text names no people ("由市公安局、市财政局负责人组成").
A blank parts name and post unless the characters before it are one name ("张　三").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duban.documents.lexicon.people import DOUBLE_SURNAMES, NOT_NAME_ENDS, NOT_NAMES, SURNAMES
from duban.documents.recognition.people.names import BLANK, is_name, is_post, without_blanks


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    post: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


_WORD = re.compile(r"[^ \t\u00a0\u2000-\u200b\u202f\u3000]+")
_NAME = rf"(?P<name>[\u3400-\u9fff·•×]{{1,10}}(?:{BLANK}{{1,6}}[\u3400-\u9fff]{{1,2}})?)"
_BRACKETED = re.compile(
    rf"{_NAME}{BLANK}*(?:同志)?[（(]"
    r"(?P<post>[^（()）]{1,80}(?:[（(][^（()）]{1,30}[）)][^（()）]{0,40})?)[）)]"
)
_NOTES = re.compile(
    r"[（(](?:女|男|兼|[\u4e00-\u9fff]{1,4}族|女[，,、][\u4e00-\u9fff]{1,4}族"
    r"|列[^（()）]{1,12}|按[^（()）]{1,16}排列|以姓氏笔画[^（()）]{0,8})[）)]"
)
_COMMA_PARTED = re.compile(rf"{BLANK}*{_NAME}(?:同志)?{BLANK}*[，,：:—\-－]+{BLANK}*(?P<post>.+)")
_POST_FIRST = re.compile(
    r"(?P<post>.*(?:长|书记|主任|主席|委员|常委|秘书|总经理|经理|政委|调研员|主委|助理|副职))[ \t\u3000：:]*"
    r"(?P<name>[\u3400-\u9fff]{2,4}?|[\u3400-\u9fff][ \u3000]{1,4}[\u3400-\u9fff])(?:同志)?$"
)
_UNIT_FIRST = re.compile(
    rf"(?P<post>[\u3400-\u9fff]{{2,30}}[局委办部府会院区镇乡道室所社司处科]){BLANK}+(?P<name>[\u3400-\u9fff]{{2,4}})$"
)
_CHUNK = re.compile(r"[^；;]+")
_LISTED = re.compile(r"[^、，,]+")
_BROKEN_NAME = re.compile(r"[\u3400-\u9fff]$")  # the page ended inside the name
_NO_PEOPLE = re.compile(rf"{BLANK}*(?:由|各|市直|县直|区直|省直|相关|有关|以上|上述)")


def people_of(text: str) -> tuple[Person, ...]:
    """The people a text lists; empty when it is no list of people."""
    if _NO_PEOPLE.match(text):
        return ()
    if _BROKEN_NAME.match(text.strip()) and text.strip() in SURNAMES:
        at = text.index(text.strip())
        return (Person(text.strip(), "", at, at + 1),)
    masked = _NOTES.sub(lambda note: " " * len(note.group()), text)
    people: list[Person] = []
    for chunk in _CHUNK.finditer(masked):
        people.extend(_people_of_chunk(masked, chunk.start(), chunk.end()))
    return tuple(people)


def _people_of_chunk(text: str, start: int, end: int) -> list[Person]:
    chunk = text[start:end].rstrip(" \t\u3000。，,、")
    for read in (_bracketed, _listed_names, _name_then_post, _comma_parted, post_then_name, _glued):
        if people := list(read(chunk)):
            return [Person(p.name, p.post, p.start + start, p.end + start) for p in people]
    return []


def _bracketed(chunk: str) -> Iterator[Person]:
    """李四（市水务局局长）、王五（市财政局局长）."""
    for match in _BRACKETED.finditer(chunk):
        name = without_blanks(match["name"])
        if is_name(name) and (is_post(match["post"]) or not chunk[match.end() :].strip(" 、，,。")):
            yield Person(name, _post(match["post"]), match.start(), match.end())


def _listed_names(chunk: str) -> Iterator[Person]:
    """张三、李四、王　五."""
    parts = [part for part in _LISTED.finditer(chunk) if part.group().strip()]
    if all(_is_spaced_name(part.group()) for part in parts):
        for part in parts:
            yield Person(without_blanks(part.group()), "", part.start(), part.end())


def _is_spaced_name(text: str) -> bool:
    words = text.split()
    spaced = len(words) > 1
    return all(len(word) <= 2 for word in words if spaced) and is_name("".join(words), spaced=spaced)


def _name_then_post(chunk: str) -> Iterator[Person]:
    """张三 市长, 张　三 市长, and several of them in one line: 张三 市长  李四 副市长."""
    words = [_Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(chunk)]
    name, at = _name_at(words, 0)
    while name:
        begin = at
        following: _Word | None = None
        while at < len(words):
            following, _ = _name_at(words, at)
            if following and (at == begin or is_post(words[at - 1].text)):
                break
            following, at = None, at + 1
        post = words[begin:at]
        end = post[-1].end if post else name.end
        yield Person(name.text, _post(" ".join(word.text for word in post)), name.start, end)
        name, at = (_name_at(words, at)) if following else (None, at)


def _name_at(words: list[_Word], at: int) -> tuple[_Word | None, int]:
    """The name that words `at`... make, and the word after it."""
    if at >= len(words):
        return None, at
    first = words[at]
    if is_name(first.text) or is_name(first.text.removesuffix("同志")):
        return _Word(first.text.removesuffix("同志"), first.start, first.end), at + 1
    apart = [len(word.text) for word in words[at : at + 3]] == [1, 1, 1]
    for count in (3,) if apart else (2, 3):  # "张 三", "张 三 丰", "司马 兰"
        parts = words[at : at + count]
        joined = "".join(word.text for word in parts)
        begins = len(first.text) == 1 or first.text in DOUBLE_SURNAMES
        longest = 3 if len(first.text) == 1 else 4
        if len(parts) == count and begins and len(joined) <= longest and is_name(joined, spaced=True):
            return _Word(joined, first.start, parts[-1].end), at + count
    return None, at


def _comma_parted(chunk: str) -> Iterator[Person]:
    """张三，市委常委、副市长."""
    match = _COMMA_PARTED.match(chunk)
    if match and is_name(without_blanks(match["name"])):
        yield Person(without_blanks(match["name"]), _post(match["post"]), match.start("name"), match.end())


def post_then_name(chunk: str) -> Iterator[Person]:
    """市委副书记、市长张三, or 县财政局 张三."""
    match = _POST_FIRST.match(chunk.strip()) or _UNIT_FIRST.match(chunk.strip())
    if match and is_name(without_blanks(match["name"])):
        start = len(chunk) - len(chunk.lstrip())
        yield Person(without_blanks(match["name"]), _post(match["post"]), start, start + match.end())


def _glued(chunk: str) -> Iterator[Person]:
    """张三丰市财政局局长: the blank was lost; the name is what leaves a post that begins as posts do."""
    text = chunk.strip()
    start = len(chunk) - len(chunk.lstrip())
    if len(text) > 60 or not is_post(text) or text[:2] in NOT_NAMES:
        return
    for length in (3, 2, 4):
        rest = text[length:]
        if is_name(text[:length]) and _begins_post(rest):
            yield Person(text[:length], _post(rest), start, start + len(text))
            return


_POST_BEGIN = re.compile(
    r"(?:省|市|县|区|州|盟|旗|镇|乡|街道|党|副|常务|中国|国家|国网|公安|原)"
    r"|[\u4e00-\u9fff]{2,3}(?:省|市|县|区|镇|乡|街道|州|盟|旗)"
)


def with_rare_surname(text: str) -> Person | None:
    """南 霁 云　市财政局副局长: under a role, what stands before a post is a name whatever its surname."""
    match = _RARE.match(text)
    if not match or not is_post(match["post"]) or not _begins_post(match["post"]):
        return None
    name = without_blanks(match["name"])
    if name in NOT_NAMES or name.endswith(tuple(NOT_NAME_ENDS)):
        return None
    return Person(name, _post(match["post"]), match.start("name"), match.end("post"))


def _begins_post(rest: str) -> bool:
    return bool(_POST_BEGIN.match(rest))


_HAN = r"[\u3400-\u9fff]"
_RARE = re.compile(
    rf"{BLANK}*(?P<name>{_HAN}{{2,3}}|{_HAN}{BLANK}{{1,6}}{_HAN}(?:{BLANK}{{1,6}}{_HAN})?){BLANK}+(?P<post>\S.*)"
)
_PART = re.compile(rf"({BLANK}+)")


def _post(text: str) -> str:
    """A post as printed; a blank stays only between two whole posts (市委常委 副市长)."""
    words = _PART.split(text.strip(" \t\u3000。；;，,"))
    post = words[0] if words else ""
    for word in words[2::2]:
        post += (" " if is_post(post) and is_post(word) else "") + word
    return post
