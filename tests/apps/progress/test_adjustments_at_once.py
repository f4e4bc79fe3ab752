"""Two decide one request at the same moment, or ask for the same: one of them has, the other is told so."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from change_cast import DECIDED, LATER, ask
from django.db import connection

from duban.apps.progress.actions.adjustment_review import grant_adjustment, refuse_adjustment
from duban.apps.progress.models import Adjustment
from duban.rulebook.refusals import Conflict
from duban.rulebook.roles import Role
from plan_cast import Plans

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Callable[[], object]) -> int:
    """How many of the calls were done."""
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite lives in memory, with one connection; its writers wait for each other anyway")
    start = Barrier(len(calls))

    def tried(call: Callable[[], object]) -> bool:
        try:
            start.wait(timeout=10)
            call()
        except Conflict:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(calls)) as pool:
        return sum(pool.map(tried, calls))


def test_of_two_decisions_at_once_one_holds(plans: Plans) -> None:
    plans.city.add_account("colleague", name="方同事", unit="市政府办", role=Role.OFFICE)
    row, office, other = ask(plans), plans.city.actor("office"), plans.city.actor("colleague")

    done = at_once(
        lambda: grant_adjustment(adjustment=row, decision="同意。", at=DECIDED, by=office),
        lambda: refuse_adjustment(adjustment=row, decision="不行。", at=DECIDED, by=other),
    )

    row.refresh_from_db()
    assert done == 1
    assert (plans.task("1").deadline == LATER) == (row.state == "granted")


def test_of_two_requests_at_once_one_is_made(plans: Plans) -> None:
    done = at_once(lambda: ask(plans), lambda: ask(plans, who="unit_head", reason="另一个理由。"))

    assert (done, Adjustment.objects.count()) == (1, 1)
