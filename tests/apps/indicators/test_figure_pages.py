"""The years of a set on one page, a figure withdrawn, the sum of those below, and the history of a figure."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Template

from duban.apps.indicators.models import Observation
from duban.apps.indicators.queries.figure_history import history_of
from duban.rulebook.figures import plain
from duban.rulebook.indicators import Aggregation, IndicatorKind
from indicator_cast import Measured

pytestmark = pytest.mark.django_db
AT = datetime(2028, 1, 11, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _two_years_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def years(measured: Measured, status: str = "stated") -> str:
    return f"/indicators/sets/{measured.set.pk}/entry/years/?status={status}"


def typed(measured: Measured, **more: Any) -> dict[str, Any]:
    """What the page sends, with some cells typed over: rate_2025=61."""
    sent: dict[str, Any] = {"source": "统计年鉴（虚构）", "reason": ""}
    now = {
        row.pk: row for row in Observation.objects.filter(is_current=True, jurisdiction=measured.place, status="stated")
    }
    at = {(row.indicator_id, row.year): row for row in now.values()}
    for indicator in measured.set.indicators.exclude(kind=IndicatorKind.COMPOSITE):
        for year in (2025, 2026, 2027):
            row = at.get((indicator.pk, year))
            sent[f"y{indicator.pk}-{year}-value"] = plain(row.value) if row else ""
            sent[f"y{indicator.pk}-{year}-seen"] = row.pk if row else 0
    for name, value in more.items():
        indicator, _, year = name.rpartition("_")
        sent[f"y{getattr(measured, indicator).pk}-{year}-value" if year.isdecimal() else name] = value
    return sent


def test_several_years_are_kept_at_once(measured: Measured) -> None:
    client = measured.city.client("office")

    response = client.post(
        years(measured), typed(measured, rate_2025="60.1", rate_2027="67", part_a_2025="50"), follow=True
    )

    assert "已保存 3 个数" in response.content.decode()
    kept = Observation.objects.filter(source="统计年鉴（虚构）").values_list("year", "month", "value")
    assert set(kept) == {(2025, 12, Decimal("60.1")), (2027, 12, Decimal(67)), (2025, 12, Decimal(50))}
    again = client.post(years(measured), typed(measured), follow=True)
    assert "没有改动" in again.content.decode()


def test_one_fault_and_no_year_is_kept(measured: Measured) -> None:
    sent = typed(measured, rate_2025="60.1", rate_2026="66")

    text = measured.city.client("office").post(years(measured), sent).content.decode()

    assert "更正要写明原因" in text
    assert 'value="60.1"' in text
    assert not Observation.objects.filter(year=2025).exists()


def test_without_a_source_no_year_is_kept(measured: Measured) -> None:
    text = (
        measured.city.client("office")
        .post(years(measured), typed(measured, rate_2025="60", source=""))
        .content.decode()
    )

    assert "请写明数据来源" in text


def test_a_year_is_not_taken_back_by_emptying_its_cell(measured: Measured) -> None:
    text = measured.city.client("office").post(years(measured), typed(measured, rate_2026="")).content.decode()

    assert "要取消已填的数" in text


def test_a_rate_has_two_cells_a_year(measured: Measured) -> None:
    measured.rate.kind = IndicatorKind.RATE
    measured.rate.save()
    Observation.objects.filter(pk=measured.stated.pk).update(numerator=65, denominator=100)
    sent = typed(measured)
    for part, value in (("numerator", 1), ("denominator", 4)):
        sent[f"y{measured.rate.pk}-2025-{part}"] = value
    for part, value in (("numerator", 65), ("denominator", 100)):
        sent[f"y{measured.rate.pk}-2026-{part}"] = value

    measured.city.client("office").post(years(measured), sent)

    assert Observation.objects.get(indicator=measured.rate, year=2025).value == Decimal(25)


def test_only_the_office_brings_in_years(measured: Measured) -> None:
    assert measured.city.client("liaison").get(years(measured)).status_code == 404
    assert measured.city.client("office").get(years(measured)).status_code == 200


def test_a_figure_is_withdrawn_on_a_page_that_asks_why(measured: Measured) -> None:
    client, url = measured.city.client("liaison"), f"/indicators/observations/{measured.stated.pk}/withdraw/"

    assert "65%" in client.get(url).content.decode()
    assert client.post(url, {"reason": ""}).status_code == 200
    response = client.post(url, {"reason": "口径有误"}, follow=True)

    assert "已撤回" in response.content.decode()
    measured.stated.refresh_from_db()
    assert (measured.stated.is_current, measured.stated.withdrawal) == (False, "口径有误")
    assert client.get(url).status_code == 409


def test_the_sum_of_those_below_is_shown_and_taken_over(measured: Measured) -> None:
    measured.rate.aggregation = Aggregation.SUM
    measured.rate.save()
    client, url = measured.city.client("office"), f"/indicators/sum-up/{measured.rate.pk}/?year=2026&month=12"

    text = client.get(url).content.decode()
    assert "云栖区" in text
    assert "还缺云栖区的数" in client.post(url, {"seen": 0}).content.decode()
    client.post(url, {"seen": 0, "incomplete": "on"})

    row = Observation.objects.get(indicator=measured.rate, jurisdiction=measured.place, counts=True)
    assert (row.value, row.status, row.source) == (Decimal(58), "verified", "由1个县（市、区）汇总，缺云栖区")


def test_there_is_nothing_to_add_up_where_nothing_is_defined(measured: Measured) -> None:
    text = measured.city.client("office").get(f"/indicators/sum-up/{measured.rate.pk}/").content.decode()

    assert "还没有可汇总的数" in text


def history(measured: Measured, who: str, name: str = "spending") -> str:
    request = type("Asked", (), {"actor": measured.city.actor(who)})()
    page = Template("{% load indicator_figures %}{% figure_history indicator place 2026 %}")
    given = {"request": request, "indicator": getattr(measured, name), "place": measured.place}
    return page.render(Context(given))


def test_the_history_says_what_a_figure_was_and_why_it_changed(measured: Measured) -> None:
    text = history(measured, "office")

    assert text.index("29元") < text.index("92元")
    assert "小数点填错" in text
    assert "已更正" in text
    assert text.count("/withdraw/") == 1


def test_whoever_may_not_withdraw_is_not_offered_it(measured: Measured) -> None:
    assert "/withdraw/" not in history(measured, "reader")
    assert "/withdraw/" not in history(measured, "leader")


def test_a_withdrawn_figure_stays_in_the_history(measured: Measured) -> None:
    Observation.objects.filter(pk=measured.stated.pk).update(
        is_current=False, counts=False, withdrawn_at=AT, withdrawn_by="林联络", withdrawal="口径有误"
    )

    text = history(measured, "liaison", "rate")

    assert "已撤回" in text
    assert "撤回：口径有误" in text


def test_an_indicator_without_figures_says_what_comes_here(measured: Measured) -> None:
    assert "还没有实际值" in history(measured, "office", "part_b")


def test_the_history_of_a_place_one_does_not_see_is_empty(measured: Measured) -> None:
    assert history_of(measured.rate, measured.county, measured.city.actor("stranger")) == []
