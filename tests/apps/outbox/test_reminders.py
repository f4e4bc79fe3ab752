"""Who is told what on which day: once, in working hours, never of what is done."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from owed_things import Things

from cast import City
from duban.apps.accounts.models import RoleGrant
from duban.apps.calendars.queries import work_calendar
from duban.apps.outbox import steps
from duban.apps.outbox.models import Message, Subscription, Telling
from duban.apps.outbox.queries.recipients import recipients, units_of
from duban.apps.outbox.steps import USUAL, Steps, days_told
from duban.apps.outbox.telling import tell
from duban.apps.plans.queries.receipts import units_answered_by
from duban.rulebook.roles import Role

CHINA = ZoneInfo("Asia/Shanghai")
FRIDAY = date(2026, 4, 10)


def at(day: date, hour: int = 8, minute: int = 30) -> datetime:
    return datetime.combine(day, time(hour, minute), CHINA)


def told_days(first: date, last: date) -> dict[date, list[str]]:
    """Every day of a stretch, one morning after the other: what the liaison is told."""
    found = {}
    day = first
    while day <= last:
        tell(at=at(day))
        for message in Message.objects.filter(day=day, account__username="liaison"):
            found[day] = [item["distance"] for item in message.items]
        day += timedelta(days=1)
    return found


def test_a_thing_is_told_three_days_and_one_day_before_on_the_day_and_twice_after(city: City, things: Things) -> None:
    things.owe(city.units["发改"].pk, FRIDAY)

    assert told_days(date(2026, 3, 30), date(2026, 4, 24)) == {
        date(2026, 4, 7): ["还有3个工作日"],
        date(2026, 4, 9): ["还有1个工作日"],
        date(2026, 4, 10): ["今天到期"],
        date(2026, 4, 13): ["逾期1个工作日"],
        date(2026, 4, 15): ["逾期3个工作日"],
    }


def test_a_message_names_what_by_when_and_where(city: City, things: Things) -> None:
    things.owe(city.units["发改"].pk, FRIDAY)
    things.owe(city.units["发改"].pk, date(2026, 4, 9))
    things.owe(city.units["发改"].pk, date(2026, 4, 15))
    tell(at=at(FRIDAY))

    message = Message.objects.get(account=city.accounts["liaison"])
    assert message.subject == "督办提醒：1件逾期，1件今天到期，1件3个工作日内到期"
    assert message.items[1]["title"] == "新开工重点项目60个以上"
    assert (message.items[1]["url"], message.items[1]["due"]) == ("/plans/1/", "2026-04-10")


def test_a_second_run_the_same_day_makes_nothing(city: City, things: Things) -> None:
    things.owe(city.units["发改"].pk, FRIDAY)
    first = tell(at=at(FRIDAY))
    Telling.objects.update(ended_at=None)  # as if it had been killed just before its end

    assert first == 2  # the head and the liaison
    assert tell(at=at(FRIDAY, 9)) == 0
    assert Message.objects.count() == 2


def test_nobody_is_told_when_nothing_is_due(city: City, things: Things) -> None:
    things.owe(city.units["发改"].pk, FRIDAY + timedelta(days=60))

    assert tell(at=at(FRIDAY)) == 0
    assert Message.objects.count() == 0


def test_what_is_done_between_two_questions_is_not_told(city: City, things: Things) -> None:
    things.owe(city.units["发改"].pk, FRIDAY)
    asked = []
    original = things.owed

    def done_meanwhile(units, span):  # type: ignore[no-untyped-def]
        asked.append(units)
        return original(units, span) if len(asked) == 1 else []

    from duban.apps.outbox import owing

    owing._SOURCES["报送进展情况"] = done_meanwhile

    assert tell(at=at(FRIDAY)) == 0
    assert len(asked) > 1
    assert Message.objects.count() == 0


def test_a_person_in_several_units_gets_one_message(city: City, things: Things) -> None:
    RoleGrant.objects.create(account=city.accounts["liaison"], unit=city.units["财政"], role=Role.LIAISON)
    things.owe(city.units["发改"].pk, FRIDAY)
    things.owe(city.units["财政"].pk, FRIDAY)
    tell(at=at(FRIDAY))

    message = Message.objects.get(account=city.accounts["liaison"])
    assert len(message.items) == 2
    assert message.subject == "督办提醒：2件今天到期"


def test_the_office_is_told_what_its_government_owes(city: City, things: Things) -> None:
    things.owe(city.units["临川县政府"].pk, FRIDAY)
    tell(at=at(FRIDAY))

    assert [one.account.username for one in Message.objects.all()] == ["county_office"]


@pytest.mark.parametrize("key", ["liaison", "unit_head", "office", "leader", "reader", "system_admin", "county_office"])
def test_everybody_is_reminded_of_the_units_they_answer_for(city: City, key: str) -> None:
    answered = set(units_answered_by(city.actor(key)).values_list("pk", flat=True))

    assert units_of(city.accounts[key].pk, on=FRIDAY) == answered


def test_whoever_lost_the_role_or_the_account_is_told_nothing(city: City, things: Things) -> None:
    things.owe(city.units["发改"].pk, FRIDAY)
    RoleGrant.objects.filter(account=city.accounts["liaison"]).update(until=FRIDAY)
    city.accounts["unit_head"].is_active = False
    city.accounts["unit_head"].save()

    assert tell(at=at(FRIDAY)) == 0


def test_whoever_wants_quiet_is_left_in_peace_to_the_day_with_it(city: City, things: Things) -> None:
    things.owe(city.units["发改"].pk, FRIDAY)
    Subscription.objects.create(account=city.accounts["liaison"], quiet_until=FRIDAY)

    assert list(told_days(date(2026, 4, 1), date(2026, 4, 20))) == [date(2026, 4, 13), date(2026, 4, 15)]


def test_an_office_reminds_as_it_says(city: City, things: Things) -> None:
    mine = {city.places["青泽市"].pk: Steps(before=(5,), after=())}
    before = dict(steps._FOUND)
    steps.register("tests", lambda places, on: mine)
    try:
        things.owe(city.units["发改"].pk, FRIDAY)
        told = told_days(date(2026, 3, 30), date(2026, 4, 20))
    finally:
        steps._FOUND.clear()
        steps._FOUND.update(before)

    assert list(told) == [date(2026, 4, 2), FRIDAY]  # 4月6日清明节放假


def test_the_rules_of_the_place_that_asks_hold_not_of_the_unit_s(city: City, things: Things) -> None:
    found = {city.places["青泽市"].pk: Steps(before=(2,), after=()), city.places["临川县"].pk: Steps((9,), ())}
    before = dict(steps._FOUND)
    steps.register("tests", lambda places, on: found)
    try:
        things.owe(city.units["临川县府办"].pk, FRIDAY, place=city.places["青泽市"].pk)
        tell(at=at(date(2026, 4, 8)))
    finally:
        steps._FOUND.clear()
        steps._FOUND.update(before)

    assert Message.objects.count() == 1


@pytest.mark.parametrize(("hour", "minute"), [(0, 0), (0, 5), (8, 29), (20, 0), (23, 59)])
def test_nobody_is_told_early_or_late_in_the_day(city: City, things: Things, hour: int, minute: int) -> None:
    things.owe(city.units["发改"].pk, FRIDAY)

    assert tell(at=at(FRIDAY, hour, minute)) == 0
    assert not Telling.objects.exists()


def test_the_day_is_that_of_the_place(city: City, things: Things) -> None:
    """08:30 in China is 00:30 of the same day in UTC; 16:30 UTC is the next day's half past midnight."""
    things.owe(city.units["发改"].pk, FRIDAY)

    assert tell(at=datetime(2026, 4, 9, 16, 30, tzinfo=ZoneInfo("UTC"))) == 0
    assert tell(at=datetime(2026, 4, 10, 0, 30, tzinfo=ZoneInfo("UTC"))) == 2
    assert Message.objects.filter(day=FRIDAY).count() == 2


