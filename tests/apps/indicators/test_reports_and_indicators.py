"""One figure, entered once: what is filed for a linked target is the indicator's, corrected with the report."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.indicators.actions.links import link_target, unlink_target
from duban.apps.indicators.actions.observations import withdraw_observation
from duban.apps.indicators.actions.set_states import start_set
from duban.apps.indicators.models import Indicator, Observation, TargetLink
from duban.apps.indicators.report_following import period_of
from duban.apps.plans.models import Target
from duban.apps.progress.actions.reports import submit_report
from duban.apps.progress.actions.review import accept_report, accept_reports, return_report
from duban.apps.progress.models import Report
from duban.rulebook.indicators import IndicatorKind, ObservationStatus, SetState
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.targets import TargetKind
from indicator_cast import Measured

AT = datetime(2026, 4, 9, 2, 0, tzinfo=UTC)
S = ObservationStatus
pytestmark = pytest.mark.django_db


@pytest.fixture
def linked(measured: Measured) -> Measured:
    """The target of task 1 and `rate` have one unit now; the cast's link is there."""
    measured.rate.unit = "个"
    measured.rate.save()
    return measured


def target_of(measured: Measured) -> Target:
    return measured.link.target


def report_of(measured: Measured) -> Report:
    return measured.supervised.year.report


def submit(measured: Measured, value: int | None, who: str = "liaison") -> Report:
    return submit_report(
        report=report_of(measured),
        values={"text": "已开工。", "stated": "on_pace"},
        figures={target_of(measured).pk: None if value is None else Decimal(value)},
        at=AT,
        by=measured.city.actor(who),
    )


def accept(measured: Measured, value: int) -> Report:
    figures = {target_of(measured).pk: Decimal(value)}
    return accept_report(
        report=report_of(measured), verified=None, figures=figures, note="", seen=None, at=AT,
        by=measured.city.actor("office"),
    )  # fmt: skip


def give_back(measured: Measured) -> Report:
    return return_report(
        report=report_of(measured), reason="请核对", new_due=date(2026, 4, 15), seen=None, at=AT,
        by=measured.city.actor("office"),
    )  # fmt: skip


def rows(measured: Measured, **more: object) -> list[tuple[str, int, bool]]:
    found = Observation.objects.filter(indicator=measured.rate, year=2026, month=3, is_current=True, **more)
    return [(row.status, int(row.value), row.counts) for row in found.order_by("rank")]


def test_what_a_unit_files_is_the_indicators_stated_figure(linked: Measured) -> None:
    submit(linked, 46)

    assert rows(linked) == [(S.STATED, 46, True)]
    row = Observation.objects.get(indicator=linked.rate, month=3)
    assert row.source == f"2026年第1轮进展情况，{linked.city.units['发改']}"
    assert row.report_figure is not None
    assert row.report_figure.report == report_of(linked)
    assert row.entered_by == linked.city.actor("liaison").name
    assert Event.objects.filter(verb="observation.entered").count() == 1


def test_what_the_office_finds_stands_beside_it_and_counts(linked: Measured) -> None:
    submit(linked, 46)
    accept(linked, 44)

    assert rows(linked) == [(S.STATED, 46, False), (S.VERIFIED, 44, True)]


def test_accepting_many_brings_their_figures_over(linked: Measured) -> None:
    submit(linked, 46)
    accept_reports(reports={report_of(linked).pk: None}, at=AT, by=linked.city.actor("office"))

    assert rows(linked) == [(S.STATED, 46, False), (S.VERIFIED, 46, True)]


def test_a_returned_report_takes_the_verified_figure_back_and_corrects_the_stated_one(linked: Measured) -> None:
    submit(linked, 46)
    accept(linked, 44)
    give_back(linked)
    assert rows(linked) == [(S.STATED, 46, True)]

    submit(linked, 45)
    assert rows(linked) == [(S.STATED, 45, True)]
    row = Observation.objects.get(indicator=linked.rate, month=3, is_current=True)
    assert row.replaces is not None
    assert (row.replaces.value, row.reason) == (46, "2026年第1轮进展情况重新报送")


def test_a_figure_left_out_the_second_time_is_taken_back(linked: Measured) -> None:
    submit(linked, 46)
    give_back(linked)
    submit(linked, None)

    assert rows(linked) == []
    assert Event.objects.filter(verb="observation.withdrawn").count() == 1


