"""Between a day that passes and the report that says how it was: nobody is late before the fact can be known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from duban.rulebook.health import Health
from duban.rulebook.judging import judge
from duban.rulebook.judging_words import reason
from duban.rulebook.pace_facts import Facts, Figure, Step
from duban.rulebook.targets import TargetKind
from duban.rulebook.working_days import WorkCalendar
from pace_cases import DUES, YEAR_END, aim, facts, figure

NEW_YEAR, JANUARY = date(2027, 1, 1), date(2027, 1, 10)
THROUGH_JANUARY = (*DUES, JANUARY)
OCTOBER = DUES[-1]
MARCH_END = date(2026, 3, 31)


def level(value: int, on: date = OCTOBER, due: date = OCTOBER, dues: tuple[date, ...] = DUES) -> Facts:
    return facts(aim(TargetKind.LEVEL, figure=figure(value, on=on, due=due, sequence=3)), dues=dues)


def words(known: Facts, *days: date) -> list[Health]:
    return [judge(known, day).health for day in days]


@pytest.mark.parametrize("kind", [TargetKind.LEVEL, TargetKind.GROWTH])
def test_a_level_reported_in_the_last_round_is_held_from_its_day(kind: TargetKind) -> None:
    known = facts(aim(kind, figure=figure(100, on=OCTOBER, due=OCTOBER, sequence=3)))

    assert words(known, date(2026, 12, 30), YEAR_END, NEW_YEAR) == [Health.ON_PACE, Health.DONE, Health.DONE]


def test_a_level_below_in_the_last_round_is_overdue_after_its_day() -> None:
    assert words(level(99), YEAR_END, NEW_YEAR) == [Health.BEHIND, Health.OVERDUE]


def test_a_level_of_an_earlier_round_settles_nothing() -> None:
    assert words(level(100, on=DUES[1], due=DUES[1]), YEAR_END, NEW_YEAR) == [Health.ON_PACE, Health.OVERDUE]


@pytest.mark.parametrize(("value", "meanwhile"), [(100, Health.ON_PACE), (99, Health.BEHIND)])
def test_until_the_years_figure_is_asked_a_level_is_not_overdue(value: int, meanwhile: Health) -> None:
    known = level(value, dues=THROUGH_JANUARY)

    assert words(known, NEW_YEAR, JANUARY, date(2027, 1, 11)) == [meanwhile, meanwhile, Health.OVERDUE]
    assert reason(known, NEW_YEAR, WorkCalendar()).endswith("；2026年12月31日到期，以1月10日前报送的数据为准")
    assert "为准" not in reason(known, YEAR_END, WorkCalendar())
    assert "为准" not in reason(known, date(2027, 1, 11), WorkCalendar())


def test_the_years_figure_settles_a_level() -> None:
    filed = date(2027, 1, 8)

    assert words(level(100, filed, JANUARY, THROUGH_JANUARY), filed) == [Health.DONE]
    assert words(level(99, filed, JANUARY, THROUGH_JANUARY), NEW_YEAR, filed) == [Health.OVERDUE, Health.OVERDUE]


def test_the_years_figure_filed_before_its_end_counts_from_its_end() -> None:
    early = date(2026, 12, 28)

    assert words(level(100, early, JANUARY, THROUGH_JANUARY), early, YEAR_END) == [Health.ON_PACE, Health.DONE]


def test_a_sum_not_reached_does_not_wait_for_the_level_beside_it() -> None:
    both = (*level(100, dues=THROUGH_JANUARY).aims, aim(figure=figure(90, on=OCTOBER, due=OCTOBER)))

    assert words(facts(*both, dues=THROUGH_JANUARY), NEW_YEAR) == [Health.OVERDUE]


def test_an_open_step_does_not_wait_for_the_level_beside_it() -> None:
    known = facts(*level(100).aims, dues=THROUGH_JANUARY, open_steps=(Step("主体封顶", MARCH_END),))

    assert words(known, NEW_YEAR) == [Health.OVERDUE]


def step_of_a_sum(told: Figure | None, dues: tuple[date, ...] = DUES) -> Facts:
    whole = aim(figure=told, steps=((MARCH_END, Decimal(20)),))
    return facts(whole, dues=dues, open_steps=(Step("第一批开工", MARCH_END, aim=0),))


def late_on(known: Facts, *days: date) -> list[bool]:
    return [bool(judge(known, day).late_steps) for day in days]


APRIL_1, APRIL_8, APRIL_10, APRIL_11 = (date(2026, 4, day) for day in (1, 8, 10, 11))


def test_a_step_with_a_figure_is_judged_when_the_next_report_is_due() -> None:
    known = step_of_a_sum(None)

    assert words(known, APRIL_1, APRIL_10, APRIL_11) == [Health.NOT_STARTED, Health.NOT_STARTED, Health.BEHIND]
    assert late_on(known, APRIL_10, APRIL_11) == [False, True]


def test_a_step_with_a_figure_is_late_once_a_report_says_less() -> None:
    assert late_on(step_of_a_sum(figure(19, on=APRIL_8)), date(2026, 4, 7), APRIL_8) == [False, True]


def test_a_report_before_the_steps_day_leaves_it_until_that_day() -> None:
    assert late_on(step_of_a_sum(figure(19, on=date(2026, 3, 25))), MARCH_END, APRIL_1) == [False, True]


def test_the_figure_of_an_earlier_round_says_nothing_of_the_step() -> None:
    february = date(2026, 2, 10)
    known = step_of_a_sum(figure(19, on=february, due=february), dues=(february, *DUES))

    assert late_on(known, APRIL_10, APRIL_11) == [False, True]


def test_a_step_after_the_last_round_and_one_without_a_figure_are_late_the_day_after() -> None:
    assert late_on(step_of_a_sum(None, dues=()), MARCH_END, APRIL_1) == [False, True]
    plain = facts(aim(), open_steps=(Step("第一批开工", MARCH_END),))
    assert late_on(plain, MARCH_END, APRIL_1) == [False, True]
