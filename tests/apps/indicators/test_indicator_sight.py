"""Who sees which set and which indicator."""

from __future__ import annotations

from duban.apps.indicators.models import Evaluation, Indicator, IndicatorSet, Observation
from indicator_cast import Measured


def _sets(measured: Measured, who: str) -> set[IndicatorSet]:
    return set(IndicatorSet.objects.visible_to(measured.city.actor(who)))


def test_the_office_sees_drafts_too(measured: Measured) -> None:
    assert _sets(measured, "office") == {measured.set, measured.draft}


def test_a_leader_sees_what_is_in_force(measured: Measured) -> None:
    assert _sets(measured, "leader") == {measured.set}


def test_a_unit_sees_the_indicators_it_answers_for(measured: Measured) -> None:
    actor = measured.city.actor("finance")
    assert set(Indicator.objects.visible_to(actor)) == {measured.spending}
    assert _sets(measured, "finance") == {measured.set}
    assert set(Observation.objects.visible_to(actor)) == {measured.wrong, measured.corrected}


def test_a_unit_does_not_see_other_places(measured: Measured) -> None:
    seen = Observation.objects.visible_to(measured.city.actor("liaison"))
    assert measured.stated in seen
    assert measured.county_figure not in seen
    assert measured.county_figure in Observation.objects.visible_to(measured.city.actor("office"))


def test_an_administrator_sees_none(measured: Measured) -> None:
    actor = measured.city.actor("system_admin")
    assert not IndicatorSet.objects.visible_to(actor).exists()
    assert not Indicator.objects.visible_to(actor).exists()
    assert not Evaluation.objects.visible_to(actor).exists()
