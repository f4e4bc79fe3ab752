"""What the ladder proposes on a day: step by step, with its reason, never twice, and quiet when it should be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.rulebook.cases import LADDER, CaseState, Level, Trigger
from duban.rulebook.ladder import Fact, Past, Proposed, key_of, propose
from duban.rulebook.ladder_rules import STANDING
from duban.rulebook.working_days import WorkCalendar

CALENDAR = WorkCalendar(off=frozenset({date(2026, 4, 6)}), announced=frozenset({2026}))
DUE = date(2026, 4, 10)  # a Friday
MISSING = Fact(Trigger.REPORT_MISSING, 7, "report:41", DUE, "应于4月10日报送")
BEHIND = Fact(Trigger.BEHIND, 7, "task:12", date(2026, 4, 1), "落后时序进度18个百分点", task=12)


def _on(day: date, *facts: Fact, past: list[Past] | None = None) -> list[Proposed]:
    return propose(facts or (MISSING,), STANDING, past or [], CALENDAR, day)


def _served(level: Level, day: date, due: date | None, **more: object) -> Past:
    occasion = f"report_missing:report:41:{level}"
    told = Past(1, 7, "report:41", occasion, level, CaseState.SERVED, day, Trigger.REPORT_MISSING, day, due)
    return replace(told, **more)  # type: ignore[arg-type]


def test_the_first_step_is_a_reminder_with_its_reason() -> None:
    (found,) = _on(date(2026, 4, 13))

    assert (found.rule.level, found.occasion) == (Level.REMINDER, "report_missing:report:41:reminder")
    assert found.reason == "应于4月10日报送，逾期1个工作日"
    assert found.rule_words == "逾期未报送进展情况满1个工作日，提醒，2个工作日内反馈"
    assert found.raised_from is None


def test_whoever_was_never_reminded_is_reminded_first_however_late() -> None:
    (found,) = _on(date(2026, 5, 20))

    assert found.rule.level is Level.REMINDER


def test_on_the_due_day_itself_nothing_is_proposed() -> None:
    assert _on(DUE) == []


@pytest.mark.parametrize("day", [date(2026, 4, 11), date(2026, 4, 12)])
def test_a_day_off_is_quiet(day: date) -> None:
    assert _on(day) == []


def test_after_the_reminder_the_office_waits() -> None:
    reminded = _served(Level.REMINDER, date(2026, 4, 13), date(2026, 4, 15))

    assert _on(date(2026, 4, 14), past=[reminded]) == []
    assert _on(date(2026, 4, 15), past=[reminded]) == []
    (found,) = _on(date(2026, 4, 16), past=[reminded])
    assert found.rule.level is Level.URGING
    assert found.reason == "应于4月10日报送，逾期4个工作日；4月13日已提醒，逾期未反馈"
    assert found.raised_from == 1


def test_the_waiting_time_holds_where_the_answer_was_due_sooner() -> None:
    reminded = _served(Level.REMINDER, date(2026, 4, 13), date(2026, 4, 13))

    assert propose([MISSING], STANDING, [reminded], CALENDAR, date(2026, 4, 16), waits=4) == []
    assert len(propose([MISSING], STANDING, [reminded], CALENDAR, date(2026, 4, 17), waits=4)) == 1


@pytest.mark.parametrize("state", [CaseState.PROPOSED, CaseState.SUBMITTED, CaseState.DRAFTED, CaseState.ANSWERED])
def test_nothing_is_added_while_a_case_waits_for_somebody(state: CaseState) -> None:
    waiting = _served(Level.REMINDER, date(2026, 4, 13), date(2026, 4, 13), state=state)

    assert _on(date(2026, 5, 20), past=[waiting]) == []


def test_a_stopped_clock_is_no_silence() -> None:
    stopped = _served(Level.REMINDER, date(2026, 4, 13), date.max)

    assert _on(date(2026, 5, 20), past=[stopped]) == []


def test_what_was_decided_against_comes_back_only_when_it_grew_graver() -> None:
    closed = {"served_on": None, "due_on": None, "state": CaseState.DISMISSED}
    dismissed = _served(Level.REMINDER, date(2026, 4, 13), None, closed_on=date(2026, 4, 13), **closed)
    late = _served(Level.REMINDER, date(2026, 4, 24), None, closed_on=date(2026, 4, 24), **closed)

    assert _on(date(2026, 4, 14), past=[dismissed]) == []
    (found,) = _on(date(2026, 4, 15), past=[dismissed])
    assert found.rule.level is Level.URGING
    assert _on(date(2026, 5, 20), past=[late]) == []  # all of it applied when it was decided


def test_behind_that_became_severe_is_graver_than_what_was_decided() -> None:
    dismissed = Past(
        3,
        7,
        "task:12",
        "behind:task:12:urging",
        Level.URGING,
        CaseState.DISMISSED,
        date(2026, 4, 13),
        Trigger.BEHIND,
        closed_on=date(2026, 4, 13),
    )
    severe = replace(BEHIND, trigger=Trigger.SEVERELY_BEHIND)

    assert _on(date(2026, 4, 20), BEHIND, past=[dismissed]) == []
    (found,) = _on(date(2026, 4, 20), severe, past=[dismissed])
    assert found.rule.level is Level.URGING
    assert found.reason == "落后时序进度18个百分点，已持续12个工作日"


def test_an_end_begins_the_count_anew() -> None:
    ended = _served(
        Level.REMINDER, date(2026, 4, 13), date(2026, 4, 15), state=CaseState.ENDED, closed_on=date(2026, 4, 16)
    )

    assert _on(date(2026, 4, 20), past=[ended]) == []
    (found,) = _on(date(2026, 4, 21), past=[ended])
    assert (found.rule.level, found.raised_from) == (Level.URGING, None)


def test_a_fact_that_came_again_is_a_new_occasion() -> None:
    ended = _served(
        Level.REMINDER, date(2026, 3, 2), date(2026, 3, 4), state=CaseState.ENDED, closed_on=date(2026, 3, 5)
    )
    (found,) = _on(date(2026, 4, 13), past=[ended])

    assert found.occasion == "report_missing:report:41:reminder:2"
    assert found.reason == "应于4月10日报送，逾期1个工作日"


def test_returns_count_by_how_often() -> None:
    returned = Fact(Trigger.REPORT_RETURNED, 7, "report:41", date(2026, 4, 13), "已被退回3次", times=3)
    (found,) = _on(date(2026, 4, 13), returned)

    assert (found.rule.level, found.reason) == (Level.NOTICE, "已被退回3次")
    assert _on(date(2026, 4, 13), replace(returned, times=1)) == []


def test_of_two_facts_about_one_thing_one_is_proposed() -> None:
    silent = Fact(Trigger.CASE_UNANSWERED, 7, "report:41", date(2026, 4, 15), "督办件应于4月15日反馈")
    reminded = _served(Level.REMINDER, date(2026, 4, 13), date(2026, 4, 15))
    (found,) = _on(date(2026, 4, 16), MISSING, silent, past=[reminded])

    assert found.fact.trigger is Trigger.REPORT_MISSING


def test_an_office_without_rules_is_left_in_peace() -> None:
    assert propose([MISSING], [], [], CALENDAR, date(2026, 4, 20)) == []


def test_the_key_is_read_back_from_the_occasion() -> None:
    (found,) = _on(date(2026, 4, 13))

    assert key_of(found.occasion) == MISSING.key
    assert key_of("") == ""


DAYS = st.integers(0, 150).map(lambda days: date(2026, 3, 2) + timedelta(days=days))
FACTS = st.lists(
    st.builds(
        Fact,
        trigger=st.sampled_from(Trigger),
        unit=st.integers(1, 3),
        key=st.sampled_from(["report:1", "task:2", "case:3"]),
        since=DAYS,
        words=st.just("事实"),
        times=st.integers(1, 4),
    ),
    max_size=8,
)


def _as_past(found: list[Proposed], day: date, start: int = 1) -> list[Past]:
    return [
        Past(
            start + at,
            one.fact.unit,
            one.fact.key,
            one.occasion,
            one.rule.level,
            CaseState.PROPOSED,
            day,
            one.fact.trigger,
        )
        for at, one in enumerate(found)
    ]


@given(FACTS, DAYS)
def test_the_same_facts_in_any_order_give_the_same(facts: list[Fact], day: date) -> None:
    assert {one.occasion for one in propose(facts, STANDING, [], CALENDAR, day)} == {
        one.occasion for one in propose(facts[::-1], STANDING, [], CALENDAR, day)
    }


@given(FACTS, DAYS, st.integers(0, 60))
def test_what_waits_for_a_decision_is_never_proposed_again(facts: list[Fact], day: date, later: int) -> None:
    past = _as_past(propose(facts, STANDING, [], CALENDAR, day), day)
    again = propose(facts, STANDING, past, CALENDAR, day + timedelta(days=later))

    assert not {(one.fact.unit, one.fact.key) for one in again} & {(one.unit, one.key) for one in past}


@given(FACTS, DAYS, st.integers(0, 60))
def test_waiting_longer_proposes_nothing_milder(facts: list[Fact], day: date, later: int) -> None:
    rank = {level: at for at, level in enumerate(LADDER)}
    then = CALENDAR.on_or_after(day + timedelta(days=later))
    now = {(one.fact.unit, one.fact.key): rank[one.rule.level] for one in propose(facts, STANDING, [], CALENDAR, day)}
    after = {
        (one.fact.unit, one.fact.key): rank[one.rule.level] for one in propose(facts, STANDING, [], CALENDAR, then)
    }

    assert all(after[at] >= level for at, level in now.items())


@given(FACTS, st.integers(0, 100))
def test_a_year_of_silence_climbs_one_step_at_a_time(facts: list[Fact], start: int) -> None:
    """Every proposal served at once and never answered: no occasion twice, no step back, nothing on a day off."""
    history: list[Past] = []
    for ahead in range(60):
        day = date(2026, 3, 2) + timedelta(days=start + ahead)
        found = propose(facts, STANDING, history, CALENDAR, day)
        assert CALENDAR.is_working(day) or not found
        for one in _as_past(found, day, len(history) + 1):
            same = [old for old in history if (old.unit, old.key) == (one.unit, one.key)]
            assert one.occasion not in {old.occasion for old in same}
            assert all(LADDER.index(old.level) < LADDER.index(one.level) for old in same)
            history.append(
                replace(one, state=CaseState.SERVED, served_on=day, due_on=CALENDAR.add_working_days(day, 2))
            )
