"""Indicators go along when a unit is merged into another, and are found by their words."""

from __future__ import annotations

from datetime import date

import pytest

from duban.apps.home.queries.search import search
from duban.apps.indicators.models import Indicator
from duban.apps.organizations.actions.unit_merging import merge_units
from duban.apps.organizations.actions.units import retire_unit
from duban.rulebook.indicators import SetState
from duban.rulebook.refusals import Conflict
from indicator_cast import Measured

ON = date(2026, 4, 20)


def _led(measured: Measured, unit: str) -> set[Indicator]:
    return {row.indicator for row in measured.units[unit].indicator_duties.all()}


def _merge(measured: Measured, *, sets: tuple[str, ...]) -> None:
    others = measured.supervised.year.plans
    merge_units(
        losing=measured.units["财政"],
        winning=measured.units["发改"],
        since=ON,
        on=ON,
        chosen={"indicators": sets, "tasks": (str(others.force.pk),)},
        by=measured.city.actor("office"),
    )


def test_indicators_go_to_the_winning_unit(measured: Measured) -> None:
    _merge(measured, sets=(str(measured.set.pk),))

    assert not _led(measured, "财政")
    assert measured.spending in _led(measured, "发改")


def test_what_is_left_behind_is_answered_for_by_nobody(measured: Measured) -> None:
    _merge(measured, sets=())

    assert not measured.spending.units.exists()


def test_a_finished_set_stays_as_it_was(measured: Measured) -> None:
    measured.set.state = SetState.CLOSED
    measured.set.save()

    _merge(measured, sets=(str(measured.set.pk),))

    assert measured.spending in _led(measured, "财政")


@pytest.mark.parametrize(("who", "found"), [("office", True), ("finance", True), ("liaison", False)])
def test_an_indicator_is_found_by_who_may_see_it(measured: Measured, who: str, found: bool) -> None:
    kinds = {kind.label: kind.hits for kind in search("行政成本", actor=measured.city.actor(who), on=ON)}

    assert ("指标" in kinds) is found
    if found:
        assert [hit.text for hit in kinds["指标"]] == ["每万元财政支出行政成本"]


def test_a_unit_that_leads_indicators_is_not_retired_without_a_successor(measured: Measured) -> None:

    with pytest.raises(Conflict, match="牵头的指标"):
        retire_unit(unit=measured.units["财政"], until=ON, by=measured.city.actor("office"))
