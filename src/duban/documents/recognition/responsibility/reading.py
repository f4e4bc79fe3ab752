"""What do the words of a 部门分工 value or of a bracket say of who does what?

In: the words, the document's rules, the plan's year.  Out: `Responsibility`, None when they name none.
"市甲局牵头，市乙局、各镇政府配合", "牵头单位：市甲局；责任单位：市乙局；完成时限：年内", "张三同志牵头".
"""

from __future__ import annotations

import re

from duban.documents.lexicon.units import GENERIC
from duban.documents.recognition.responsibility.clauses import Roles, read_roles
from duban.documents.recognition.responsibility.combining import combine, labelled, settled
from duban.documents.recognition.responsibility.fields import Field
from duban.documents.recognition.responsibility.forms import LEVEL, is_place, is_subject, looks_like_unit, without_level
from duban.documents.recognition.responsibility.rules import find_role_rules, without_rules
from duban.documents.recognition.responsibility.values import Responsibility, RoleRules

_WRAPPED = re.compile(r"^\s*[（(【〔\[](.*)[）)】〕\]]\s*。?\s*$", re.DOTALL)
_TRIM = " 　\t\n；;，,。、"
_ABOUT_UNITS = frozenset({Field.leaders, Field.division, Field.lead, Field.implement, Field.support, Field.responsible})
_IS = re.compile(r"(^|[，,；;。])((?:牵头|责任|配合|主办|协办)(?:责任)?(?:单位|部门))[为是](?=.{2})")
_HEAD = re.compile(
    r"^(?:\**)(牵头单位|责任单位|配合单位|责任领导|分管领导|牵头部门|责任部门|配合部门)(?:\**)[\s　]+(?=\S)"
)


def read_responsibility(text: str, *, rules: RoleRules, year: int | None) -> Responsibility | None:
    """The responsibility that `text` states; None when it is about something else."""
    if (wrapped := _WRAPPED.match(text)) and not _crosses(wrapped[1]):
        text = wrapped[1]
    rules = find_role_rules(text, rules)
    words = _IS.sub(r"\1\2：", _HEAD.sub(r"\1：", without_rules(text).strip(_TRIM)))
    if not words:
        return None
    before, values = labelled(words)
    if any(name in _ABOUT_UNITS for name in values):
        return _read_labelled(before, values, rules, year)
    roles = read_roles(before if values else words, year=year)
    if not _is_about_units(roles):
        return None
    if Field.deadline in values:
        roles.deadline = combine({Field.deadline: values[Field.deadline]}, rules=RoleRules(), year=year).deadline
    return settled(roles, rules)


def _read_labelled(before: str, values: dict[Field, str], rules: RoleRules, year: int | None) -> Responsibility | None:
    if before:
        values = {**values, Field.division: f"{before}，{values.get(Field.division, '')}".strip("，")}
    found = combine(values, rules=rules, year=year)
    return found if found.units or found.leaders else None


def _is_about_units(roles: Roles) -> bool:
    """Most names have the form of a unit's; a bare list must have nothing else, and one clear unit."""
    units = roles.units
    good = [name for name in units if looks_like_unit(name)]
    if not units:
        return bool(roles.leaders) and not roles.bare
    if roles.has_role:
        return bool(good) and 2 * len(good) >= len(units)
    return len(good) == len(units) and any(_is_clear(name) for name in units)


def _is_clear(name: str) -> bool:
    """A unit's name on its own: 市财政局, 各镇政府; not 人民医院, 试点镇, 龙头企业."""
    if name in GENERIC or is_place(name):
        return name.startswith("各")
    if name.startswith(("各", "有关", "相关", "团")) or LEVEL.match(name):
        return True
    return is_subject(without_level(re.sub(r"(?:局|委员会|委|厅|部)$", "", name))) or name.endswith(
        (
            "局",
            "政府",
            "管委会",
            "办事处",
            "领导小组",
            "成员单位",
            "海关",
            "分行",
            "支行",
            "办公室",
            "委员会",
            "供电局",
            "分公司",
            "法院",
            "检察院",
            "军分区",
            "支队",
        )
    )


def _crosses(inner: str) -> bool:
    """The outer brackets do not belong together: “（甲）乙（丙）”."""
    depth = 0
    for mark in inner:
        depth += (mark in "（(【〔[") - (mark in "）)】〕]")
        if depth < 0:
            return True
    return False