def test_what_fell_on_a_day_when_nothing_ran_is_told_on_the_next(city: City, things: Things) -> None:
    things.owe(city.units["发改"].pk, FRIDAY)
    tell(at=at(date(2026, 4, 8)))
    tell(at=at(date(2026, 4, 13)))  # the machine was off on the 9th and on the day itself

    assert [one.subject for one in Message.objects.filter(account=city.accounts["liaison"])] == ["督办提醒：1件逾期"]


def test_a_queue_of_mornings_costs_as_many_questions_for_many_people_as_for_one(
    city: City, things: Things, django_assert_max_num_queries
) -> None:
    for number in range(40):
        city.add_account(f"more{number}", name="某联络", unit="财政", role=Role.LIAISON)

    with django_assert_max_num_queries(6):
        assert len(recipients(on=FRIDAY)) > 40


# National Day 2026: 1 to 7 October off, Sunday 20 September and Saturday 10 October are worked.
def test_what_falls_into_national_day_is_told_on_the_last_day_before_it(city: City, things: Things) -> None:
    things.owe(city.units["发改"].pk, date(2026, 10, 4))

    assert told_days(date(2026, 9, 18), date(2026, 10, 16)) == {
        date(2026, 9, 24): ["还有3个工作日"],
        date(2026, 9, 29): ["还有1个工作日"],
        date(2026, 9, 30): ["还有4天，没有工作日"],
        date(2026, 10, 8): ["逾期1个工作日"],
        date(2026, 10, 10): ["逾期3个工作日"],
    }
    last = Message.objects.get(day=date(2026, 9, 30), account=city.accounts["liaison"])
    assert last.subject == "督办提醒：1件在放假期间到期"


def test_a_saturday_that_is_worked_is_a_day_like_others(city: City, things: Things) -> None:
    things.owe(city.units["发改"].pk, date(2026, 10, 10))

    assert date(2026, 10, 10) in told_days(date(2026, 10, 8), date(2026, 10, 12))


def test_the_last_day_of_february_in_a_leap_year(city: City, things: Things) -> None:
    things.owe(city.units["发改"].pk, date(2028, 2, 29))

    told = told_days(date(2028, 2, 21), date(2028, 3, 8))
    assert told[date(2028, 2, 29)] == ["今天到期"]
    assert list(told) == [date(2028, 2, day) for day in (24, 28, 29)] + [date(2028, 3, 1), date(2028, 3, 3)]


def test_every_due_date_of_a_year_is_told_as_often_as_the_rules_say_and_never_on_a_day_off(
    city: City, things: Things
) -> None:
    calendar, first = work_calendar(), date(2026, 1, 1)
    for number in range(365):
        things.owe(city.units["发改"].pk, first + timedelta(days=number), key=f"day:{number}", title=f"事项{number}")
    expected: dict[date, set[str]] = {}
    for number in range(20, 340):
        for day in days_told(first + timedelta(days=number), USUAL, calendar):
            expected.setdefault(day, set()).add(f"事项{number}")

    for offset in range(365):
        tell(at=at(first + timedelta(days=offset)))

    told = {
        one.day: {item["title"] for item in one.items} for one in Message.objects.filter(account__username="liaison")
    }
    assert all(calendar.is_working(day) for day in told)
    assert Message.objects.filter(account__username="liaison").count() == len(told)
    middle = {f"事项{number}" for number in range(20, 340)}
    assert {day: titles & middle for day, titles in told.items() if titles & middle} == expected
