"""Who acts, and in which capacity (身份): one person, one role, one unit at a time.

In: nothing.  Out: the value every action, query and event is given as `by` or `actor`.
A person with several roles acts in one of them; the record names it.
"""

from __future__ import annotations

from dataclasses import dataclass

from duban.rulebook.roles import JURISDICTION_WIDE, LABELS, Role


@dataclass(frozen=True, slots=True)
class Actor:
    """`account`, `unit` and `jurisdiction` are keys; `path` is the jurisdiction's path in their tree ("/1/4/")."""

    name: str
    role: Role | None = None  # None: the system itself, or (with an account) a person without any role
    account: int | None = None
    unit: int | None = None
    unit_name: str = ""
    unit_governs: bool = False  # the unit is the government of its jurisdiction: all of it lies below
    jurisdiction: int | None = None
    path: str = ""
    jurisdiction_name: str = ""
    address: str = ""  # network address of the request

    @property
    def is_system(self) -> bool:
        return self.role is None and self.account is None

    @property
    def sees_jurisdiction(self) -> bool:
        """Whether this actor sees the whole jurisdiction, or only the unit and what is below it."""
        return self.is_system or self.role in JURISDICTION_WIDE or self.unit_governs

    @property
    def capacity(self) -> str:
        """The role and unit in words: 督查室（青泽市人民政府办公室）."""
        if self.role is None:
            return "系统" if self.is_system else "本人"
        return f"{LABELS[self.role]}（{self.unit_name}）" if self.unit_name else LABELS[self.role]


SYSTEM = Actor(name="系统")
