"""督查 by the regulation: terms of objection and decision, standing aside, designation, what of a plan was widened."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.rulebook.inspection_plans import LABELS, differences, widened
from duban.rulebook.inspections import (
    CATEGORIES,
    FORMS,
    METHODS,
    PROPOSAL_KINDS,
    Category,
    ConclusionState,
    Form,
    Method,
    ProposalKind,
    check_designated,
    check_in_time,
    check_stands_aside,
    decision_until,
    final_from,
    objection_until,
    standing_of_conclusion,
)
from duban.rulebook.refusals import Conflict, NotAllowed

RECEIVED = date(2026, 4, 16)
APPROVED = {
    "title": "开工专项督查",
    "units": ["发展和改革局", "财政局"],
    "scope": "第一批项目",
    "begins": "2026-04-15",
    "ends": "2026-04-24",
    "members": ["督小青（组长）"],
}


@pytest.mark.parametrize(
    ("kinds", "words"),
    [(Category, CATEGORIES), (Form, FORMS), (Method, METHODS), (ProposalKind, PROPOSAL_KINDS)],
)
def test_every_kind_has_its_words(kinds: type, words: dict) -> None:
    assert list(words) == list(kinds)
    assert len(set(words.values())) == len(words)


def test_the_day_of_receipt_does_not_count() -> None:
    assert objection_until(RECEIVED) == date(2026, 5, 16)
    assert decision_until(date(2026, 5, 16)) == date(2026, 6, 15)


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_one_may_object_until_the_day_before_it_is_final(received: date, days: int) -> None:
    filed = date.fromordinal(received.toordinal() + days)
    is_final = standing_of_conclusion(ConclusionState.RECEIVED, received, filed) is ConclusionState.FINAL
    try:
        check_in_time(received, filed)
    except Conflict:
        assert is_final
    else:
        assert not is_final


def test_after_the_term_it_is_refused_with_its_last_day() -> None:
    with pytest.raises(Conflict, match="5月16日届满"):
        check_in_time(RECEIVED, date(2026, 5, 17))


@pytest.mark.parametrize("state", [one for one in ConclusionState if one is not ConclusionState.RECEIVED])
def test_time_makes_only_a_received_conclusion_final(state: ConclusionState) -> None:
    assert standing_of_conclusion(state, RECEIVED, final_from(RECEIVED)) is state


@pytest.mark.parametrize(
    ("account", "name", "stands_aside"),
    [(1, "督小青", True), (2, "沈临川", False), (3, "专家甲", True), (None, "系统", False)],
)
def test_who_took_part_stands_aside(account: int | None, name: str, stands_aside: bool) -> None:
    took_part, names = {1}, {"专家甲"}
    if stands_aside:
        with pytest.raises(NotAllowed, match="第十七条应当回避"):
            check_stands_aside(account, took_part, name=name, names=names)
    else:
        check_stands_aside(account, took_part, name=name, names=names)


@pytest.mark.parametrize(
    ("begins", "ends", "is_within"),
    [
        (date(2026, 3, 1), date(2026, 6, 30), True),
        (date(2026, 2, 28), date(2026, 3, 10), False),
        (date(2026, 6, 25), date(2026, 7, 1), False),
    ],
)
def test_a_department_supervises_only_within_its_period(begins: date, ends: date, is_within: bool) -> None:
    period = (date(2026, 3, 1), date(2026, 7, 1))
    if is_within:
        check_designated("资金拨付", *period, begins, ends)
    else:
        with pytest.raises(Conflict, match="2026年3月1日至2026年6月30日，督查时间超出授权期限"):
            check_designated("资金拨付", *period, begins, ends)


def test_what_was_not_approved_yet_differs_from_nothing() -> None:
    assert differences({}, APPROVED) == []
    assert widened({}, APPROVED) == []


@pytest.mark.parametrize(
    ("change", "labels", "reaches"),
    [
        ({"units": ["发展和改革局", "财政局", "文旅局"]}, ["督查对象"], ["增加督查对象：文旅局"]),
        ({"units": ["财政局"]}, ["督查对象"], []),
        ({"scope": "全部项目"}, ["督查范围"], ["变更督查范围"]),
        ({"ends": "2026-05-08"}, ["结束日期"], ["延长督查时间"]),
        ({"ends": "2026-04-20"}, ["结束日期"], []),
        ({"members": ["顾清源（组长）"]}, ["督查组"], []),
    ],
)
def test_the_difference_is_told_and_what_was_widened(change: dict, labels: list[str], reaches: list[str]) -> None:
    now = APPROVED | change

    assert [one.label for one in differences(APPROVED, now)] == labels
    assert widened(APPROVED, now) == reaches


def test_days_are_told_as_people_write_them() -> None:
    found = differences(APPROVED, APPROVED | {"ends": "2026-05-08"})

    assert (found[0].before, found[0].after) == ("2026年4月24日", "2026年5月8日")


def test_what_came_and_what_went_are_told_apart() -> None:
    found = differences(APPROVED, APPROVED | {"units": ["财政局", "文旅局"]})[0]

    assert (found.added, found.gone) == (("文旅局",), ("发展和改革局",))


def test_every_part_of_a_plan_has_its_words() -> None:
    assert set(APPROVED) < set(LABELS)
