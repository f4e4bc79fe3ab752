"""The pages of a set, an indicator and of places compared tell what measuring found, to those who may see it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from duban.apps.indicators.measuring import measure, places_by, places_of, standing_of
from duban.apps.indicators.models import Indicator, IndicatorTarget, IndicatorUnit, Observation
from duban.apps.indicators.queries import answered
from duban.apps.indicators.queries.looks import look_at
from duban.apps.indicators.queries.stages import stages_of
from duban.apps.indicators.showing import words
from duban.apps.indicators.showing.curves import common_scale, curve_of, rows_of
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.rulebook.indicators import Nature
from duban.rulebook.tasks import ResponsibilityRole
from indicator_cast import AT, INVENTED, Measured

pytestmark = pytest.mark.django_db
YEAR = {"year": "2026", "month": "12"}
TODAY = date(2027, 2, 1)


def html_of(measured: Measured, user: str, name: str, key: int, **asked: Any) -> str:
    answer = measured.city.client(user).get(reverse(f"indicators:{name}", args=[key]), YEAR | asked)
    assert answer.status_code == 200
    return answer.content.decode()


def page(measured: Measured, user: str, name: str, key: int, **asked: Any) -> str:
    """The words of the page's own part, without its marks."""
    main = html_of(measured, user, name, key, **asked).split("<main")[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def add_figure(row: Indicator, place: Jurisdiction, year: int, value: str, month: int = 12) -> Observation:
    return Observation.objects.create(
        indicator=row,
        jurisdiction=place,
        year=year,
        month=month,
        status="published",
        value=Decimal(value),
        source=INVENTED,
        entered_by="林联络",
        entered_at=AT,
    )


def test_the_set_shows_the_indexes_that_measuring_found(measured: Measured) -> None:
    standing = measure(measured.set, year=2026)
    said = page(measured, "office", "set", measured.set.pk)

    assert f"综合指数 {standing.index.shown}" in said
    assert standing.index.working in said
    for field in standing.fields:
        assert f"{field.name} 1 {len(field.items)}" in said
        assert field.index.shown in said
    for one in standing.every:
        assert one.indicator.name in said
        assert (one.why_not or one.attainment.shown) in said
        assert words.class_words(one) in said


def test_every_row_has_its_figure_with_whose_it_is(measured: Measured) -> None:
    said = page(measured, "office", "set", measured.set.pk)

    assert "65 自报" in said
    assert "2026年≥64%" in said or "2026年64%" in said
    assert "确保26元" in said
    assert "力争24元" in said
    assert "没有报数" in said


def test_a_unit_sees_its_own_indicators_and_no_index(measured: Measured) -> None:
    said = page(measured, "liaison", "set", measured.set.pk)

    assert "公共服务事项网上办理率" in said
    assert "每万元财政支出行政成本" not in said
    assert "这里只列出您单位负责的2项指标" in said
    assert "怎么算的" not in said
    assert measure(measured.set, year=2026).index.shown not in said


def test_filters_leave_the_rows_asked_for(measured: Measured) -> None:
    Indicator.objects.filter(pk=measured.spending.pk).update(nature=Nature.BINDING)
    asked = {
        "field": str(measured.other.pk),
        "nature": "binding",
        "q": "行政成本",
        "unit": str(measured.units["财政"].pk),
        "standing": measure(measured.set, year=2026).of(measured.spending).pace.standing.value,  # type: ignore[union-attr]
    }
    for name, value in asked.items():
        table = page(measured, "office", "set", measured.set.pk, **{name: value}).split("各项指标")[-1]
        assert "每万元财政支出行政成本" in table, name
        assert "公共设施指数" not in table, name
    assert "没有符合条件的指标" in page(measured, "office", "set", measured.set.pk, q="没有这一项")


def test_a_part_that_is_searched_for_comes_with_its_whole(measured: Measured) -> None:
    table = page(measured, "office", "set", measured.set.pk, q="村级服务站").split("各项指标")[-1]

    assert "公共设施指数" in table
    assert "村级服务站覆盖率" in table
    assert "网上办理率" not in table


def test_the_file_holds_what_is_shown(measured: Measured) -> None:
    client, address = measured.city.client("office"), reverse("indicators:set", args=[measured.set.pk])
    answer = client.get(address, YEAR | {"export": "xlsx", "q": "网上办理"})
    sheet = load_workbook(BytesIO(b"".join(answer))).active
    rows = list(sheet.iter_rows(values_only=True))  # type: ignore[union-attr]
    row = dict(zip(rows[0], rows[1], strict=True))

    assert len(rows) == 2
    assert (row["指标"], row["实际值"], row["数据性质"], row["基期值"]) == ("公共服务事项网上办理率", 65, "自报", 60)
    assert row["完成率（%）"] == round(float(standing_of(measured.rate, year=2026).attainment.percent or 0), 1)
    lines = b"".join(client.get(address, YEAR | {"export": "csv"})).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(measure(measured.set, year=2026).every)


def test_more_rows_ask_no_more_queries(measured: Measured) -> None:
    client = measured.city.client("office")
    address = reverse("indicators:set", args=[measured.set.pk])

    def count() -> int:
        client.get(address, YEAR)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address, YEAR)
        return len(asked)

    before = count()
    for number in range(12):
        row = Indicator.objects.create(indicator_set=measured.set, field=measured.field, name=f"覆盖率{number}")
        IndicatorUnit.objects.create(indicator=row, role=ResponsibilityRole.LEAD, unit=measured.units["财政"])
        add_figure(row, measured.place, 2026, "5")
    assert count() == before


