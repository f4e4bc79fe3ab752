"""From what the core understood of a file to the draft of an import: sheets, groups, members, appointments; pure.

In: an `Understanding`.  Out: `Draft`; a document that names nobody has no sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from duban.apps.organizations.models import MembershipRole
from duban.apps.organizations.personnel.drafts import Draft, Line, Sheet
from duban.apps.organizations.personnel.titles import main_office, posts_in
from duban.documents.model import Appointment, GroupTerms, Kind, Member, OfficialDocument, Understanding

_GROUP = r"(?:领导小组|协调小组|工作小组|指挥部|委员会|联席会议|工作专班|专班|工作组)"
_FOUNDS = re.compile(rf"关于(?:成立|调整|组建|设立|公布|充实|明确|更新|重新)+(?P<name>\S*?{_GROUP})")
_NAMED = re.compile(rf"(?P<name>[^《》〈〉，。]*?{_GROUP})")
_ROLES = (
    (r"办公室副主任|副秘书长", MembershipRole.OFFICE_DEPUTY),
    (r"办公室主任|秘书长", MembershipRole.OFFICE_DIRECTOR),
    (r"办公室成员|联络员", MembershipRole.OFFICE_MEMBER),
    (r"常务副|执行副|第一副", MembershipRole.EXECUTIVE_DEPUTY),
    (r"副", MembershipRole.DEPUTY),
    (r"组长|总指挥|指挥长|召集人|主任|会长|班长|链长|[河林路田]长", MembershipRole.CHAIR),
)


def draft_of(understanding: Understanding) -> Draft:
    """A sheet for each document that names people; one of another kind is left out at first."""
    documents = [document for document in understanding.documents if document.members or document.appointments]
    return Draft(tuple(_sheet(str(at), document) for at, document in enumerate(documents, 1)))


def role_of(words: str) -> MembershipRole:
    """组长, 总指挥, 召集人 chair; 副组长 is a deputy; whoever has no such word is a member."""
    return next((role for pattern, role in _ROLES if re.search(pattern, words)), MembershipRole.MEMBER)


def group_name(title: str) -> str:
    """The group a notice founds or changes, from its title; "" where the title names none."""
    match = _FOUNDS.search(title) or _NAMED.search(title.rpartition("关于")[2])
    return match["name"].removeprefix("印发").strip("《〈") if match else ""


def _sheet(key: str, document: OfficialDocument) -> Sheet:
    terms = document.group or GroupTerms()
    members = list(_members(document.members))
    lines = [*members, *_office_director(terms.office_director, members), *_changes(document.appointments)]
    numbered = tuple(replace(line, key=f"{key}-{at}") for at, line in enumerate(lines, 1))
    return Sheet(
        key=key,
        title=document.title,
        number=document.number or "",
        day=document.issued_on.isoformat() if document.issued_on else "",
        group_name=group_name(document.title) if document.members else "",
        office_words=terms.office or "",
        term_ends_on=terms.term_ends_on.isoformat() if terms.term_ends_on else "",
        end_condition=terms.end_condition or "",
        skip=document.kind not in (Kind.ROSTER, Kind.APPOINTMENTS),
        lines=numbered,
    )


def _members(members: tuple[Member, ...]) -> Iterator[Line]:
    for member in members:
        posts = posts_in(member.post)
        seat = main_office(posts)
        yield Line(
            key="",
            kind="member",
            name=member.name,
            words=member.post,
            unit=seat.unit if seat else next((post.unit for post in posts), ""),
            title=seat.title if seat else "",
            acting=bool(seat and seat.acting),
            role=role_of(member.role).value,
            listed_role=member.role,
        )


def _office_director(name: str | None, members: list[Line]) -> Iterator[Line]:
    """办公室主任由林知夏同志兼任: one of the members once more, or a person of whom no more is said."""
    if name and not any(line.role == MembershipRole.OFFICE_DIRECTOR for line in members):
        listed = next((line for line in members if line.name == name), Line("", "member", name, "办公室主任"))
        yield replace(listed, role=MembershipRole.OFFICE_DIRECTOR.value, listed_role="办公室主任")


def _changes(appointments: tuple[Appointment, ...]) -> Iterator[Line]:
    """An appointment to two offices makes two lines; a grade is no office, and none is made of it."""
    for told in appointments:
        posts = [post for post in posts_in(told.post) if not post.rank] or list(posts_in(told.post))
        for post in posts:
            title = "" if post.rank else post.title
            yield Line("", told.action, told.name, told.post, unit=post.unit, title=title, acting=post.acting)
