"""Who is in a leading group: role, name and post of every person of a roster.

In: the blocks of one document.  Out: `Member`s in reading order; lines without a role go on with the role above.
Reads "组 长：沈一鸣 副市长", "副组长：李四（市水务局局长）、王五", "- 赵 六 县财政局局长", 职务/姓名/单位.
"成员由市公安局等单位负责人组成" names units, not people, and gives nobody. Ends at the next heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from duban.documents.blocks import Block, Paragraph, Table
from duban.documents.lexicon.people import ROLES
from duban.documents.model import Member
from duban.documents.recognition.lines import lines_of, rows_of
from duban.documents.recognition.people.lines import Person, people_of, with_rare_surname
from duban.documents.recognition.people.names import BLANK, is_name, is_post, without_blanks
from duban.documents.recognition.people.roster_sentences import members_in_sentence
from duban.documents.recognition.people.roster_tables import members_of_table
from duban.documents.structure.numbering import label_of

_ROLE = "|".join(rf"{BLANK}*".join(role) for role in sorted(ROLES, key=len, reverse=True))
_ROLE_LINE = re.compile(rf"{BLANK}*(?P<role>{_ROLE})(?P<mark>{BLANK}*(?:[：:]|（[^（）]{{1,12}}）[：:]?)|{BLANK}+)")
_ROLE_INSIDE = re.compile(rf"(?<=[\u4e00-\u9fff；;。]){BLANK}*[；;。]?{BLANK}+(?=(?:{_ROLE}){BLANK}*[：:])")
_BULLET = re.compile(rf"{BLANK}*(?:[-*•·●■◆▪]{BLANK}*)+")
_ANY_LABEL = re.compile(r"[^：:，。；]{2,12}[：:]")
_LONGEST = 400  # characters of a line that may hold people; a longer one is prose
_LONGEST_NAMES = 4000  # a line that opens with "成员：" may list very many


def read_members(blocks: Sequence[Block]) -> tuple[Member, ...]:
    """Everyone in the document's rosters, each line's person once."""
    members: list[Member] = []
    role = ""
    for block in blocks:
        tabled = members_of_table(block) if isinstance(block, Table) else ()
        if tabled:
            members.extend(tabled)
            continue
        for line in rows_of(block) if isinstance(block, Table) else lines_of([block]):
            role = _read_line(line, role, members)
    if not members:
        members = [member for line in lines_of(blocks) for member in members_in_sentence(line)]
    return tuple(members)


def opens_with_member(text: str) -> bool:
    """副指挥长：李四（县委常委、副县长）: a role and somebody's name."""
    match = _ROLE_LINE.match(text)
    if match and match["mark"].strip():
        return bool(people_of(text[match.end() :]))
    label = _ANY_LABEL.match(text)
    people = people_of(text[label.end() :]) if label else ()
    return bool(people) and all(is_post(person.post) for person in people)


def _read_line(line: Paragraph, role: str, members: list[Member]) -> str:
    """Add the people of one line; gives the role that the next line goes on with, "" when the roster has ended."""
    if len(line.text) > _LONGEST_NAMES:
        return ""
    for start, end in _parts(line.text):
        role = _read_part(line, start, end, role, members)
    return role


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Spans of a line that holds several roles: 组 长：甲 市长 副组长：乙 副市长."""
    start = 0
    for gap in _ROLE_INSIDE.finditer(text):
        if (role := _ROLE_LINE.match(text, start)) and role.end() > gap.start():
            continue  # "副 组 长：" is one role
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _read_part(line: Paragraph, start: int, end: int, role: str, members: list[Member]) -> str:
    text = line.text[start:end]
    opened = _opened(text)
    match = _ROLE_LINE.match(opened)
    if match and (match["mark"].strip() or role or _first_name(opened[match.end() :])):
        found_role = without_blanks(match["role"])
        rest = opened[match.end() :]
        people = people_of(rest)
        if people or not rest.strip():
            _add(line, start + len(text) - len(rest), found_role, people, members)
            return found_role
        return found_role if len(rest) < _LONGEST and not rest.rstrip().endswith("。") else ""
    if not role or len(text) > _LONGEST:
        return ""
    return _read_following(line, start, text, role, members)


def _read_following(line: Paragraph, start: int, text: str, role: str, members: list[Member]) -> str:
    """A line without a role: more people, the post of the one above, the rest of a broken name, or the end."""
    if label_of(text) and not _BULLET.match(text):
        return ""
    body = text[bullet.end() :] if (bullet := _BULLET.match(text)) else text
    last = members[-1] if members else None
    if last and len(last.name) == 1 and (people := people_of(last.name + body.lstrip())):
        members.pop()
        _add(line, start, role, people, members)
        return role
    people = people_of(body)
    if people and not body.rstrip().endswith(("：", ":")):
        _add(line, start + len(text) - len(body), role, people, members)
        return role
    if rare := with_rare_surname(body):
        _add(line, start + len(text) - len(body), role, (rare,), members)
        return role
    if last and last.role == role and _goes_on(last, body):
        members[-1] = replace(last, post=(last.post + body.strip()).rstrip("；;。，, "))
        return role
    return ""


def _goes_on(last: Member, body: str) -> bool:
    """Whether `body` is the post, or the rest of the post, of the person in the line above."""
    text = body.strip()
    if not text or len(text) > 60 or "：" in text:
        return False
    return is_post(text) and not is_post(last.post)


def _add(line: Paragraph, start: int, role: str, people: Sequence[Person], members: list[Member]) -> None:
    for person in people:
        source = line.place_of(start + person.start, start + person.end)
        members.append(Member(role, person.name, person.post, source))


def _opened(text: str) -> str:
    """`text` without a bullet or a number before the role: "1.组长：…"."""
    label = label_of(text)
    if label and label.end < len(text):
        return text[label.end :]
    bullet = _BULLET.match(text)
    return text[bullet.end() :] if bullet else text


def _first_name(rest: str) -> bool:
    words = rest.split()
    return bool(words) and (is_name(words[0]) or (len(words[0]) == 1 and is_name("".join(words[:2]), spaced=True)))
