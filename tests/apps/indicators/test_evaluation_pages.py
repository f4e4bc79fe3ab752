"""The pages of bulletins and evaluations: begun from a set, chosen, written beside the page, issued, compared."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.apps.dispatch.actions.issuing import issue_dispatch
from duban.apps.dispatch.models import Dispatch
from duban.apps.indicators.actions.evaluations import draft_evaluation
from duban.apps.indicators.evaluating.state_now import figures_shown
from duban.apps.indicators.models import Evaluation, Indicator, IndicatorTarget, Observation
from duban.rulebook.indicators import Direction, EvaluationKind, Nature, ObservationStatus
from indicator_cast import Measured

AT = datetime(2027, 1, 20, 2, 0, tzinfo=UTC)


@pytest.fixture
def drafted(measured: Measured) -> Evaluation:
    Evaluation.objects.all().delete()
    return draft_evaluation(
        indicator_set=measured.set, kind=EvaluationKind.PERIODIC, year=2026, at=AT, by=measured.city.actor("office")
    )


def issue(row: Evaluation, measured: Measured) -> None:
    dispatch = Dispatch.objects.get(pk=row.dispatch_id)
    issue_dispatch(dispatch=dispatch, at=AT, by=measured.city.actor("office"))


def many(measured: Measured, number: int) -> None:
    """So many more, of baseline 100 and target 200 in 2028: the even ones at 190 (of 133.3 due), the odd at 101."""
    made = Indicator.objects.bulk_create(
        Indicator(
            indicator_set=measured.set,
            field=measured.field,
            order=100 + at,
            number=str(100 + at),
            name=f"网格服务事项数（第{at}类）",
            unit="项",
            direction=Direction.HIGHER,
            nature=Nature.BINDING if at % 5 == 0 else Nature.ANTICIPATORY,
            baseline_year=2025,
            baseline_value=Decimal(100),
        )
        for at in range(number)
    )
    IndicatorTarget.objects.bulk_create(
        IndicatorTarget(
            indicator=one,
            jurisdiction=measured.place,
            year=2028,
            comparator=">=",
            value=Decimal(200),
            text="200项",
            goal=Decimal(200),
            holds=">=",
            rule_confirmed=True,
        )
        for one in made
    )
    for at, one in enumerate(made):
        Observation.objects.create(
            indicator=one,
            jurisdiction=measured.place,
            year=2026,
            status=ObservationStatus.VERIFIED,
            value=Decimal(101 if at % 2 else 190),
            source="演示数据（虚构）",
            entered_by="督小青",
            entered_at=AT,
        )


def filled(row: Evaluation, **more: object) -> dict[str, object]:
    one = Dispatch.objects.get(pk=row.dispatch_id)
    values = {"title": one.title, "recipients": one.recipients, "units": "青泽市发展和改革局", "text": one.text}
    return {**values, "letterhead": one.letterhead_id, "signatory": one.signatory, "seen": one.version, **more}


def test_a_set_is_told_of_by_kind_and_period(measured: Measured) -> None:
    Evaluation.objects.all().delete()
    office = measured.city.client("office")
    address = f"/indicators/sets/{measured.set.pk}/evaluations/new/?kind=mid_term&year=2026&month=6"

    page = office.get(address).content.decode()
    assert "这一期的数据" in page
    assert "调整建议" in page
    answer = office.post(address, {"sections": ["overall", "behind"], "suggestions": ""})

    row = Evaluation.objects.get()
    assert (row.kind, row.year, row.month) == ("mid_term", 2026, 6)
    assert answer.url == f"/indicators/evaluations/{row.pk}/edit/"


def test_the_page_of_a_set_asks_for_its_year_alone(measured: Measured) -> None:
    page = measured.city.client("office").get(f"/indicators/sets/{measured.set.pk}/evaluations/new/?year=2025&month=6")

    assert '<option value="2025" selected>' in page.content.decode()
    assert '<option value="6" selected>' in page.content.decode()


def test_a_period_that_has_not_come_says_so_and_offers_no_draft(measured: Measured) -> None:
    page = measured.city.client("office").get(
        f"/indicators/sets/{measured.set.pk}/evaluations/new/?kind=final&year=2026&month=6"
    )

    assert "终期评估在目标年" in page.content.decode()
    assert "这一期的数据" not in page.content.decode()


def test_the_editor_shows_the_page_with_its_figures_as_links(drafted: Evaluation, measured: Measured) -> None:
    page = measured.city.client("office").get(f"/indicators/evaluations/{drafted.pk}/edit/").content.decode()

    assert 'class="live-figure"' in page
    assert "共有指标" in page
    assert "{指标总数}" in page.replace("&#123;", "{").replace("&#125;", "}")


def test_what_is_typed_is_saved_by_itself(drafted: Evaluation, measured: Measured) -> None:
    office, address = measured.city.client("office"), f"/indicators/evaluations/{drafted.pk}/edit/"

    said = office.post(address, filled(drafted, text="达标{达标数}项。"), HTTP_HX_REQUEST="true").content.decode()
    wrong = office.post(address, filled(drafted, text="{达标树}"), HTTP_HX_REQUEST="true").content.decode()

    assert "达标" in said
    assert Dispatch.objects.get(pk=drafted.dispatch_id).text == "达标{达标数}项。"
    assert "没有保存：正文需要改正" in wrong


def test_a_figure_leads_to_the_indicators_it_counted(drafted: Evaluation, measured: Measured) -> None:
    office = measured.city.client("office")

    page = office.get(f"/indicators/evaluations/{drafted.pk}/figures/", {"key": "达标数"}).content.decode()

    assert f'href="/indicators/{measured.rate.pk}/"' in page
    assert office.get(f"/indicators/evaluations/{drafted.pk}/figures/", {"key": "没有"}).status_code == 404


def test_how_it_was_computed_is_read_by_who_writes_and_signs_alone(drafted: Evaluation, measured: Measured) -> None:
    issue(drafted, measured)
    address = f"/indicators/evaluations/{drafted.pk}/"

    office = measured.city.client("office").get(f"{address}results/").content.decode()
    liaison = measured.city.client("liaison")

    assert "正向比率法：65 ÷ 64 × 100 = 101.6%，最高按100%计" in office
    assert liaison.get(f"{address}results/").status_code == 404
    assert "共有指标" in liaison.get(address).content.decode()
    assert "达标率" not in liaison.get(f"{address}figures/").content.decode()


def test_compared_on_its_page(drafted: Evaluation, measured: Measured) -> None:
    issue(drafted, measured)
    office, address = measured.city.client("office"), f"/indicators/evaluations/{drafted.pk}/compare/"

    before = office.get(address).content.decode()
    IndicatorTarget.objects.filter(indicator=measured.rate, year=2026).update(text="66%", goal=Decimal(66))
    after = office.get(address).content.decode()

    assert "没有不同" in before
    assert "目标值修改过" in after
    assert "公共服务事项网上办理率" in after


def test_of_many_indicators_counted_by_hand(measured: Measured) -> None:
    """Of 40: 20 at 190, far ahead of 133.3; 20 at 101, 32.3 points behind it."""
    Evaluation.objects.all().delete()
    many(measured, 40)
    row = draft_evaluation(
        indicator_set=measured.set, kind=EvaluationKind.MID_TERM, year=2026, at=AT, by=measured.city.actor("office")
    )

    figures = figures_shown(row)
    assert [figures[key].words for key in ("指标总数", "领先数", "落后数", "约束性指标数")] == ["43", "20", "20", "8"]
    assert figures["落后名单"].words.endswith("等20项指标")
    assert len(figures["落后名单"].rows) == 20
    rows = Evaluation.objects.get(pk=row.pk)
    issue(rows, measured)
    out = Dispatch.objects.get(pk=row.dispatch_id)
    assert len(out.content["annexes"][0]["blocks"][0]["rows"]) == 45


def test_the_queries_of_the_pages_do_not_grow_with_indicators(drafted: Evaluation, measured: Measured) -> None:
    office = measured.city.client("office")

    def asked(page: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert office.get(f"/indicators/evaluations/{drafted.pk}/{page}").status_code == 200
        return len(found)

    pages = ("", "edit/", "figures/", "results/", "figures/?key=指标总数")
    asked(pages[0])
    few = [asked(page) for page in pages]
    many(measured, 30)

    assert [asked(page) for page in pages] == few


def test_a_place_without_letterhead_is_told_before_anything_is_chosen(measured: Measured) -> None:
    measured.supervised.letterhead.kinds = []
    measured.supervised.letterhead.save()
    page = measured.city.client("office").get(f"/indicators/sets/{measured.set.pk}/evaluations/new/")
    assert "青泽市还没有用于" in page.content.decode()
    assert "bulletin-choices" not in page.content.decode()
