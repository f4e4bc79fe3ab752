"""The objects and the team of an inspection as somebody types them: one a line, collective units too.

In: words, for whom, a day.  Out: units without doubles; members, the first of them the head.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from duban.apps.accounts.models import Account
from duban.apps.organizations.models import Official, Unit, UnitGroup
from duban.apps.organizations.queries import picking
from duban.apps.organizations.queries.unit_groups import members_of
from duban.apps.supervision.inspection_planning import MOST_MEMBERS, MOST_OBJECTS, Member
from duban.rulebook.actors import Actor

_BETWEEN = re.compile(r"[\n、，,；;]+")
_MEMBER = re.compile(r"^(?P<name>[^\s（(#＃]+)\s*(?:[#＃](?P<login>[\w.@-]+))?\s*(?P<rest>.*)$")


class UnitsField(forms.CharField):
    """`actor` and `on` are set by the form."""

    actor: Actor
    on: date

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}), **options)

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else "\n".join(unit.name for unit in value)

    def clean(self, value: Any) -> list[Unit]:
        words = [word.strip() for word in _BETWEEN.split(super().clean(value) or "") if word.strip()]
        if len(words) > MOST_OBJECTS:
            raise ValidationError(f"督查对象最多 {MOST_OBJECTS} 个")
        found: dict[int, Unit] = {}
        for word in dict.fromkeys(words):
            found |= {unit.pk: unit for unit in self._named(word)}
        return list(found.values())

    def _named(self, word: str) -> list[Unit]:
        units = picking.meant("unit", self.actor, word)
        if len(units) > 1:
            named = "；".join(one.words for one in picking.choices("unit", self.actor, units))
            raise ValidationError(f"“{word}”有多个，请写明是哪一个：{named}")
        if units:
            return units
        group = UnitGroup.objects.visible_to(self.actor).filter(name=word).first()
        if group is None:
            raise ValidationError(f"没有找到单位或者集合单位“{word}”")
        if not (members := list(members_of(group, on=self.on))):
            raise ValidationError(f"集合单位“{word}”没有成员")
        return members


class MembersField(forms.CharField):
    """A name with its post; who has an account is known by it, 姓名#登录名 where two have the same name."""

    actor: Actor

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=6000, widget=forms.Textarea(attrs={"rows": 4}), **options)

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else "\n".join(_written(one) for one in value)

    def clean(self, value: Any) -> list[Member]:
        lines = [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]
        if len(lines) > MOST_MEMBERS:
            raise ValidationError(f"督查组最多 {MOST_MEMBERS} 人")
        if any(len(line) > 80 for line in lines):
            raise ValidationError("每人一行，姓名和职务最多 80 个字")
        parts = [found for line in lines if (found := _MEMBER.match(line))]
        accounts = _by_name(self.actor, {part["name"] for part in parts})
        officials = _officials(self.actor, {part["name"] for part in parts})
        return [self._member(part, accounts.get(part["name"], []), officials) for part in parts]

    def _member(self, part: re.Match[str], accounts: list[Account], officials: dict[str, Official]) -> Member:
        name, login = part["name"], part["login"]
        if login:
            accounts = [one for one in accounts if one.username == login]
            if not accounts:
                raise ValidationError(f"没有找到登录名为“{login}”的{name}")
        if len(accounts) > 1:
            logins = "、".join(f"{name}#{one.username}" for one in accounts)
            raise ValidationError(f"“{name}”有{len(accounts)}个账号，请写明是哪一个：{logins}")
        return Member(f"{name}{part['rest']}", accounts[0] if accounts else None, officials.get(name))


def _written(member: Member) -> str:
    """With the login where the account is known, so that it is found again."""
    part = _MEMBER.match(member.name)
    if member.account is None or part is None:
        return member.name
    return f"{part['name']}#{member.account.username}{part['rest']}"


def _by_name(actor: Actor, names: set[str]) -> dict[str, list[Account]]:
    rows = Account.objects.filter(name__in=names, unit__jurisdiction__path__startswith=actor.path, is_active=True)
    found: dict[str, list[Account]] = {}
    for one in rows.order_by("pk"):
        found.setdefault(one.name, []).append(one)
    return found


def _officials(actor: Actor, names: set[str]) -> dict[str, Official]:
    rows = list(Official.objects.visible_to(actor).filter(name__in=names).order_by("pk"))
    known = [one.name for one in rows]
    return {one.name: one for one in rows if known.count(one.name) == 1}
