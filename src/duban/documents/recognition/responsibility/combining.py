"""The values of one task's labels or columns together: 牵头单位, 责任单位, 责任领导, 完成时限.

In: the words by field, the document's rules, the plan's year.  Out: `Responsibility`.
A value may have role words of its own (“市甲局牵头，市乙局配合” under 责任单位); they go first.
责任单位 beside a named lead supports, alone it implements, and is undivided when it names several.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from duban.documents.recognition.quantities.deadlines import find_deadline, read_deadline
from duban.documents.recognition.responsibility.clauses import Roles, read_roles
from duban.documents.recognition.responsibility.fields import Field, later_labels
from duban.documents.recognition.responsibility.people_lists import split_people
from duban.documents.recognition.responsibility.rules import find_role_rules, without_rules
from duban.documents.recognition.responsibility.values import Responsibility, RoleRules, union

_ROLE_FIELDS = (Field.lead, Field.implement, Field.support, Field.responsible, Field.division)
_NOTHING = re.compile(r"^[\s/／—–\-－_·.。*]*(?:无|暂无|略|空)?[\s/／—–\-－。]*$")


def combine(fields: Mapping[Field, str], *, rules: RoleRules, year: int | None) -> Responsibility:
    """One responsibility of all the `fields`; those that name no responsibility are left out of account."""
    roles = Roles()
    for name in _ROLE_FIELDS:
        words = fields.get(name, "")
        if words and not _NOTHING.match(words):
            rules = find_role_rules(words, rules)
            _read_into(roles, name, without_rules(words), year)
    leaders = _without_deadline(roles, fields.get(Field.leaders, ""), year)
    roles.leaders[:0] = [] if _NOTHING.match(leaders) else split_people(leaders)
    deadline = fields.get(Field.deadline, "")
    if not _NOTHING.match(deadline):
        roles.deadline = read_deadline(deadline, year=year)
    return settled(roles, rules)


def _without_deadline(roles: Roles, leaders: str, year: int | None) -> str:
    """责任领导：张三；长期坚持: the words of time behind the names are the deadline."""
    found = find_deadline(leaders, year=year)
    if not found:
        return leaders
    roles.deadline = roles.deadline or found.value
    return f"{leaders[: found.start]}；{leaders[found.end :]}"


def settled(roles: Roles, rules: RoleRules) -> Responsibility:
    """Names without a role get theirs: by a star, by the document's rule, beside a lead, or alone.

    A unit printed both as 牵头 and as 配合 keeps both (the check `unit_twice` says so); 责任单位 and 负责, which often
    name the lead again, mean the others beside it.
    """
    lead = union(roles.lead, () if roles.lead else roles.starred)
    implement, support = union(roles.implement), union(roles.support)
    open_names = _besides(union(roles.responsible, roles.bare), lead)
    if lead or (implement and roles.bare and not roles.responsible):
        support = union(support, open_names)
    else:
        implement = union(implement, open_names)
    if rules.first_leads and not lead and implement:
        lead, implement, support = implement[:1], (), union(implement[1:], support)
    if rules.responsible_lead and not lead:
        lead, implement = tuple(name for name in implement if name in roles.responsible), implement
    implement = _besides(implement, lead)
    undivided = not lead and not support and len(implement) > 1
    return Responsibility(
        union(roles.leaders), lead, implement, support, deadline=roles.deadline, undivided=undivided
    ).under(rules)


def labelled(text: str) -> tuple[str, dict[Field, str]]:
    """Words with labels inside, “牵头单位：甲；责任单位：乙”: those before the first label, then the values."""
    labels = later_labels(text, 0)
    if not labels:
        return text, {}
    values: dict[Field, str] = {}
    for label, after in zip(labels, [*labels[1:], None], strict=True):
        value = text[label.end : after.start if after else len(text)].strip(" 　\t\n；;，,。、")
        values[label.value] = f"{values[label.value]}、{value}" if values.get(label.value) else value
    return text[: labels[0].start].strip(" 　\t\n；;，,。、"), values


def _besides(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in others)


def _read_into(roles: Roles, name: Field, words: str, year: int | None) -> None:
    """Add the names of one value; where the value has no role words, the field gives the role."""
    before, values = labelled(words)
    for inner, value in values.items():
        if inner in _ROLE_FIELDS:
            _read_into(roles, inner, value, year)
        elif inner is Field.leaders:
            roles.leaders.extend(split_people(value))
    found = read_roles(before, year=year)
    roles.leaders.extend(found.leaders)
    roles.starred.extend(found.starred)
    roles.deadline = roles.deadline or found.deadline
    for role in ("lead", "implement", "support", "responsible"):
        getattr(roles, role).extend(getattr(found, role))
    plain = {Field.division: "bare"}.get(name, name.value)
    if found.lead and plain in ("lead", "responsible"):
        plain = "support"
    if found.has_role and plain == "responsible":
        plain = "bare"
    getattr(roles, plain).extend(found.bare)
