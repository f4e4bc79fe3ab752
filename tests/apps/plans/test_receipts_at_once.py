"""Two people of one unit acknowledge at the same moment: one of them has, the other is told so."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection

from cast import City
from duban.apps.plans.actions.receipts import acknowledge_receipts
from duban.apps.plans.models import Receipt
from duban.rulebook.actors import Actor
from plan_cast import Plans

AT = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_acknowledge_at_once_one_has(plans: Plans, city: City) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite lives in memory, with one connection; its writers wait for each other anyway")
    start, receipt = Barrier(2), plans.receipt("1", "发改")

    def acknowledge(by: Actor) -> int:
        try:
            start.wait(timeout=10)
            return len(acknowledge_receipts(receipts=[receipt], at=AT, by=by))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(acknowledge, city.actor(who)) for who in ("liaison", "unit_head")]
        done = sorted(one.result() for one in asked)

    assert done == [0, 1]
    assert city.events() == ["receipt.acknowledged"]
    assert Receipt.objects.get(pk=receipt.pk).answered_by in {"林联络", "郑发展"}
