"""Who gets which role by the words of a clause: 市甲局牵头，市乙局，各镇政府等配合; A会同B、C落实.

In: words without labels.  Out: `Roles`, names by role, names without one, and the deadline.
A role word takes all names since the role word before it, whatever commas stand between.
Rules of the document and the meaning of names without a role are applied by `combining`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from duban.documents.lexicon.roles import IMPLEMENT, LEAD, ONLY_AT_END, RESPONSIBLE, SUPPORT, TOGETHER
from duban.documents.recognition.people.names import is_name
from duban.documents.recognition.quantities.deadlines import Deadline, find_deadline
from duban.documents.recognition.responsibility.forms import LEVEL, looks_like_unit
from duban.documents.recognition.responsibility.nesting import cut, outermost
from duban.documents.recognition.responsibility.people_lists import person_in
from duban.documents.recognition.responsibility.unit_lists import split_units
from duban.documents.recognition.responsibility.values import union

_ROLE = re.compile(
    rf"(?P<together>{TOGETHER})|(?P<lead>{LEAD})|(?P<responsible>{RESPONSIBLE})|(?P<support>{SUPPORT})|(?P<implement>{IMPLEMENT})"
)
_ROLE_HINT = re.compile(
    r"牵头|负责|配合|参与|参加|协|支持|主办|主责|主抓|统筹|抓|落实|实施|承|办理|推进|完成|执行|分工|会[同商]|联合|指导|督|单位|按|商|职责"
)
_CLAUSE = re.compile(r"[，,；;。\n]+")
_ITS_PERSON = re.compile(r"(?P<unit>.{3,40})[（(](?P<person>[一-龥]{2}[^科股室处站所队组办局部会])[）)]")
_NOTED_ROLE = re.compile(
    r"[（(〔【]\s*((?:总|联合|双|共同|为)?(?:牵头|主办|主责|配合|协办|参与|负责|责任|承办|协助|落实)(?:负责)?)(?:责任)?(?:单位|部门)?\s*[)）〕】]"
)
_LONGEST = 4000  # the words of a responsibility are shorter; a hostile text's are not
_LONGEST_CLAUSE = 1200
_STAR = re.compile(r"[*＊★☆▲△●]")
_STARRED = re.compile(
    r"[*＊★☆▲△●]\s*([^、，,；;。\s*＊★☆▲△●]{2,40})|(?<![^、，,；;。\s])([^、，,；;。\s*＊★☆▲△●]{2,40})[*＊★☆▲△●]"
)
_WHEN = re.compile(r"[年月底末旬前期续时]|常态|立即|尽快")
_ABOUT_WHEN = re.compile(
    r"(?:并|于|在|前|完成|全面|全部|力争|确保|时限|时间|期限|为|内|底|之|实施|坚持|推进|落实|到位|工作|办结|整改|任务|年度|要求|各项|[：:（）()\s])*$"
)
_NO_UNIT_YET = re.compile(r"^(?:并|同时|其中|且|再|再由|并由|由|主要|具体)$")
_UNTIL_UNIT = re.compile(r".*?等(?:有关|相关)?(?:部门|单位)|.*(?:[局委厅府]|办(?![法理事])|部门|单位)")
_FRESH = re.compile(r"^\s*(?:由|并由|[，,；;、])?\s*(?:各|有关|相关|其他|团[市县区省]|中国|国家|人民银行)")
_ONLY_ONE = re.compile(r"^(?:为|是|作为)")
_AMONG = re.compile(r"^\s*(?:其中|以)[，,：:]?")


@dataclass(slots=True)
class Roles:
    """Names by the role their words give; `bare` have none, `starred` are marked with *."""

    leaders: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    implement: list[str] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)
    support: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    starred: list[str] = field(default_factory=list)
    deadline: Deadline | None = None

    def add(self, role: str, names: tuple[str, ...]) -> None:
        for name in names:
            if with_person := _ITS_PERSON.fullmatch(name):
                name = self._apart(with_person)
            person = person_in(name) if not looks_like_unit(name) or name.endswith("同志") else None
            self.leaders.extend([person] if person else ())
            if not person:
                getattr(self, role).append(name)

    def _apart(self, named: re.Match[str]) -> str:
        """市教育局（张伟明）: the unit's name, and its person among the leaders."""
        if not looks_like_unit(named["unit"]) or looks_like_unit(named["person"]) or not is_name(named["person"]):
            return named[0]
        self.leaders.append(named["person"])
        return named["unit"]

    @property
    def has_role(self) -> bool:
        return bool(self.lead or self.implement or self.support or self.responsible)

    @property
    def units(self) -> tuple[str, ...]:
        return union(self.lead, self.implement, self.responsible, self.support, self.bare)


