"""Which milestones are owed: not what a reported figure has reached; those of a unit merged away by its successor."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from duban.apps.organizations.actions.unit_merging import merge_units
from duban.apps.outbox.owing import Owed, Span
from duban.apps.progress.actions.milestones import finish_milestone
from duban.apps.progress.actions.reports import submit_report
from duban.apps.progress.actions.review import accept_report
from duban.apps.progress.models import ImplementationPlan, Milestone, Report
from duban.apps.progress.owing.milestones import milestones_owed
from duban.rulebook.refusals import NotAllowed
from duban.rulebook.reports import FilingState
from progress_cast import Year

ON, AT = date(2026, 4, 8), datetime(2026, 4, 8, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _accepted(year: Year) -> None:
    """The plan of 发改, with its step: 30 until June."""
    ImplementationPlan.objects.filter(pk=year.implementation_plan.pk).update(state=FilingState.ACCEPTED)


def owed(year: Year, unit: str = "发改", *, done: bool = False) -> list[Owed]:
    span = Span(date(2026, 6, 1), date(2026, 6, 30), done=done)
    return list(milestones_owed([year.city.units[unit].pk], span))


def report(year: Year, value: int) -> Report:
    target, by = year.plans.task("1").targets.get(), year.city.actor("liaison")
    values = {"text": "已开工。", "stated": "on_pace"}
    return submit_report(report=year.report, values=values, figures={target.pk: Decimal(value)}, at=AT, by=by)


def test_a_step_is_owed_until_its_figure_is_reported(year: Year) -> None:
    report(year, 29)

    assert [one.key for one in owed(year)] == [f"milestone:{year.milestone.pk}"]


def test_a_step_whose_figure_is_reached_is_owed_no_more(year: Year) -> None:
    report(year, 30)

    assert owed(year) == []
    assert [one.done_on for one in owed(year, done=True)] == [ON]


def test_what_the_office_found_decides(year: Year) -> None:
    filed, target = report(year, 30), year.plans.task("1").targets.get()
    accept_report(
        report=filed,
        verified=None,
        figures={target.pk: Decimal(28)},
        note="",
        seen=None,
        at=AT,
        by=year.city.actor("office"),
    )

    assert len(owed(year)) == 1


def test_the_unit_that_took_another_in_owes_and_finishes_its_steps(year: Year) -> None:
    units, by = year.city.units, year.city.actor("finance")
    unfinished = Milestone.objects.get(pk=year.milestone.pk)
    with pytest.raises(NotAllowed, match="只有青泽市发展和改革局"):
        finish_milestone(milestone=unfinished, done_on=ON, words="完成。", on=ON, by=by)

    admin = year.city.actor("system_admin")
    merge_units(losing=units["发改"], winning=units["财政"], since=ON, on=ON, chosen={}, by=admin)

    assert [one.unit for one in owed(year, "财政")] == [units["财政"].pk]
    done = finish_milestone(milestone=unfinished, done_on=ON, words="完成。", on=ON, by=by)
    assert done.done_on == ON