def test_a_year_that_makes_no_sense_is_the_newest_with_figures(measured: Measured) -> None:
    actor = measured.city.actor("office")
    assert (look_at(measured.set, {}, actor, on=TODAY).year, look_at(measured.set, {}, actor, on=TODAY).month) == (
        2026,
        12,
    )
    assert look_at(measured.set, {"year": "1999", "month": "40"}, actor, on=TODAY).words == "2026年"
    add_figure(measured.rate, measured.place, 2027, "67", month=6)
    assert look_at(measured.set, {}, actor, on=TODAY).month == 6
    assert look_at(measured.set, {"year": "2026"}, actor, on=TODAY).month == 12


def test_a_figure_that_came_early_does_not_move_the_set_to_its_month(measured: Measured) -> None:
    actor = measured.city.actor("office")
    add_figure(measured.rate, measured.place, 2027, "67", month=6)
    add_figure(measured.rate, measured.place, 2027, "68", month=9)
    assert look_at(measured.set, {}, actor, on=TODAY).words == "2027年1—6月"
    assert look_at(measured.set, {}, actor, on=TODAY, indicator=measured.rate).words == "2027年1—9月"
    assert look_at(measured.set, {}, actor, on=TODAY, indicator=measured.spending).words == "2026年"


def test_another_place_is_shown_to_those_who_see_it(measured: Measured) -> None:
    own = {"place": str(measured.county.pk)}
    assert "58" in page(measured, "office", "indicator", measured.rate.pk, **own).split("历年实际值与目标")[-1]
    assert "临川县" not in page(measured, "liaison", "indicator", measured.rate.pk, **own)


def test_the_indicator_says_how_it_stands_and_why(measured: Measured) -> None:
    one = standing_of(measured.rate, year=2026)
    said = page(measured, "office", "indicator", measured.rate.pk)

    for told in (one.pace.words, one.attainment.working, one.forecast.words, words.need_words(one)):
        assert told
        assert told in said
    assert "到2028年还差7个百分点，以后每年需提高3.5个百分点" in said
    assert "梳理网上办理事项清单。" in said
    assert "计算办法第1版" in said


def test_the_table_has_the_numbers_of_the_curve(measured: Measured) -> None:
    one = standing_of(measured.rate, year=2026)
    curve, rows = curve_of(one), rows_of(one)

    assert curve is not None
    assert [row.year for row in rows] == [2025, 2026, 2027, 2028]
    assert [row.actual for row in rows] == ["60", "65", "", ""]
    assert [row.expected for row in rows] == ["60", "64", "68", "72"]
    assert len(curve.dots) == 2
    assert curve.shapes == ("baseline", "stated")
    assert [mark.at.words for mark in curve.marks] == ["目标 ≥64", "目标 ≥72"]
    assert curve.ends[0][1] == "目标 ≥72"
    html = html_of(measured, "office", "indicator", measured.rate.pk)
    assert 'aria-labelledby="curve-title curve-desc"' in html
    assert "<caption" in html
    assert one.pace.words in html.split("<desc")[1]


def test_a_curve_that_does_not_begin_at_zero_says_so(measured: Measured) -> None:
    scale = common_scale([standing_of(measured.rate, year=2026)])

    assert scale is not None
    assert scale.is_cut
    assert scale.low == 55
    assert "纵轴从 55 起" in page(measured, "office", "indicator", measured.rate.pk)


