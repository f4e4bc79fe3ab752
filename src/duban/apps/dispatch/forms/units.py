"""Several units in one field, as people list them: 青泽市财政局、各县（区）政府; a collective unit means its members.

In: words.  Out: units; an error that names what is not known. Two queries, however many are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from duban.apps.organizations.models import Unit, UnitGroup
from duban.apps.organizations.queries.unit_groups import members_of
from duban.rulebook.actors import Actor

_BREAK = re.compile(r"[、，,；;\n\r]+")
_KEYED = re.compile(r"^(?P<words>.+?)\s*[#＃](?P<key>\d{1,18})$")
MOST = 500


class UnitsField(forms.CharField):
    """`actor` and `on` are set by the form: for whom it looks, and on which day groups are what they are."""

    actor: Actor
    on: date

    def __init__(self, *, label: str, help_text: str = "", required: bool = False) -> None:
        widget = forms.Textarea(attrs={"rows": 2})
        super().__init__(label=label, help_text=help_text, required=required, max_length=20_000, widget=widget)

    def clean(self, value: Any) -> Any:
        words = [one.strip() for one in _BREAK.split(super().clean(value)) if one.strip()]
        if len(words) > MOST:
            raise ValidationError(f"一次最多写 {MOST} 个单位，可以用集合单位")
        return self._units(list(dict.fromkeys(words)))

    def _units(self, words: list[str]) -> list[Unit]:
        known, groups = self._known(words), self._groups(words)
        found: dict[int, Unit] = {}
        for one in words:
            meant = known.get(one) or groups.get(one)
            if not meant:
                raise ValidationError(f"没有找到“{one}”，请写单位的全称或简称，也可以写集合单位")
            found |= {unit.pk: unit for unit in meant}
        return list(found.values())

    def _known(self, words: list[str]) -> dict[str, list[Unit]]:
        names = {_KEYED.sub(r"\g<words>", one) for one in words}
        rows = Unit.objects.visible_to(self.actor).filter(Q(name__in=names) | Q(names__name__in=names))
        units = rows.distinct().prefetch_related("names").order_by("pk")
        by_name: dict[str, list[Unit]] = {}
        for unit in units:
            for name in {unit.name, *(one.name for one in unit.names.all())}:
                by_name.setdefault(name, []).append(unit)
        return {one: found for one in words if (found := self._meant(one, by_name))}

    def _meant(self, words: str, by_name: dict[str, list[Unit]]) -> list[Unit]:
        """The one unit of this name, of several the one of the actor's place."""
        if words not in by_name and (keyed := _KEYED.match(words)):
            return [unit for unit in by_name.get(keyed["words"], []) if unit.pk == int(keyed["key"])]
        found = by_name.get(words, [])
        if len(found) > 1:
            found = [unit for unit in found if unit.jurisdiction_id == self.actor.jurisdiction]
        if len(found) > 1 or (not found and words in by_name):
            named = "、".join(f"{unit.name}#{unit.pk}" for unit in by_name[words])
            raise ValidationError(f"“{words}”有多个，请写明是哪一个：{named}")
        return found

    def _groups(self, words: list[str]) -> dict[str, list[Unit]]:
        rows = UnitGroup.objects.filter(jurisdiction=self.actor.jurisdiction, name__in=words)
        return {row.name: list(members_of(row, on=self.on)) for row in rows.select_related("jurisdiction")}


def in_words(units: Iterable[Unit]) -> str:
    """As the field would be filled in to mean them; a name of several with its key."""
    rows = list(units)
    names = [unit.name for unit in rows]
    return "、".join(unit.name if names.count(unit.name) == 1 else f"{unit.name}#{unit.pk}" for unit in rows)
