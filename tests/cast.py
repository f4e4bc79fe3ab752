"""The standing cast: an invented city with a county, an urban district, towns, units and one account per role.

In: an empty database.  Out: `City`, which gives its people as actors and as signed-in browsers.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.contrib.auth.hashers import make_password
from django.test import Client

from duban.apps.accounts.models import Account, RoleGrant
from duban.apps.accounts.queries import actor_of
from duban.apps.audit.models import Event
from duban.apps.organizations.models import Jurisdiction, Level, Unit, UnitKind, UnitName, UnitNameKind
from duban.rulebook.actors import Actor
from duban.rulebook.roles import Role

PASSWORD = "Qingze-2026-spring"
SINCE = date(2020, 1, 1)


@lru_cache(maxsize=1)
def _hashed() -> str:
    return make_password(PASSWORD)


class City:
    """青泽市 with 临川县 (石桥镇) and 云栖区. Accounts: one per role at the city, and the county's office and liaison.

    Keys of `units`: 市政府, 市政府办, 发改, 财政, 文旅, 临川县政府, 临川县府办, 石桥镇政府, 云栖区政府.
    Keys of `accounts`: the roles' values ("office", "liaison" of 发改, "unit_head" of 发改 …), "finance"
    (liaison of 财政), "stranger" (liaison of 文旅), "county_office", "county_admin", "town_liaison".
    """

    def __init__(self) -> None:
        self.places = self._places()
        self.units = self._units()
        self.accounts: dict[str, Account] = {}
        self.grants: dict[str, RoleGrant] = {}
        self._people()

    def actor(self, key: str) -> Actor:
        """Who acts, as an action is given it."""
        grant = RoleGrant.objects.select_related("unit__jurisdiction").get(pk=self.grants[key].pk)
        return actor_of(self.accounts[key], grant, address="192.0.2.7")

    def client(self, key: str) -> Client:
        """A browser in which this account is signed in."""
        client = Client(HTTP_USER_AGENT="tests")
        client.force_login(self.accounts[key], backend="django.contrib.auth.backends.ModelBackend")
        return client

    def events(self) -> list[str]:
        """The verbs recorded so far, oldest first."""
        return list(Event.objects.order_by("sequence").values_list("verb", flat=True))

    def _places(self) -> dict[str, Jurisdiction]:
        city = Jurisdiction.objects.create(name="青泽市", level=Level.CITY, code="990100")
        county = Jurisdiction.objects.create(name="临川县", level=Level.COUNTY, code="990121", parent=city)
        district = Jurisdiction.objects.create(name="云栖区", level=Level.COUNTY, code="990102", parent=city)
        town = Jurisdiction.objects.create(name="石桥镇", level=Level.TOWN, parent=county)
        return {place.name: place for place in (city, county, district, town)}

    def _units(self) -> dict[str, Unit]:
        rows = (
            ("市政府", "青泽市人民政府", "青泽市", UnitKind.GOVERNMENT),
            ("市政府办", "青泽市人民政府办公室", "青泽市", UnitKind.DEPARTMENT),
            ("发改", "青泽市发展和改革局", "青泽市", UnitKind.DEPARTMENT),
            ("财政", "青泽市财政局", "青泽市", UnitKind.DEPARTMENT),
            ("文旅", "青泽市文化广电旅游局", "青泽市", UnitKind.DEPARTMENT),
            ("临川县政府", "临川县人民政府", "临川县", UnitKind.GOVERNMENT),
            ("临川县府办", "临川县人民政府办公室", "临川县", UnitKind.DEPARTMENT),
            ("石桥镇政府", "石桥镇人民政府", "石桥镇", UnitKind.GOVERNMENT),
            ("云栖区政府", "云栖区人民政府", "云栖区", UnitKind.GOVERNMENT),
        )
        units = {}
        for order, (key, name, place, kind) in enumerate(rows, 1):
            units[key] = Unit.objects.create(
                name=name, jurisdiction=self.places[place], kind=kind, order=order, since=SINCE
            )
            UnitName.objects.create(unit=units[key], name=name, kind=UnitNameKind.OFFICIAL, since=SINCE)
        return units

    def _people(self) -> None:
        rows = (
            (Role.SYSTEM_ADMIN, "", "程素心", "市政府办"),
            (Role.SECURITY_ADMIN, "", "白守安", "市政府办"),
            (Role.AUDIT_ADMIN, "", "盛明察", "市政府办"),
            (Role.OFFICE, "", "督小青", "市政府办"),
            (Role.UNIT_HEAD, "", "郑发展", "发改"),
            (Role.LIAISON, "", "林联络", "发改"),
            (Role.LEADER, "", "顾清源", "市政府"),
            (Role.READER, "", "岳观澜", "市政府办"),
            (Role.LIAISON, "finance", "钱小满", "财政"),
            (Role.LIAISON, "stranger", "文远行", "文旅"),
            (Role.OFFICE, "county_office", "沈临川", "临川县府办"),
            (Role.SYSTEM_ADMIN, "county_admin", "江管护", "临川县府办"),
            (Role.LIAISON, "town_liaison", "石桥生", "石桥镇政府"),
        )
        for role, key, name, unit in rows:
            self.add_account(key or role.value, name=name, unit=unit, role=role)

    def add_account(self, key: str, *, name: str, unit: str, role: Role) -> Account:
        """An account that has changed its first password, with one role in its unit."""
        account = Account.objects.create(
            username=key, name=name, unit=self.units[unit], password=_hashed(), must_change_password=False
        )
        self.accounts[key] = account
        self.grants[key] = RoleGrant.objects.create(account=account, unit=self.units[unit], role=role, since=SINCE)
        return account
