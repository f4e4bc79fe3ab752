"""The pages on which sets are drawn up: list, settings, forms; what they say, what a form makes, constant queries."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duban.apps.indicators.models import Indicator, IndicatorSet, IndicatorTarget, Scheme
from duban.apps.indicators.views.sets import SetTable
from duban.rulebook.indicators import Direction, SetState
from indicator_cast import Measured


def page(browser: Client, name: str, key: int, **asked: str) -> str:
    return browser.get(reverse(f"indicators:{name}", args=[key]), asked).content.decode()


def shown(browser: Client, address: str) -> dict[str, str]:
    """What the page's form would send if nothing was changed."""
    form = browser.get(address).context["form"]
    sent: dict[str, str] = {}
    for field in form:
        value = field.value()
        if value is not None and value is not False:
            sent[field.html_name] = value if isinstance(value, list) else str(value)
    return sent


def test_the_list_leads_the_office_to_the_next_step(measured: Measured) -> None:
    text = measured.city.client("office").get(reverse("indicators:sets")).content.decode()

    assert "青泽市民生指标提升行动" in text
    assert "2025—2028年" in text
    assert "增加指标" in text
    assert SetTable.key == "indicator-sets"


def test_a_reader_s_list_offers_nothing_to_do(measured: Measured) -> None:
    text = measured.city.client("leader").get(reverse("indicators:sets")).content.decode()

    assert "青泽市民生指标提升行动" in text
    assert "营商环境" not in text
    assert "下一步" not in text
    assert "手工新建" not in text


def test_a_unit_s_list_counts_what_it_answers_for(measured: Measured) -> None:
    table = measured.city.client("finance").get(reverse("indicators:sets")).context["table"]

    assert [one.indicator_count for one in table.page.object_list] == [1]


def test_an_empty_list_says_what_comes_here(measured: Measured) -> None:
    IndicatorSet.objects.all().update(state=SetState.DRAFT)

    assert (
        "指标体系是一个地方一段时期要达到的数量目标"
        in measured.city.client("leader").get(reverse("indicators:sets")).content.decode()
    )


def test_a_set_is_made_by_its_form(measured: Measured) -> None:
    browser, address = measured.city.client("office"), reverse("indicators:set-create")
    sent = shown(browser, address) | {"title": "2026年主要预期目标", "jurisdiction": str(measured.place.pk)}

    response = browser.post(address, sent)
    again = browser.post(address, sent).content.decode()

    made = IndicatorSet.objects.get(title="2026年主要预期目标")
    assert response["Location"] == reverse("indicators:set-settings", args=[made.pk])
    assert "已有期间和名称都相同的指标体系" in again


def test_the_settings_name_what_is_open(measured: Measured) -> None:
    Indicator.objects.filter(pk=measured.rate.pk).update(direction="")
    text = page(measured.city.client("office"), "set-settings", measured.set.pk)

    assert "没有确认方向" in text
    assert "待确认" in text
    assert text.index("公共设施指数") < text.index("社区服务站覆盖率") < text.index("村级服务站覆盖率")
    assert "组织实施阶段" in text


def queries_of(browser: Client, name: str, key: int) -> int:
    with CaptureQueriesContext(
        connection,
    ) as told:
        assert browser.get(reverse(f"indicators:{name}", args=[key])).status_code == 200
    return len(told)


@pytest.mark.parametrize("name", ["set-settings", "settle", "targets-confirm", "scheme", "scheme-make"])
def test_more_indicators_ask_no_more_queries(measured: Measured, name: str) -> None:
    browser = measured.city.client("office")
    queries_of(browser, name, measured.set.pk)
    before = queries_of(browser, name, measured.set.pk)
    for number in range(4, 9):
        row = measured._indicator(str(number), f"办件量{number}", measured.other, "件", "10", lead="财政")
        measured._target(row, 2028, ">=", "20")
    IndicatorTarget.objects.update(rule_confirmed=False)
    Indicator.objects.update(direction="")

    assert queries_of(browser, name, measured.set.pk) <= before + 2


