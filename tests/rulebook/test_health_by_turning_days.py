"""The word of a day follows from the days on which it turns, exactly as if the facts were asked on each day."""

from __future__ import annotations

import json
from datetime import date, timedelta

from hypothesis import given, settings

from duban.rulebook.health import LABELS, Health, Turning, is_severe, word, worst
from duban.rulebook.judging import judge, turning
from duban.rulebook.judging_basis import as_basis, from_basis
from duban.rulebook.judging_words import reason
from duban.rulebook.pace_facts import Facts
from duban.rulebook.working_days import WorkCalendar
from pace_cases import DAYS, any_facts

TWO_YEARS = [date(2025, 12, 1) + timedelta(days=number) for number in range(731)]


@given(any_facts())
@settings(max_examples=60, deadline=None)
def test_on_every_day_of_two_years_the_turning_days_say_what_the_facts_say(facts: Facts) -> None:
    turns = turning(facts)

    said = [(word(turns, day), is_severe(turns, day)) for day in TWO_YEARS]

    assert said == [(one.health, one.is_severe) for one in (judge(facts, day) for day in TWO_YEARS)]


@given(any_facts())
@settings(deadline=None)
def test_what_is_kept_can_be_read_again(facts: Facts) -> None:
    assert from_basis(json.loads(json.dumps(as_basis(facts)))) == facts


@given(any_facts(), DAYS)
@settings(deadline=None)
def test_every_judgement_has_a_reason(facts: Facts, day: date) -> None:
    words = reason(facts, day, WorkCalendar())

    assert words
    assert "None" not in words


def test_the_first_word_that_applies_is_said() -> None:
    day = date(2026, 6, 1)
    everything = {
        "done_on": day,
        "overdue_from": day,
        "behind_from": day,
        "severe_from": day,
        "ahead_until": day,
        "started": True,
    }
    said = []
    for name in list(everything):
        said.append(word(Turning(**everything), day))
        del everything[name]
    said.append(word(Turning(**everything), day))

    assert said == [
        Health.DONE,
        Health.OVERDUE,
        Health.BEHIND,
        Health.AHEAD,
        Health.AHEAD,
        Health.ON_PACE,
        Health.NOT_STARTED,
    ]


def test_a_word_turns_at_midnight_of_its_day() -> None:
    turns = Turning(overdue_from=date(2027, 1, 1), behind_from=date(2026, 7, 11), started=True)

    assert word(turns, date(2026, 7, 10)) is Health.ON_PACE
    assert word(turns, date(2026, 7, 11)) is Health.BEHIND
    assert word(turns, date(2026, 12, 31)) is Health.BEHIND
    assert word(turns, date(2027, 1, 1)) is Health.OVERDUE


def test_only_what_is_behind_is_severely_behind() -> None:
    day = date(2026, 7, 11)

    assert is_severe(Turning(behind_from=day, severe_from=day), day)
    assert not is_severe(Turning(behind_from=day, severe_from=day, overdue_from=day), day)
    assert not is_severe(Turning(behind_from=day), day)


def test_every_word_has_its_label_and_place() -> None:
    assert set(LABELS) == set(Health)
    assert worst(Health) is Health.OVERDUE
    assert worst([]) is Health.DONE
