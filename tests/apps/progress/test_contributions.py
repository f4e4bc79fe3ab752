"""配合材料: the lead asks, the supporting unit gives, the lead decides; who reads it, and when an ask has lapsed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from cast import City
from duban.apps.organizations.models import Unit
from duban.apps.outbox.owing import Span
from duban.apps.progress.actions import contributions as actions
from duban.apps.progress.evidence_owners import may_read
from duban.apps.progress.models import Contribution, Evidence, Report
from duban.apps.progress.owing.contributions import contributions_owed
from duban.apps.progress.queries import contributions as queries
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from progress_cast import PICTURE, Year

AT, ON, DUE = datetime(2026, 4, 2, 2, 0, tzinfo=UTC), date(2026, 4, 2), date(2026, 4, 8)


def ask(year: Year, *units: str, **more: Any) -> list[Contribution]:
    given: dict[str, Any] = {"request": "请报开工项目。", "due": DUE, "at": AT, "on": ON} | more
    chosen = [year.city.units[unit] for unit in units]
    return actions.ask_contributions(report=year.report, units=chosen, by=year.city.actor("liaison"), **given)


def give(year: Year, text: str = "到位资金3亿元。", **more: Any) -> Contribution:
    by = year.city.actor("finance")
    return actions.give_contribution(contribution=year.contribution, text=text, at=AT, by=by, **more)


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def test_several_units_are_asked_at_once(year: Year, city: City) -> None:
    rows = ask(year, "临川县政府", "云栖区政府")

    assert {(row.unit.name, row.state, row.asked_by) for row in rows} == {
        (city.units[key].name, "asked", city.actor("liaison").name) for key in ("临川县政府", "云栖区政府")
    }
    assert city.events()[-2:] == ["contribution.asked"] * 2


def test_asking_twice_asks_once(year: Year) -> None:
    ask(year, "临川县政府")

    with pytest.raises(Conflict, match="已经请过"):
        ask(year, "临川县政府")
    assert Contribution.objects.filter(unit=year.city.units["临川县政府"]).count() == 1


@pytest.mark.parametrize(
    ("due", "words"), [(date(2026, 4, 1), "不能早于今天"), (date(2026, 4, 11), "不能晚于进展情况的报送期限")]
)
def test_the_day_lies_between_today_and_the_reports_due_day(year: Year, due: date, words: str) -> None:
    with pytest.raises(Invalid, match=words) as refused:
        ask(year, "临川县政府", due=due)
    assert refused.value.field == "due"


def test_only_units_of_the_task_are_asked(year: Year) -> None:
    with pytest.raises(Conflict):
        ask(year, "文旅")


def test_the_usual_day_is_two_working_days_before_the_report(year: Year) -> None:
    assert queries.usual_due(year.report, on=ON) == date(2026, 4, 8)
    assert queries.usual_due(year.report, on=date(2026, 4, 9)) == date(2026, 4, 9)


def test_what_is_given_is_taken_over_with_the_units_name_and_its_files(year: Year, city: City) -> None:
    Report.objects.filter(pk=year.report.pk).update(text="已开工46个。", state="draft")
    give(year, files=[("到账单.pdf", PICTURE)])

    actions.take_over_contribution(contribution=year.contribution, at=AT, by=city.actor("liaison"))

    report = fresh(year.report)
    assert report.text == f"已开工46个。\n{city.units['财政']}：到位资金3亿元。"
    assert [one.name for one in report.evidence.all()] == ["到账单.pdf"]
    assert fresh(year.contribution).state == "taken_over"


def test_it_is_taken_over_once(year: Year, city: City) -> None:
    give(year)
    actions.take_over_contribution(contribution=year.contribution, at=AT, by=city.actor("liaison"))

    with pytest.raises(Conflict, match="已采用"):
        actions.take_over_contribution(contribution=year.contribution, at=AT, by=city.actor("liaison"))
    assert fresh(year.report).text.count("到位资金3亿元。") == 1


def test_taken_over_again_after_more_was_given_it_stands_there_once(year: Year, city: City) -> None:
    liaison = city.actor("liaison")
    Report.objects.filter(pk=year.report.pk).update(text="已开工46个。", state="draft")
    give(year)
    actions.take_over_contribution(contribution=year.contribution, at=AT, by=liaison)
    again = {"request": "请补日期。", "due": DUE, "at": AT, "on": ON}
    actions.ask_contribution_again(contribution=year.contribution, by=liaison, **again)
    give(year, "4月1日到位资金3亿元。")

    actions.take_over_contribution(contribution=year.contribution, at=AT, by=liaison)

    assert fresh(year.report).text == f"已开工46个。\n{city.units['财政']}：4月1日到位资金3亿元。"


def test_what_a_unit_merged_since_was_asked_the_unit_it_went_to_gives(year: Year, city: City) -> None:
    successor, giver = city.units["文旅"], city.actor("stranger")
    assert not queries.waiting_for(giver).exists()
    Unit.objects.filter(pk=city.units["财政"].pk).update(merged_into=successor)

    assert list(queries.waiting_for(giver)) == [year.contribution]
    assert queries.contribution_of(giver, year.contribution.pk) == year.contribution
    assert [one.unit for one in contributions_owed([successor.pk], Span(ON, date(2026, 4, 30)))] == [successor.pk]
    assert successor not in [unit for unit, _ in queries.units_to_ask(year.report)]
    actions.give_contribution(contribution=year.contribution, text="到位资金3亿元。", at=AT, by=giver)
    actions.take_over_contribution(contribution=year.contribution, at=AT, by=city.actor("liaison"))

    assert fresh(year.report).text == f"{successor}：到位资金3亿元。"


def test_what_was_given_may_be_mended_until_it_is_taken_over(year: Year, city: City) -> None:
    give(year)
    give(year, "到位资金4亿元。")
    actions.take_over_contribution(contribution=year.contribution, at=AT, by=city.actor("liaison"))

    with pytest.raises(Conflict, match="已采用，不能修改"):
        give(year, "到位资金5亿元。")
    assert city.events().count("contribution.mended") == 1


def test_an_old_page_decides_nothing(year: Year, city: City) -> None:
    seen = give(year).version
    give(year, "到位资金4亿元。")

    with pytest.raises(Conflict, match="已被他人修改"):
        actions.take_over_contribution(contribution=year.contribution, at=AT, by=city.actor("liaison"), seen=seen)
    assert fresh(year.report).text == ""


def test_the_lead_asks_for_more_and_still_reads_what_was_given(year: Year, city: City) -> None:
    give(year)

    actions.ask_contribution_again(
        contribution=year.contribution, request="请补日期。", due=DUE, at=AT, on=ON, by=city.actor("liaison")
    )

    row = fresh(year.contribution)
    assert (row.state, row.request, row.text) == ("asked", "请补日期。", "到位资金3亿元。")
    assert queries.is_readable(row, city.actor("liaison"))
    assert queries.count_waiting(city.actor("finance")) == 1


def test_a_request_is_taken_back_and_may_be_made_again(year: Year, city: City) -> None:
    actions.set_aside_contribution(contribution=year.contribution, by=city.actor("liaison"))
    assert queries.state_words(fresh(year.contribution)) == "已撤回"

    ask(year, "财政")

    assert fresh(year.contribution).state == "asked"
    assert city.events()[-2:] == ["contribution.withdrawn", "contribution.asked"]


@pytest.mark.parametrize("who", ["office", "unit_head", "liaison", "stranger", "leader"])
def test_only_the_unit_asked_gives(year: Year, city: City, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.give_contribution(contribution=year.contribution, text="好。", at=AT, by=city.actor(who))
    assert fresh(year.contribution).state == "asked"


def test_only_the_lead_unit_decides(year: Year, city: City) -> None:
    give(year)
    with pytest.raises(NotAllowed):
        actions.take_over_contribution(contribution=year.contribution, at=AT, by=city.actor("finance"))


def test_what_two_units_exchange_is_read_by_nobody_else(year: Year, city: City) -> None:
    assert not queries.is_readable(fresh(year.contribution), city.actor("liaison"))
    give(year, files=[("到账单.pdf", PICTURE)])
    row, file = fresh(year.contribution), Evidence.objects.get(contribution=year.contribution)

    readers = {who for who in city.accounts if who in city.grants and queries.is_readable(row, city.actor(who))}

    assert readers == {"finance", "liaison", "unit_head"}
    assert not may_read(file, city.actor("office"))
    assert may_read(file, city.actor("liaison"))


@pytest.mark.parametrize(
    ("state", "closed", "words"),
    [("submitted", False, "牵头单位已报送，不用再提供"), ("draft", True, "本轮报送已结束，不用再提供")],
)
def test_an_ask_lapses_kindly_and_stays_readable(year: Year, city: City, state: str, closed: bool, words: str) -> None:
    Report.objects.filter(pk=year.report.pk).update(state=state)
    if closed:
        year.round.closed_at = AT
        year.round.save()
    row = fresh(year.contribution)

    assert queries.over_words(row) == words
    assert queries.state_words(row) == "不用再提供"
    assert queries.count_waiting(city.actor("finance")) == 0
    assert queries.is_readable(row, city.actor("finance"))
    with pytest.raises(Conflict):
        give(year)


def test_it_is_owed_by_its_day_and_known_to_be_done(year: Year, city: City) -> None:
    unit, span = city.units["财政"].pk, Span(date(2026, 4, 1), date(2026, 4, 30))
    (owed,) = contributions_owed([unit], span)
    assert (owed.due, owed.unit, owed.asker) == (year.contribution.due, unit, year.report.unit.name)

    give(year)

    assert not list(contributions_owed([unit], span))
    (done,) = contributions_owed([unit], Span(span.first, span.last, done=True))
    assert done.done_on == ON
