"""填报: the grid of a period: who sees which rows, what is kept as one goes, what is said beside it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from duban.apps.indicators.models import IndicatorTarget, Observation
from duban.apps.progress.models import ReportFigure
from duban.rulebook.indicators import Aggregation, IndicatorKind, SetState
from indicator_cast import Measured

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def url(measured: Measured, part: str = "", **asked: Any) -> str:
    query = "&".join(f"{name}={value}" for name, value in {"year": 2026, "month": 12, **asked}.items())
    return f"/indicators/sets/{measured.set.pk}/entry/{part}?{query}"


def key(measured: Measured, name: str = "rate", place: str = "青泽市") -> str:
    return f"f{getattr(measured, name).pk}-{measured.city.places[place].pk}"


def page(measured: Measured, who: str, **asked: Any) -> str:
    return measured.city.client(who).get(url(measured, **asked)).content.decode()


def rows_of(text: str) -> set[str]:
    return set(re.findall(r'id="row-(f[\d-]+)"', text))


def save(
    measured: Measured, client: Client, name: str = "rate", place: str = "青泽市", month: int = 6, **typed: Any
) -> str:
    row = key(measured, name, place)
    asked = {"month": month, "indicator": getattr(measured, name).pk, "at": measured.city.places[place].pk}
    values = {"source": "台账", "note": "", "reason": "", "seen": 0} | typed
    response = client.post(url(measured, "row/", **asked), {f"{row}-{one}": value for one, value in values.items()})
    assert response.status_code == 200
    return response.content.decode()


def test_a_unit_fills_what_it_leads_and_the_office_all(measured: Measured) -> None:
    led = {key(measured), key(measured, "part_a"), key(measured, "part_b")}
    county = {key(measured, place=name) for name in ("临川县", "云栖区")}

    assert rows_of(page(measured, "liaison")) == led | county
    assert rows_of(page(measured, "office")) == led | county | {key(measured, "spending")}
    assert rows_of(page(measured, "finance")) == {key(measured, "spending")}


def test_the_office_looks_at_one_place(measured: Measured) -> None:
    assert rows_of(page(measured, "office", place=measured.county.pk)) == {key(measured, place="临川县")}


def test_a_row_shows_target_last_year_and_what_is_there(measured: Measured) -> None:
    Observation.objects.filter(pk=measured.stated.pk).update(year=2025)
    Observation.objects.create(
        indicator=measured.rate,
        jurisdiction=measured.place,
        year=2026,
        month=12,
        status="published",
        value=Decimal("66.4"),
        source="统计公报（虚构）",
        entered_by="督小青",
        entered_at=measured.stated.entered_at,
    )

    text = page(measured, "liaison")

    assert "64%" in text
    assert 'data-label="上年">65' in text
    assert "采用统计部门发布 66.4" in text
    assert 'value="演示数据（虚构）"' in text


def test_half_a_year_is_not_looked_at_beside_a_whole_one_where_it_adds_up(measured: Measured) -> None:
    Observation.objects.filter(pk=measured.stated.pk).update(year=2025)
    assert "<small>全年</small>" in page(measured, "liaison", month=6)
    measured.rate.accrues = True
    measured.rate.save()

    assert "<small>全年</small>" not in page(measured, "liaison", month=6)


def test_a_row_is_kept_by_itself_and_knows_then_what_it_showed(measured: Measured) -> None:
    client = measured.city.client("liaison")

    said = save(measured, client, value="62.5%")

    row = Observation.objects.get(month=6)
    assert (row.value, row.source, row.status) == (Decimal("62.5"), "台账", "stated")
    assert "已保存" in said
    assert f'value="{row.pk}"' in said
    assert f'id="why-{key(measured)}" hx-swap-oob="true"' in said


def test_what_was_just_typed_is_mended_without_being_asked_why(measured: Measured) -> None:
    client = measured.city.client("liaison")
    save(measured, client, value="6.25")
    first = Observation.objects.get(month=6)

    assert "已保存" in save(measured, client, value="62.5", seen=first.pk)
    assert Observation.objects.get(month=6, is_current=True).reason == "录入时改正"


def test_an_older_figure_is_corrected_with_a_reason_only(measured: Measured) -> None:
    client = measured.city.client("liaison")
    now = {"month": 12, "seen": measured.stated.pk, "source": measured.stated.source, "value": "66"}

    assert "更正要写明原因" in save(measured, client, **now)
    assert "已保存" in save(measured, client, **now, reason="漏计")
    assert Observation.objects.get(replaces=measured.stated).reason == "漏计"


def test_a_figure_is_not_taken_back_by_emptying_its_cell(measured: Measured) -> None:
    said = save(measured, measured.city.client("liaison"), month=12, seen=measured.stated.pk, value="")

    assert "请点“撤回”" in said
    assert f'href="/indicators/observations/{measured.stated.pk}/withdraw/">撤回' in page(measured, "liaison")


@pytest.mark.parametrize(("value", "words"), [("六十", "不是数字"), ("1e9", "不是数字"), ("9" * 30, "过大")])
def test_what_is_no_figure_is_said_beside_the_row(measured: Measured, value: str, words: str) -> None:
    assert words in save(measured, measured.city.client("liaison"), value=value)
    assert not Observation.objects.filter(month=6).exists()


def test_an_untouched_row_is_left_alone(measured: Measured) -> None:
    said = save(measured, measured.city.client("liaison"), value="")

    assert "error" not in said
    assert not Observation.objects.filter(month=6).exists()


def test_what_looks_odd_is_said_and_kept_all_the_same(measured: Measured) -> None:
    Observation.objects.filter(pk=measured.stated.pk).update(year=2025, value=Decimal(6))

    said = save(measured, measured.city.client("liaison"), month=12, value="650")

    assert "已保存" in said
    assert "是上年的 10 倍以上" in said
    assert "超过 100%" in said


def test_the_sum_of_those_below_stands_beside_the_whole(measured: Measured) -> None:
    measured.rate.aggregation = Aggregation.SUM
    measured.rate.save()

    assert "下级汇总 58，缺 1 地" in page(measured, "office")


def test_a_rate_asks_for_numerator_and_denominator(measured: Measured) -> None:
    measured.rate.kind = IndicatorKind.RATE
    measured.rate.save()
    client = measured.city.client("liaison")

    assert "都填上就保存" in save(measured, client, numerator="3")
    said = save(measured, client, numerator="3", denominator="4")
    assert "75%" in said


def test_somebody_elses_row_is_not_there(measured: Measured) -> None:
    asked = {"indicator": measured.spending.pk, "at": measured.place.pk}

    assert measured.city.client("liaison").post(url(measured, "row/", **asked), {}).status_code == 404
    assert measured.city.client("liaison").post(url(measured, "row/", indicator="x", at="1"), {}).status_code == 404


def typed(measured: Measured, **rows: dict[str, Any]) -> dict[str, Any]:
    """What the form of the page sends: rows by the attribute's name."""
    sent = {}
    for name, values in rows.items():
        for one, value in ({"source": "台账", "note": "", "reason": "", "seen": 0} | values).items():
            sent[f"{key(measured, name)}-{one}"] = value
    return sent


