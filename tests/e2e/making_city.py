"""What offices have before their first plan: the places, three governments, their offices and an account in each.

In: an empty installation.  Out: rows, made by the actions a user sets off; no other unit and no leader.
"""

from __future__ import annotations

from django.utils import timezone

from duban.apps.accounts.actions.accounts import create_account
from duban.apps.accounts.actions.installation import install
from duban.apps.accounts.actions.passwords import change_own_password
from duban.apps.accounts.actions.roles import grant_role
from duban.apps.accounts.models import Account
from duban.apps.accounts.queries import actor_of, capacities
from duban.apps.organizations.actions.jurisdictions import create_jurisdiction
from duban.apps.organizations.actions.units import create_unit
from duban.apps.organizations.models import Jurisdiction, Level, Unit, UnitKind
from duban.rulebook.actors import Actor
from duban.rulebook.roles import Role
from e2e.real_places import CITY, OFFICES, PASSWORD, TOWNS


def make_city() -> None:
    """In the order an administrator would go."""
    office = f"{CITY}人民政府办公室"
    for first in install(jurisdiction=CITY, level=Level.CITY, code="", unit=office, on=timezone.localdate()):
        _change_password(Account.objects.get(username=first.username), first.password)
    _found_governments(_actor("admin"))
    for username, place in OFFICES.items():
        _open_office(username, place)


def _found_governments(admin: Actor) -> None:
    city = Jurisdiction.objects.get(name=CITY)
    create_unit(jurisdiction=city, name=f"{CITY}人民政府", kind=UnitKind.GOVERNMENT, by=admin)
    for name, towns in TOWNS.items():
        county = create_jurisdiction(parent=city, name=name, level=Level.COUNTY, by=admin)
        for town in filter(None, towns.split("、")):
            create_jurisdiction(parent=county, name=town, level=Level.TOWN, by=admin)
        if name in OFFICES.values():
            create_unit(jurisdiction=county, name=f"{name}人民政府", kind=UnitKind.GOVERNMENT, by=admin)
            create_unit(jurisdiction=county, name=f"{name}人民政府办公室", kind=UnitKind.DEPARTMENT, by=admin)


def _open_office(username: str, place: str) -> None:
    unit = Unit.objects.get(name=f"{place}人民政府办公室")
    made, password = create_account(username=username, name=f"{place}督查", unit=unit, by=_actor("admin"))
    grant_role(account=made, role=Role.OFFICE, unit=unit, on=timezone.localdate(), by=_actor("security"))
    _change_password(made, password)


def _change_password(account: Account, old: str) -> None:
    now, by = timezone.now(), _actor(account.username)
    change_own_password(account=account, old=old, new=PASSWORD, session_key="", at=now, by=by)


def _actor(username: str) -> Actor:
    account = Account.objects.get(username=username)
    return actor_of(account, capacities(account, on=timezone.localdate())[0])
