"""The first place, unit and administrators of an empty installation.

In: names.  Out: the three administrators with their first passwords, which must be changed at the first sign-in.
Three, since none may do all: accounts, roles, the record (GB/T 22239-2019 8.1.4.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from duban.apps.accounts.actions.accounts import create_account
from duban.apps.accounts.actions.roles import grant_role
from duban.apps.accounts.models import Account
from duban.apps.organizations.actions.jurisdictions import create_jurisdiction
from duban.apps.organizations.actions.units import create_unit
from duban.apps.organizations.models import Level, UnitKind
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import Conflict
from duban.rulebook.roles import LABELS, Role

ADMINISTRATORS = (("admin", Role.SYSTEM_ADMIN), ("security", Role.SECURITY_ADMIN), ("auditor", Role.AUDIT_ADMIN))


@dataclass(frozen=True, slots=True)
class FirstAccount:
    username: str
    role: str  # in words
    password: str


@transaction.atomic
def install(*, jurisdiction: str, level: Level, code: str, unit: str, on: date) -> list[FirstAccount]:
    """Make the root of the tree, the administrators' unit and their accounts; refused where there are accounts."""
    if Account.objects.get_queryset().exists():
        raise Conflict("系统里已有账号，不能再次初始化")
    place = create_jurisdiction(parent=None, name=jurisdiction, level=level, code=code, by=SYSTEM)
    office = create_unit(jurisdiction=place, name=unit, kind=UnitKind.DEPARTMENT, by=SYSTEM)
    first = []
    for username, role in ADMINISTRATORS:
        account, password = create_account(username=username, name=LABELS[role], unit=office, by=SYSTEM)
        grant_role(account=account, role=role, unit=office, on=on, by=SYSTEM)
        first.append(FirstAccount(username, LABELS[role], password))
    return first
