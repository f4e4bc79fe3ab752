"""Who does what for a task: `Responsibility`, and the rules a document states once for all of its tasks.

In: nothing.  Out: frozen values that the other modules of this package give and take.
Roles are the contract's: leaders (分管领导), lead (牵头), implement (负责、落实), support (配合).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from duban.documents.recognition.quantities.deadlines import Deadline


@dataclass(frozen=True, slots=True)
class RoleRules:
    """Stated once, valid from then on: 排在首位的为牵头单位，下同; 以下均需各县（市、区）政府负责，不再列出."""

    first_leads: bool = False
    responsible_lead: bool = False  # 无牵头单位的，责任单位即为牵头单位
    always_lead: tuple[str, ...] = ()
    always_implement: tuple[str, ...] = ()
    always_support: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Responsibility:
    """`undivided`: several units are named and the words do not say which of them leads."""

    leaders: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    implement: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    deadline: Deadline | None = None
    undivided: bool = False

    def merged(self, other: Responsibility) -> Responsibility:
        """Both together, as of two brackets of one task; each unit keeps its roles."""
        lead = union(self.lead, other.lead)
        return Responsibility(
            leaders=union(self.leaders, other.leaders),
            lead=lead,
            implement=union(self.implement, other.implement),
            support=union(self.support, other.support),
            deadline=self.deadline or other.deadline,
            undivided=(self.undivided or other.undivided) and not lead,
        )

    def under(self, rules: RoleRules) -> Responsibility:
        """With the units that the document names once for all tasks; a role named here goes before those."""
        if not (rules.always_lead or rules.always_implement or rules.always_support):
            return self
        named = {*self.lead, *self.implement, *self.support}
        return replace(
            self,
            lead=union(self.lead, _others(rules.always_lead, named)),
            implement=union(self.implement, _others(rules.always_implement, named)),
            support=union(self.support, _others(rules.always_support, named)),
        )

    @property
    def units(self) -> tuple[str, ...]:
        return union(self.lead, self.implement, self.support)


def union(*names: Iterable[str]) -> tuple[str, ...]:
    """All names once, in the order of their first appearance."""
    return tuple(dict.fromkeys(name for each in names for name in each))


def _others(names: tuple[str, ...], named: set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in named)