def test_the_figure_of_a_report_is_not_touched_among_indicators(linked: Measured) -> None:
    submit(linked, 46)
    with pytest.raises(Conflict, match="来自报送的进展情况"):
        withdraw_observation(
            observation=Observation.objects.get(indicator=linked.rate, month=3),
            reason="误报",
            at=AT,
            by=linked.city.actor("office"),
        )


def test_a_report_is_filed_although_the_indicator_takes_no_figures(linked: Measured) -> None:
    linked.set.state = SetState.CLOSED
    linked.set.save()
    assert submit(linked, 46).state == "submitted"
    assert rows(linked) == []


def test_without_a_figure_nothing_is_asked_and_without_a_link_one_question(linked: Measured) -> None:
    def asked(value: int | None) -> int:
        with CaptureQueriesContext(connection) as queries:
            submit(linked, value)
        return sum('"indicators_targetlink"' in one["sql"] for one in queries)

    TargetLink.objects.all().delete()
    assert asked(None) == 0
    give_back(linked)
    assert asked(46) == 1
    assert not Observation.objects.filter(indicator=linked.rate, month=3).exists()


def test_linking_takes_over_what_was_filed_and_unlinking_leaves_it_to_be_corrected(linked: Measured) -> None:
    by, target = linked.city.actor("office"), target_of(linked)
    unlink_target(link=linked.link, by=by)
    submit(linked, 46)
    accept(linked, 44)
    assert rows(linked) == []

    link = link_target(target=target, indicator=linked.rate, year=2026, at=AT, by=by)
    assert rows(linked) == [(S.STATED, 46, False), (S.VERIFIED, 44, True)]
    assert link_target(target=target, indicator=linked.rate, year=2026, at=AT, by=by) == link

    unlink_target(link=link, by=by)
    assert len(rows(linked, report_figure=None)) == 2
    told = [sentence(one) for one in Event.objects.filter(verb__startswith="indicator_target.").order_by("pk")]
    assert [words.split("“")[0] for words in told] == ["取消任务目标", "把任务目标", "取消任务目标"]
    with pytest.raises(Conflict, match="已被他人取消"):
        unlink_target(link=link, by=by)


def test_starting_a_set_takes_over_what_was_filed_before(linked: Measured) -> None:
    linked.set.state = SetState.DRAFT
    linked.set.save()
    submit(linked, 46)
    assert rows(linked) == []

    start_set(indicator_set=linked.set, issued_on=AT.date(), on=AT.date(), at=AT, by=linked.city.actor("office"))
    assert rows(linked) == [(S.STATED, 46, True)]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("unit", "%", "系统不换算"),
        ("kind", IndicatorKind.RATE, "比率指标"),
        ("kind", IndicatorKind.COMPOSITE, "合成指标"),
        ("kind", IndicatorKind.GROWTH, "不是同一个数"),
    ],
)
def test_what_would_mean_two_things_is_not_linked(linked: Measured, field: str, value: str, words: str) -> None:
    TargetLink.objects.all().delete()
    Indicator.objects.filter(pk=linked.rate.pk).update(**{field: value})
    with pytest.raises((Conflict, Invalid), match=words):
        link(linked)


def test_years_and_words_without_a_figure_are_refused(linked: Measured) -> None:
    TargetLink.objects.all().delete()
    with pytest.raises(Invalid, match="2025年到2028年"):
        link(linked, year=2031)
    Target.objects.update(kind=TargetKind.QUALITATIVE)
    with pytest.raises(Invalid, match="没有数"):
        link(linked)


def test_a_target_has_one_indicator(linked: Measured) -> None:
    with pytest.raises(Conflict, match="已关联到指标"):
        link(linked, year=2027)


def test_units_do_not_link(linked: Measured) -> None:
    with pytest.raises(NotAllowed):
        link(linked, who="liaison")
    with pytest.raises(NotAllowed):
        unlink_target(link=linked.link, by=linked.city.actor("liaison"))


def link(measured: Measured, year: int = 2026, who: str = "office") -> TargetLink:
    target = Target.objects.get(pk=target_of(measured).pk)
    return link_target(target=target, indicator=measured.rate, year=year, at=AT, by=measured.city.actor(who))


@pytest.mark.parametrize(
    ("due", "period"),
    [(date(2026, 4, 10), (2026, 3)), (date(2026, 6, 30), (2026, 6)), (date(2027, 1, 5), (2026, 12))],
)
def test_a_round_early_in_a_month_asks_of_the_month_before(due: date, period: tuple[int, int]) -> None:
    assert period_of(due) == period