def test_an_indicator_without_anything_says_what_comes_here(measured: Measured) -> None:
    row = Indicator.objects.create(indicator_set=measured.set, name="企业开办时间", unit="天")
    said = page(measured, "office", "indicator", row.pk)

    assert "这里画出历年的变化" in said
    assert standing_of(row, year=2026).why_not in said


def test_a_whole_shows_its_parts(measured: Measured) -> None:
    said = page(measured, "office", "indicator", measured.whole.pk)

    assert "社区服务站覆盖率" in said
    assert "村级服务站覆盖率" in said
    assert standing_of(measured.whole, year=2026).why_not in said


def test_a_linked_task_is_named_to_those_who_see_it(measured: Measured) -> None:
    assert str(measured.link.target.task) in page(measured, "office", "indicator", measured.rate.pk)
    assert f"{measured.link.year}年目标：{measured.link.target.text}" in page(
        measured, "office", "indicator", measured.rate.pk
    )


def test_places_are_ranked_as_measuring_ranks_them(measured: Measured) -> None:
    other = measured.city.places["云栖区"]
    for place, goal in ((measured.county, "58"), (other, "64")):
        IndicatorTarget.objects.create(
            indicator=measured.rate, jurisdiction=place, year=2026, text=goal, goal=Decimal(goal), holds=">="
        )
    add_figure(measured.rate, other, 2026, "32")
    said = page(measured, "office", "places", measured.set.pk, indicator=measured.rate.pk)
    ranking, figures = places_of(measured.set, year=2026), places_by(measured.rate, year=2026)

    assert [one.rank for one in figures[:2]] == [1, 2]
    for row in ranking.rows:
        assert row.place.name in said
        assert row.rank is not None or "不排名" in said or "没有可以计算的指标" in said
    for one in figures:
        assert (one.standing.why_not or one.standing.attainment.shown) in said
    assert html_of(measured, "office", "places", measured.set.pk, indicator=measured.rate.pk).count('small-curve"') == 2


def test_who_sees_only_some_indicators_sees_no_ranking(measured: Measured) -> None:
    said = page(measured, "liaison", "places", measured.set.pk)

    assert "没有可以比较的地方" in said
    assert "58" not in said


def test_more_places_ask_no_more_queries(measured: Measured) -> None:
    client, address = measured.city.client("office"), reverse("indicators:places", args=[measured.set.pk])

    def count() -> int:
        client.get(address, YEAR)
        with CaptureQueriesContext(connection) as asked:
            client.get(address, YEAR)
        return len(asked)

    before = count()
    for number in range(4):
        place = Jurisdiction.objects.create(name=f"新设县{number}", level="county", parent=measured.place)
        add_figure(measured.rate, place, 2026, "61")
    assert count() == before


def test_a_unit_and_a_leader_see_what_they_answer_for(measured: Measured) -> None:
    actor, unit = measured.city.actor("office"), measured.units["发改"]
    assert isinstance(unit, Unit)
    [(look, lines)] = answered.of_unit(unit, actor, on=TODAY)
    assert look.indicator_set == measured.set
    assert [line.indicator for line in lines] == [measured.rate, measured.whole]

    answer = measured.city.client("office").get(reverse("plans:unit-tasks", args=[unit.pk]))
    assert "公共服务事项网上办理率" in answer.content.decode().split('id="indicators"')[1]


def test_the_stage_that_goes_on_shows_where_time_stands(measured: Measured) -> None:
    def state(on: date) -> str:
        return stages_of(measured.set, on=on)[0].state

    assert [state(date(2025, 12, 31)), state(TODAY), state(date(2028, 7, 1))] == ["coming", "now", "past"]
    assert stages_of(measured.set, on=date(2026, 1, 1))[0].today == "0.1%"


def test_a_quotient_is_shown_to_two_decimals_and_kept_whole(measured: Measured) -> None:
    row = measured.stated
    row.value, row.numerator, row.denominator = Decimal("64.112150"), Decimal(686), Decimal(1070)
    row.save()
    facts = page(measured, "office", "indicator", measured.rate.pk).split("完成率怎么算的")[0]
    assert "64.11%" in facts
    assert "64.112" not in facts
    row.refresh_from_db()
    assert row.value == Decimal("64.112150")
