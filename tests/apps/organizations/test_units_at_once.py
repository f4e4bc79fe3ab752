"""Two people at the same moment: one name goes to one unit only, whoever is first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cast import City
from duban.apps.organizations.actions.unit_names import add_unit_name
from duban.apps.organizations.models import Unit, UnitName, UnitNameKind
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Invalid


@pytest.mark.django_db(transaction=True)
def test_a_name_wanted_by_two_units_at_once_goes_to_one(city: City) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite lives in memory, with one connection; its writers wait for each other anyway")
    start = Barrier(2)

    def add(unit: Unit, by: Actor) -> str:
        try:
            start.wait(timeout=10)
            add_unit_name(unit=unit, name="市粮食局", kind=UnitNameKind.BOARD, by=by)
        except Invalid as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        asked = [
            pool.submit(add, city.units[unit], city.actor(who))
            for unit, who in (("发改", "office"), ("财政", "system_admin"))
        ]
        answers = sorted(one.result() for one in asked)

    assert answers[0] == ""
    assert "已是" in answers[1]
    assert UnitName.objects.filter(name="市粮食局").count() == 1