def test_the_sets_of_the_list_ask_no_more_queries(measured: Measured) -> None:
    browser, address = measured.city.client("office"), reverse("indicators:sets")
    browser.get(address)
    with CaptureQueriesContext(connection) as before:
        browser.get(address)
    for number in range(5):
        measured._set(f"又一个{number}", SetState.DRAFT)
    with CaptureQueriesContext(connection) as after:
        browser.get(address)

    assert len(after) == len(before)


def test_a_started_set_sent_twice_is_started_once(measured: Measured) -> None:
    browser, one = measured.city.client("office"), measured.draft
    Indicator.objects.create(indicator_set=one, name="企业开办时间", direction=Direction.LOWER)
    address = reverse("indicators:set-start", args=[one.pk])
    sent = shown(browser, address)

    responses = [browser.post(address, sent), browser.post(address, sent)]

    assert [response.status_code for response in responses] == [302, 302]
    assert measured.city.events().count("indicator_set.started") == 1


def test_what_blocks_is_listed_with_where_it_is_put_right(measured: Measured) -> None:
    row = Indicator.objects.create(indicator_set=measured.draft, name="企业开办时间")
    IndicatorTarget.objects.create(
        indicator=row, jurisdiction=measured.place, year=2028, text="2", value=Decimal(2), rule_confirmed=True
    )
    browser = measured.city.client("office")

    text = page(browser, "set-start", measured.draft.pk)

    assert "现在不能启用" in text
    assert reverse("indicators:settle", args=[measured.draft.pk]) in text


def test_an_indicator_is_changed_by_its_form(measured: Measured) -> None:
    browser, address = measured.city.client("office"), reverse("indicators:indicator-change", args=[measured.rate.pk])
    sent = shown(browser, address) | {
        "name": "网上办理率",
        "reason": "名称有误",
        "support": str(measured.units["财政"]),
    }

    response = browser.post(address, sent)

    assert response.status_code == 302, response.context["form"].errors
    row = Indicator.objects.get(pk=measured.rate.pk)
    assert (row.name, row.baseline_value) == ("网上办理率", 60)
    assert {two.unit for two in row.units.all()} == {measured.units["发改"], measured.units["财政"]}


def test_a_part_is_added_below_its_whole(measured: Measured) -> None:
    browser = measured.city.client("office")
    address = reverse("indicators:indicator-add", args=[measured.set.pk]) + f"?parent={measured.whole.pk}"
    sent = shown(browser, address)
    assert (sent["number"], sent["part"], sent["unit"]) == ("3", "(3)", "%")

    browser.post(address, sent | {"name": "文化站覆盖率", "reason": "增补"})

    assert Indicator.objects.get(name="文化站覆盖率").parent == measured.whole
    wrong = reverse("indicators:indicator-add", args=[measured.set.pk]) + f"?parent={measured.rate.pk}"
    assert browser.get(wrong).status_code == 409


def test_directions_are_settled_in_one_table(measured: Measured) -> None:
    Indicator.objects.filter(pk=measured.rate.pk).update(direction="")
    browser, address = measured.city.client("office"), reverse("indicators:settle", args=[measured.set.pk])
    sent = shown(browser, address)
    assert set(sent) == {f"{name}_{measured.rate.pk}" for name in ("direction", "nature", "seen")}

    browser.post(address, sent | {f"direction_{measured.rate.pk}": "higher_is_better"})

    assert Indicator.objects.get(pk=measured.rate.pk).direction == Direction.HIGHER


def test_a_county_s_office_does_not_find_the_city_s_set(measured: Measured) -> None:
    browser = measured.city.client("county_office")

    for name, key in (("set-settings", measured.set.pk), ("targets", measured.rate.pk), ("scheme", measured.set.pk)):
        assert browser.get(reverse(f"indicators:{name}", args=[key])).status_code == 404


