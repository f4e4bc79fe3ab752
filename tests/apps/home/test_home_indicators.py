"""The first page tells how the indicators of a place stand: index and classes, the worst first, with their rows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.apps.home.pages import page_of
from duban.apps.home.parts import Part
from duban.apps.home.queries.indicators import MOST
from duban.apps.indicators.measuring import measure
from duban.apps.indicators.models import Indicator, IndicatorSet, IndicatorTarget, Observation
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.indicators import Direction, SetState
from indicator_cast import AT, INVENTED, Measured

pytestmark = pytest.mark.django_db
NOW, ON = datetime(2027, 2, 1, 2, 0, tzinfo=UTC), date(2027, 2, 1)


def block(measured: Measured, who: str) -> Part | None:
    found = page_of(measured.city.actor(who), on=ON, at=NOW).beside
    return next((part for part in found if part.title == "指标"), None)


def enter(row: Indicator, place: Jurisdiction, year: int, value: str) -> None:
    Observation.objects.create(
        indicator=row,
        jurisdiction=place,
        year=year,
        month=12,
        status="published",
        value=Decimal(value),
        source=INVENTED,
        entered_by="林联络",
        entered_at=AT,
    )


def fall_behind(measured: Measured) -> None:
    Observation.objects.filter(pk=measured.stated.pk).update(value=Decimal(60))


def further_set(measured: Measured, number: int) -> IndicatorSet:
    one = IndicatorSet.objects.create(
        jurisdiction=measured.place, title=f"青泽市第{number}套指标", starts=2025, ends=2028, state=SetState.IN_FORCE
    )
    further_indicator(measured, one, "接种率")
    return one


def further_indicator(measured: Measured, one: IndicatorSet, name: str) -> None:
    row = Indicator.objects.create(
        indicator_set=one,
        name=name,
        direction=Direction.HIGHER,
        baseline_year=2025,
        baseline_value=Decimal(50),
        order=9,
    )
    IndicatorTarget.objects.create(
        indicator=row,
        jurisdiction=measured.place,
        year=2028,
        value=Decimal(80),
        text="80",
        rule="value",
        goal=Decimal(80),
        holds=">=",
    )
    enter(row, measured.place, 2026, "60")


@pytest.mark.parametrize("who", ["office", "leader"])
def test_the_office_and_leaders_see_the_index_and_the_classes_the_worst_first(measured: Measured, who: str) -> None:
    fall_behind(measured)
    part = block(measured, who)
    stands = measure(measured.set, year=2026)

    assert part is not None
    assert part.rows[0].text == "青泽市民生指标提升行动"
    assert part.rows[0].note == f"2026年，综合指数{stands.index.shown}"
    classes = {row.text: row.note for row in part.rows[1:]}
    assert sum(map(int, classes.values())) == len(stands.items)
    assert part.rows[1].state in ("behind", "overdue")
    assert "基本符合" in classes
    assert next(iter(classes)) in ("滞后", "严重滞后")


def test_a_class_leads_to_the_rows_it_counts(measured: Measured) -> None:
    fall_behind(measured)
    part = block(measured, "office")
    assert part is not None
    behind = part.rows[1]

    answer = measured.city.client("office").get(behind.url)

    assert answer.context["view"].shown == int(behind.note)
    assert answer.context["look"].words == "2026年"
    lines = [line for line in answer.context["view"].lines if not line.is_part]
    assert {line.label for line in lines} == {behind.text}


def test_the_period_is_the_newest_with_a_figure_of_the_place_itself(measured: Measured) -> None:
    enter(measured.rate, measured.county, 2027, "70")
    part = block(measured, "office")
    assert part is not None
    assert part.rows[0].note.startswith("2026年，")

    enter(measured.rate, measured.place, 2027, "70")
    part = block(measured, "office")

    assert part is not None
    assert part.rows[0].note.startswith("2027年，")


def test_a_set_without_figures_is_named_and_not_judged(measured: Measured) -> None:
    Observation.objects.update(counts=False)

    part = block(measured, "office")

    assert part is not None
    assert [(row.text, row.note) for row in part.rows] == [("青泽市民生指标提升行动", "还没有报数")]


def test_drafts_and_closed_sets_are_not_told(measured: Measured) -> None:
    IndicatorSet.objects.filter(pk=measured.set.pk).update(state=SetState.CLOSED)

    assert block(measured, "office") is None


def test_the_newest_sets_alone_are_shown(measured: Measured) -> None:
    for number in range(MOST):
        further_set(measured, number)

    part = block(measured, "office")

    assert part is not None
    assert [row.text for row in part.rows if not row.state] == ["青泽市第2套指标", "青泽市第1套指标", "青泽市第0套指标"]


@pytest.mark.parametrize("who", ["office", "leader"])
def test_more_indicators_take_no_more_queries(measured: Measured, who: str) -> None:
    actor = measured.city.actor(who)
    sets = [further_set(measured, number) for number in range(MOST)]

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            page_of(actor, on=ON, at=NOW)
        return len(asked)

    queries()
    few = queries()
    for number in range(5):
        further_set(measured, 10 + number)
        for one in sets:
            further_indicator(measured, one, f"第{number}项")

    assert queries() == few