def test_without_scripts_all_rows_are_sent_at_once(measured: Measured) -> None:
    client = measured.city.client("liaison")
    sent = typed(measured, rate={"value": "62"}, part_a={"value": "58"}, part_b={"value": ""})

    response = client.post(url(measured, month=6), sent, follow=True)

    assert "已保存 2 个数" in response.content.decode()
    assert Observation.objects.filter(month=6).count() == 2
    again = client.post(url(measured, month=6), sent, follow=True)
    assert "没有改动" in again.content.decode()
    assert Observation.objects.filter(month=6).count() == 2


def test_of_all_rows_the_right_ones_are_kept_and_the_others_stay_as_typed(measured: Measured) -> None:
    sent = typed(measured, rate={"value": "62"}, part_a={"value": "五十"}, part_b={"value": "58", "source": ""})

    text = measured.city.client("liaison").post(url(measured, month=6), sent).content.decode()

    assert "已保存 1 个数；2 行要改" in text
    assert 'value="五十"' in text
    assert "请写明数据来源" in text
    assert Observation.objects.get(month=6).indicator == measured.rate


def test_what_another_entered_meanwhile_is_no_change_of_whoever_did_not_touch_it(measured: Measured) -> None:
    head, client = measured.city.client("unit_head"), measured.city.client("liaison")
    save(measured, head, value="61")
    untouched = typed(measured, rate={"value": ""}, part_a={"value": "58"})

    assert "已保存 1 个数" in client.post(url(measured, month=6), untouched, follow=True).content.decode()
    assert (
        "已被郑发展填报为61"
        in client.post(url(measured, month=6), typed(measured, rate={"value": "62"})).content.decode()
    )


def test_a_cell_shown_before_a_correction_is_no_change_either(measured: Measured) -> None:
    save(measured, measured.city.client("unit_head"), month=12, seen=measured.stated.pk, value="66", reason="漏计")
    shown = {"seen": measured.stated.pk, "value": "65", "source": measured.stated.source}

    text = (
        measured.city.client("liaison").post(url(measured), typed(measured, rate=shown), follow=True).content.decode()
    )

    assert "没有改动" in text


def test_what_came_with_a_report_is_shown_and_not_filled(measured: Measured) -> None:
    report = measured.supervised.year.report
    figure = ReportFigure.objects.create(report=report, target=report.task.targets.first(), value=Decimal(65))
    Observation.objects.filter(pk=measured.stated.pk).update(report_figure=figure)

    text = page(measured, "liaison")

    assert "来自报送的进展情况，在报送里更正" in text
    assert f'name="{key(measured)}-value"' not in text


def test_a_set_that_is_not_in_force_is_not_filled(measured: Measured) -> None:
    measured.set.state = SetState.CLOSED
    measured.set.save()

    assert measured.city.client("liaison").get(url(measured)).status_code == 409


def test_an_address_that_makes_no_sense_shows_what_is_asked_for_now(measured: Measured) -> None:
    text = page(measured, "liaison", year="20x6", month="99", status="made-up", place="-1")

    assert '<option value="2026" selected>' in text
    assert '<option value="12" selected>' in text


def test_the_page_asks_as_often_for_many_figures_as_for_few(
    measured: Measured, django_assert_max_num_queries: Any
) -> None:
    client = measured.city.client("office")
    client.get(url(measured))
    for year in (2026, 2027, 2028):
        IndicatorTarget.objects.get_or_create(
            indicator=measured.part_b, jurisdiction=measured.county, year=year, defaults={"text": "80%"}
        )

    with django_assert_max_num_queries(40) as few:
        client.get(url(measured))
    for indicator in measured.set.indicators.all():
        for place in measured.city.places.values():
            for month in range(1, 12):
                Observation.objects.create(
                    indicator=indicator,
                    jurisdiction=place,
                    year=2026,
                    month=month,
                    status="stated",
                    value=Decimal(1),
                    source="台账",
                    entered_by="督小青",
                    entered_at=measured.stated.entered_at,
                )
    with django_assert_max_num_queries(len(few)):
        client.get(url(measured, month=6))
