"""Which unit or collective unit does a name mean, as of a day; and which it may mean.

In: a jurisdiction, a day, names as printed.  Out: the one it surely means, or those it is likely to.
Four queries when made, none for each name. What may be two things is never sure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from duban.apps.organizations import naming
from duban.apps.organizations.models import (
    GroupRule,
    Jurisdiction,
    LeadingGroup,
    Level,
    Unit,
    UnitGroup,
    UnitKind,
)
from duban.apps.organizations.personnel.new_units import governed_place, spelled_out
from duban.apps.organizations.queries.units import How, Match, UnitFinder
from duban.apps.plans.matching.collective import Collective, collective, group_key

LIKE_ENOUGH = 0.5
MOST = 3
_IN_BRACKETS = re.compile(r"[（(][^（）()]+[）)]$")


@dataclass(frozen=True, slots=True)
class Likely:
    """`hint`: why it may be the one; `keep`: the name can be remembered as one of its names."""

    found: Unit | UnitGroup
    hint: str
    keep: bool = True


class UnitNames:
    def __init__(self, jurisdiction: Jurisdiction, on: date) -> None:
        self.jurisdiction, self._on = jurisdiction, on
        self._finder = UnitFinder(jurisdiction, on)
        self._governments = {
            unit.jurisdiction.name: unit
            for unit in self._finder
            if unit.kind == UnitKind.GOVERNMENT and unit.holds_on(on)
        }
        below = Jurisdiction.objects.within(jurisdiction.path).exclude(pk=jurisdiction.pk)
        self.places = {place.name: place for place in below}
        self.groups = list(UnitGroup.objects.filter(jurisdiction=jurisdiction).select_related("leading_group"))
        running = LeadingGroup.objects.filter(jurisdiction=jurisdiction, until=None)
        self._leading_groups = {self._bare(group.name): group for group in running}

    def sure(self, name: str) -> Unit | UnitGroup | None:
        many = self.collective(name)
        return self._sure_group(name, many) if many else self._sure_unit(name)

    def likely(self, name: str) -> list[Likely]:
        """Best first; each once."""
        if many := self.collective(name):
            return [Likely(group, GroupRule(group.rule).label) for group in self.groups if group.rule == many.rule][
                :MOST
            ]
        found = self._finder.find(name)
        named = [Likely(match.unit, match.how.words, keep=len(found) == 1) for match in found]
        inside = self._sure_unit(_IN_BRACKETS.sub("", name))
        whole = [Likely(inside, "括号前的名称")] if inside else []
        alike = [Likely(match.unit, _like(match)) for match in self.alike(name)]
        return list({one.found.pk: one for one in reversed([*named, *whole, *alike])}.values())[::-1][:MOST]

    def alike(self, name: str) -> list[Match]:
        """Units with names like it, best first; those of places below only where no own unit is like it."""
        found = [match for match in self._finder.suggest(name) if match.likeness >= LIKE_ENOUGH]
        own = [match for match in found if match.own]
        return (own or found)[:MOST]

    def collective(self, name: str) -> Collective | None:
        return collective(name, self.jurisdiction.name, Level(self.jurisdiction.level))

    def leading_group(self, many: Collective) -> LeadingGroup | None:
        """The leading group on record whose members the name means."""
        return self._leading_groups.get(self._bare(many.leading_group))

    def _sure_unit(self, name: str) -> Unit | None:
        for words in dict.fromkeys((name, spelled_out(name))):
            if match := self._finder.one_loosely(words):
                return match.unit if match.how < How.LATER else None
        return self._governments.get(governed_place(name))

    def _sure_group(self, name: str, many: Collective) -> UnitGroup | None:
        """By its name; by its rule where the rule says all and one group has it."""
        same = [group for group in self.groups if group_key(group.name) == group_key(name)]
        if not same and many.leading_group:
            wanted = self.leading_group(many)
            same = [group for group in self.groups if wanted and group.leading_group_id == wanted.pk]
        if not same and many.certain:
            same = [group for group in self.groups if group.rule == many.rule]
        return same[0] if len(same) == 1 else None

    def _bare(self, name: str) -> str:
        return naming.bare(group_key(name), naming.key(self.jurisdiction.name))


def _like(match: Match) -> str:
    return match.how.words if match.name == match.unit.name else f"{match.how.words}：{match.name}"
