"""The roles a person can have in a unit, and which of them exclude each other.

In: roles.  Out: labels, sets, a refusal.
Three separated administrators: GB/T 22239-2019 8.1.4.2 (三员分立); none of them sees business decisions.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from duban.rulebook.refusals import Conflict


class Role(StrEnum):
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"
    OFFICE = "office"
    UNIT_HEAD = "unit_head"
    LIAISON = "liaison"
    LEADER = "leader"
    READER = "reader"


LABELS = {
    Role.SYSTEM_ADMIN: "系统管理员",
    Role.SECURITY_ADMIN: "安全管理员",
    Role.AUDIT_ADMIN: "审计管理员",
    Role.OFFICE: "督查室",
    Role.UNIT_HEAD: "单位负责人",
    Role.LIAISON: "联络员",
    Role.LEADER: "领导",
    Role.READER: "只读",
}
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
BUSINESS = frozenset(Role) - ADMINISTRATORS
# These see the whole jurisdiction of their unit and those below it; the others see their unit and what is below it.
JURISDICTION_WIDE = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.OFFICE, Role.LEADER, Role.READER})
UNIT_WIDE = frozenset({Role.UNIT_HEAD, Role.LIAISON})


def check_can_hold(role: Role, held: Iterable[Role]) -> None:
    """Refuse a role beside those a person holds: an administrator is nothing else."""
    others = set(held) - {role}
    for other in sorted(others):
        if role in ADMINISTRATORS or other in ADMINISTRATORS:
            raise Conflict(f"{LABELS[role]}与{LABELS[other]}不能由同一人担任：三类管理员各自独立，也不参与业务")