def read_roles(words: str, *, year: int | None) -> Roles:
    """The roles that `words` give."""
    roles = Roles()
    if len(words) > _LONGEST:
        return roles
    words = words.replace("**", "")
    if "（" in words or "(" in words or "【" in words or "〔" in words:
        words = _NOTED_ROLE.sub(r"\1，", words)
    if _STAR.search(words):
        for match in _STARRED.finditer(words):
            roles.starred.extend(split_units(match[1] or match[2]))
    reader = _Reader(roles, year)
    if not _ROLE_HINT.search(words) and not _WHEN.search(words):
        reader.pending = words
    else:
        for separator, clause in cut(words, _CLAUSE):
            reader.read(separator, clause)
    reader.close("bare" if not reader.together else "support")
    return roles


@dataclass(slots=True)
class _Reader:
    """Reads clauses in order; `pending` are the words whose role is still to come."""

    roles: Roles
    year: int | None
    pending: str = ""
    together: bool = False  # after 会同: the next names support, whatever their verb

    def read(self, separator: str, clause: str) -> None:
        clause = self._without_deadline(clause)
        at = 0
        if _ROLE_HINT.search(clause) and len(clause) <= _LONGEST_CLAUSE:
            inside = outermost(clause)
            for match in _ROLE.finditer(clause):
                left = clause[at : match.start()]
                if any(start < match.start() < end for start, end in inside):
                    continue
                if self._gives_role(match, left, clause, first=at == 0):
                    self._give(match, separator, left)
                    at, separator = match.end(), ""
        rest = clause[at:]
        if not rest.strip("、 　"):
            return
        if self.together and not self._begins_units(rest) and (units := _UNTIL_UNIT.match(rest)):
            rest = units[0]  # “会同市乙局、市丙局等部门出台办法”
        if at == 0 or self._begins_units(rest):
            self.pending = f"{self.pending}{separator}{rest}" if self.pending else rest

    def close(self, role: str) -> None:
        """Give `role` to all names pending."""
        if self.pending and not _NO_UNIT_YET.match(self.pending):
            self.roles.add(role, split_units(self.pending))
        self.pending = ""

    def _give(self, match: re.Match[str], separator: str, left: str) -> None:
        role = str(match.lastgroup)
        if _AMONG.match(left) or (self.pending and _ONLY_ONE.match(match[0])):
            self.close("bare")  # “甲、乙、丙，甲为牵头单位”: the clause speaks of its own names alone
            left = _AMONG.sub("", left)
        self.pending = f"{self.pending}{separator}{left}" if self.pending else left
        if role == "together":
            self.close("lead")
            self.together = True
            return
        self.close("support" if self.together else role)
        self.together = False

    def _gives_role(self, match: re.Match[str], left: str, clause: str, *, first: bool) -> bool:
        """The words at `match` close a list of names; not part of a name, not the object of another verb."""
        after = clause[match.end() :]
        left = left.strip("、 　")
        if not left and not self.pending:
            return match.lastgroup == "together"
        at_end = not after.strip("、 　等")
        if (
            not at_end
            and match.lastgroup != "together"
            and match[0].endswith(tuple(ONLY_AT_END))
            and not after[0].isspace()
        ):
            return False
        if not first:
            return not left or bool(LEVEL.match(left) or _FRESH.match(left))
        return at_end or self._ends_in_unit(left)

    def _ends_in_unit(self, left: str) -> bool:
        names = split_units(left or self.pending)
        return bool(names) and (looks_like_unit(names[-1]) or person_in(names[-1]) is not None)

    @staticmethod
    def _begins_units(rest: str) -> bool:
        """What stands after a role word is a list of names, not what is to be done."""
        names = split_units(rest)
        return bool(names) and all(looks_like_unit(name) for name in names) and not re.match(r"[\s]*(?:本|全)", rest)

    def _without_deadline(self, clause: str) -> str:
        if not _WHEN.search(clause):
            return clause
        found = find_deadline(clause, year=self.year)
        if found is None:
            return clause
        before, after = clause[: found.start], clause[found.end :]
        if looks_like_unit(clause.strip()) and not found.value.day:
            return clause
        self.roles.deadline = found.value
        if _ABOUT_WHEN.match(before) and _ABOUT_WHEN.match(after):
            return ""
        return re.sub(r"[于在]$", "", before) + re.sub(r"^(?:完成)?", "", after)
