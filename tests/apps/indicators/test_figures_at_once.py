"""Two who enter the same figure at one moment: one is kept, the other is told, and one figure counts."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from duban.apps.indicators.actions.observations import enter_many, enter_observation, withdraw_observation
from duban.apps.indicators.actions.year_sets import make_year_set
from duban.apps.indicators.entering import Entry
from duban.apps.indicators.models import IndicatorSet, Observation, TargetLink
from duban.rulebook.indicators import ObservationStatus
from duban.rulebook.refusals import RuleError
from indicator_cast import Measured

AT = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)
S = ObservationStatus
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Callable[[], object]) -> list[str]:
    """What became of each, in their order: done, or the words of the refusal; anything else is a defect."""
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite lives in memory, with one connection; its writers wait for each other anyway")
    start = Barrier(len(calls))

    def one(call: Callable[[], object]) -> str:
        try:
            start.wait(timeout=10)
            call()
            return "done"
        except RuleError as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def entering(measured: Measured, who: str, value: int, status: S = S.STATED, seen: int = 0) -> Callable[[], object]:
    by = measured.city.actor(who)
    return lambda: enter_observation(
        indicator=measured.rate,
        place=measured.place,
        year=2026,
        month=6,
        status=status,
        value=Decimal(value),
        source="台账",
        reason="更正",
        seen=seen,
        at=AT,
        by=by,
    )


def kept(measured: Measured) -> list[Observation]:
    return list(Observation.objects.filter(indicator=measured.rate, month=6, is_current=True))


def test_of_two_who_enter_one_figure_one_is_kept(measured: Measured) -> None:
    found = at_once(entering(measured, "liaison", 62), entering(measured, "unit_head", 63))

    assert sorted(word == "done" for word in found) == [False, True]
    assert any("请刷新后再改" in word for word in found)
    (row,) = kept(measured)
    assert row.counts


def test_the_same_figure_sent_twice_at_once_is_one(measured: Measured) -> None:
    assert at_once(*[entering(measured, "liaison", 62)] * 2) == ["done", "done"]
    assert len(kept(measured)) == 1


def test_of_two_corrections_one_is_kept(measured: Measured) -> None:
    first = enter_observation(
        indicator=measured.rate,
        place=measured.place,
        year=2026,
        month=6,
        status=S.STATED,
        value=Decimal(60),
        source="台账",
        at=AT,
        by=measured.city.actor("liaison"),
    )

    found = at_once(
        entering(measured, "liaison", 62, seen=first.pk), entering(measured, "unit_head", 63, seen=first.pk)
    )

    assert found.count("done") == 1
    assert [row.replaces for row in kept(measured)] == [first]


def test_of_two_statuses_at_once_the_higher_counts(measured: Measured) -> None:
    found = at_once(entering(measured, "liaison", 62), entering(measured, "office", 61, S.PUBLISHED))

    assert found == ["done", "done"]
    assert {row.status: row.counts for row in kept(measured)} == {"stated": False, "published": True}


def test_withdrawing_and_correcting_at_once_leaves_one_story(measured: Measured) -> None:
    row, by = measured.stated, measured.city.actor("liaison")

    found = at_once(
        lambda: withdraw_observation(observation=row, reason="口径有误", at=AT, by=by),
        lambda: enter_observation(
            indicator=measured.rate,
            place=measured.place,
            year=2026,
            month=12,
            status=S.STATED,
            value=Decimal(66),
            source="台账",
            reason="漏计",
            seen=row.pk,
            at=AT,
            by=by,
        ),
    )

    current = Observation.objects.filter(indicator=measured.rate, jurisdiction=measured.place, is_current=True)
    assert found.count("done") == 1, found
    assert current.count() == (0 if found[0] == "done" else 1)


def test_two_grids_in_opposite_order_do_not_wait_for_each_other_for_ever(measured: Measured) -> None:
    by = measured.city.actor("office")
    entries = [
        Entry(one, measured.place, 2026, 6, S.VERIFIED, "台账", Decimal(50), seen=0)
        for one in (measured.rate, measured.spending, measured.part_a, measured.part_b)
    ]

    found = at_once(
        lambda: enter_many(entries=entries, at=AT, by=by), lambda: enter_many(entries=entries[::-1], at=AT, by=by)
    )

    assert found == ["done", "done"]
    assert Observation.objects.filter(month=6).count() == 4


def test_two_who_set_a_plans_targets_as_the_years_indicators_make_one_set(measured: Measured) -> None:
    measured.link.delete()
    by, target = measured.city.actor("office"), measured.link.target
    plan, title = target.task.plan, "2026年主要预期目标"

    def make() -> object:
        return make_year_set(plan=plan, targets=[target.pk], title=title, at=AT, by=by)

    assert at_once(make, make) == ["done", "done"]
    assert IndicatorSet.objects.filter(title=title).count() == 1
    assert TargetLink.objects.get().target == target
