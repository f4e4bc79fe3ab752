"""Who acts in the year: somebody of each unit, and people with an account who are reminded.

In: the standing city, names of units as the document writes them without the place.  Out: units, actors, accounts.
"""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from cast import City
from duban.apps.organizations.models import Unit
from duban.rulebook.actors import Actor
from duban.rulebook.roles import Role

CHINA = ZoneInfo("Asia/Shanghai")
REMINDED = {
    "forestry": "林业局",
    "insurance": "医疗保障局",
    "labour": "人力资源社会保障局",
}  # accounts made for the year


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), CHINA)


def unit_named(short: str) -> Unit:
    """The unit of the city whose name ends so."""
    return Unit.objects.select_related("jurisdiction").get(jurisdiction__name="青泽市", name__endswith=short)


def liaison_of(unit: Unit) -> Actor:
    place = unit.jurisdiction
    return Actor(
        name=f"{unit.name}联络员",
        role=Role.LIAISON,
        unit=unit.pk,
        unit_name=unit.name,
        jurisdiction=place.pk,
        path=place.path,
        jurisdiction_name=place.name,
    )


def add_accounts(city: City) -> None:
    for key, short in REMINDED.items():
        city.units[short] = unit_named(short)
        city.add_account(key, name=f"{short}联络员", unit=short, role=Role.LIAISON)
