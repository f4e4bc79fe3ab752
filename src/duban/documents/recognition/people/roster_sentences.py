"""People whose roles are told in a sentence: 由市委副书记、市长张三任组长，副市长李四任副组长，市财政局局长王五为成员.

In: one line.  Out: `Member`s with their places; none unless somebody is given a leading role by name and post.
A post may hold several offices parted by 、 and goes on until a name ends it.
Does not read 办公室主任由…兼任: that is no role of the group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.documents.blocks import Paragraph
from duban.documents.lexicon.people import ROLES
from duban.documents.model import Member
from duban.documents.recognition.people.lines import post_then_name
from duban.documents.recognition.people.names import BLANK, is_name, is_post, without_blanks

_GROUP_ROLES = sorted(
    (role for role in ROLES if "办公室" not in role and "主任" not in role and role not in ("秘书长", "副秘书长")),
    key=len,
    reverse=True,
)
_GIVEN = re.compile(
    rf"(?:同志)?(?:分别)?(?:担任|任|兼任|为){BLANK}*(?P<role>{'|'.join(_GROUP_ROLES)})(?![\u3400-\u9fff]{{0,2}}单位)"
)
_SENTENCE = re.compile(r"[^。；;：:\n]+")
_OPENING = re.compile(r"[由以](?=[\u3400-\u9fff])")
_LEADS = ("组长", "指挥", "指挥长", "召集人")
_PART = re.compile(r"[^、，,]+")
_LONGEST = 2000


def members_in_sentence(line: Paragraph) -> tuple[Member, ...]:
    """The people of one line; () unless one of them leads."""
    text = line.text
    if len(text) > _LONGEST or not any(role in text for role in ("组长", "指挥", "召集人")):
        return ()
    found: list[Member] = []
    for sentence in _SENTENCE.finditer(text):
        at = sentence.start()
        for given in _GIVEN.finditer(text, at, sentence.end()):
            for name, post, start, end in _people(text, at, given.start()):
                found.append(Member(given["role"], name, post, line.place_of(start, end)))
            at = given.end()
    return tuple(found) if any(member.role.endswith(_LEADS) for member in found) else ()


def _people(text: str, start: int, end: int) -> Iterator[tuple[str, str, int, int]]:
    """Posts and names from behind 由 on: 市委副书记、市长张三, 副市长李四."""
    openings = [match.end() for match in _OPENING.finditer(text, start, end)]
    begin = next((at for at in openings if _name_ends(text[at:end])), start)
    opened: int | None = None
    for part in _PART.finditer(text, begin, end):
        if opened is None:
            opened = part.start()
        chunk = text[opened : part.end()].removesuffix("同志")
        people = list(post_then_name(chunk))
        if people:
            yield people[0].name, people[0].post, opened, part.end()
            opened = None
        elif is_name(without_blanks(part.group().removesuffix("同志"))) and opened == part.start():
            yield without_blanks(part.group().removesuffix("同志")), "", opened, part.end()
            opened = None
        elif opened == part.start() and (before := _name_before_post(part.group())):
            yield *before, opened, part.end()
            opened = None


def _name_before_post(words: str) -> tuple[str, str] | None:
    """阮文彬副局长: the post stands behind the name."""
    for size in (3, 2):
        if is_name(words[:size]) and is_post(words[size:]) and len(words) - size <= 6:
            return words[:size], words[size:]
    return None


def _name_ends(text: str) -> bool:
    """Somebody's name ends the text or a part of it."""
    parts = [part.group().removesuffix("同志") for part in _PART.finditer(text)]
    return any(list(post_then_name(part)) or _name_before_post(part) for part in parts)