def test_words_typed_anew_are_shown_with_their_meaning_before_they_are_saved(measured: Measured) -> None:
    browser, address = measured.city.client("office"), reverse("indicators:targets", args=[measured.rate.pk])
    sent = shown(browser, address) | {"text_2027_plain": "每年提高4个百分点以上", "reason": "补年度目标"}

    first = browser.post(address, sent)
    assert IndicatorTarget.objects.filter(indicator=measured.rate, year=2027).count() == 0
    assert "应不低于68" in first.content.decode()
    form = first.context["form"]
    again = {field.html_name: str(field.value()) for field in form if field.value() is not None}
    response = browser.post(address, again)

    assert response.status_code == 302
    target = IndicatorTarget.objects.get(indicator=measured.rate, year=2027)
    assert (target.rule, target.amount, target.goal, target.rule_confirmed) == ("step_a_year", 4, 68, True)


def test_the_years_between_are_proposed_and_not_saved(measured: Measured) -> None:
    browser, address = measured.city.client("office"), reverse("indicators:targets", args=[measured.rate.pk])

    response = browser.post(address, shown(browser, address) | {"spread": "linear"})

    text = response.content.decode()
    assert "≥68" in text
    assert "来源：按直线分解（自2025年60起）" in text
    assert measured.rate.targets.count() == 2


def test_a_figure_that_is_none_is_refused_beside_it(measured: Measured) -> None:
    browser, address = measured.city.client("office"), reverse("indicators:targets", args=[measured.rate.pk])

    response = browser.post(address, shown(browser, address) | {"value_2028_plain": "七十二", "reason": "更正"})

    assert response.status_code == 200
    assert "value_2028_plain" in response.context["form"].errors
    assert IndicatorTarget.objects.get(pk=measured.target.pk).value == 72


def test_county_targets_are_set_in_the_same_editor(measured: Measured) -> None:
    browser = measured.city.client("office")
    address = reverse("indicators:targets", args=[measured.rate.pk]) + f"?place={measured.county.pk}"
    sent = shown(browser, address) | {"text_2028_plain": "66%"}
    form = browser.post(address, sent).context["form"]

    browser.post(address, {field.html_name: str(field.value()) for field in form if field.value() is not None})

    assert IndicatorTarget.objects.get(jurisdiction=measured.county).goal == 66
    assert "临川县（已有目标）" in page(browser, "targets", measured.rate.pk)


def test_ticked_targets_are_confirmed(measured: Measured) -> None:
    IndicatorTarget.objects.update(rule_confirmed=False)
    browser, address = measured.city.client("office"), reverse("indicators:targets-confirm", args=[measured.set.pk])
    sent = shown(browser, address)
    del sent[f"ok_{measured.target.pk}"]

    browser.post(address, sent)

    assert list(IndicatorTarget.objects.filter(rule_confirmed=False)) == [measured.target]


def test_a_new_version_is_made_by_its_form(measured: Measured) -> None:
    browser, address = measured.city.client("office"), reverse("indicators:scheme-make", args=[measured.set.pk])
    sent = shown(browser, address) | {f"weight_{measured.rate.pk}": "3", "reason": "提高权重"}

    response = browser.post(address, sent)
    again = browser.post(address, sent).content.decode()

    assert response["Location"] == reverse("indicators:scheme", args=[measured.set.pk])
    assert "计算办法已被他人修改" in again
    assert [one.number for one in Scheme.objects.filter(indicator_set=measured.set)] == [2, 1]
    assert "其中各指标合计4" in page(browser, "scheme", measured.set.pk)
    assert "其中各指标合计2" in page(browser, "scheme-version", measured.scheme.pk)


def test_a_unit_reads_the_scheme_of_its_own_indicators(measured: Measured) -> None:
    text = page(measured.city.client("finance"), "scheme", measured.set.pk)

    assert "每万元财政支出行政成本" in text
    assert "公共服务事项网上办理率" not in text
    assert "合计" not in text
    assert "制定新版" not in text
