"""A whole year of a real plan, from its issue to New Year's Day, through the actions alone, the clock as argument."""

from __future__ import annotations

from datetime import date, datetime
from itertools import chain

import pytest
from year_actors import CHINA
from year_diary import SUCCESSOR
from year_expected import HEALTH, WORDS
from year_lived import Seen

pytestmark = pytest.mark.django_db  # the database is made for tests that say so
ROUNDS = {  # owed, filed, late, missing, returned; 284 pairs of task and lead unit in March
    # not filed: 10 of 林业局; 2 of 统计局, 1 of 医疗保障局 and task 130 of 人社: never. The day is not over.
    (date(2024, 4, 8), 1): (284, 270, 0, 0, 0),
    (date(2024, 4, 11), 1): (284, 270, 0, 14, 5),  # the day is over; 公安局 has 5 back
    (date(2024, 4, 16), 1): (284, 280, 10, 4, 5),
    (date(2024, 7, 9), 2): (283, 270, 0, 0, 0),  # 28 is terminated; 9 of 教育局 and the same 4 are not there
    (date(2024, 7, 11), 2): (283, 270, 0, 13, 0),
    (date(2024, 7, 16), 2): (283, 279, 9, 4, 0),
    (date(2024, 8, 16), 2): (283, 280, 10, 3, 0),  # opened again: one of 统计局's two, late for ever
    # 55 is closed: 282 owed; after the merger one unit leads 143 where there were two: 281
    (date(2024, 9, 20), 3): (281, 0, 0, 0, 0),
    (date(2024, 10, 11), 3): (281, 272, 0, 9, 7),  # 7 of 水务局, 医疗保障局 and 130; 司法局 has 7 back
    (date(2024, 10, 17), 3): (281, 279, 7, 2, 7),  # 55 is open again, and not asked after the day
    (date(2024, 11, 9), 4): (282, 270, 0, 0, 0),  # 55 is asked; 10 of 林业局 and the 2 are not there
    (date(2024, 11, 18), 4): (282, 280, 10, 2, 0),
    (date(2024, 12, 31), 5): (282, 279, 5, 3, 2),  # 55 is missing too; 信访局 never mended its 2
    (date(2024, 12, 31), 1): (284, 280, 10, 4, 5),  # and the first round is what it was
}
UNITS = {  # five units, round by round
    "发展和改革局": [(31, 31, 0, 0, 0)] * 5,
    "林业局": [(10, 10, 10, 0, 0), (10, 10, 0, 0, 0), (10, 10, 0, 0, 0), (10, 10, 10, 0, 0), (10, 10, 0, 0, 0)],
    "公安局": [(5, 5, 0, 0, 5)] + [(5, 5, 0, 0, 0)] * 4,
    "统计局": [(2, 0, 0, 2, 0), (2, 1, 1, 1, 0)] + [(2, 2, 0, 0, 0)] * 3,
    "卫生健康局": [(8, 8, 0, 0, 0)] * 2 + [(10, 10, 0, 0, 0)] * 3,  # with 20 and 53 of the unit that joined it
    "中医药局": [(3, 3, 0, 0, 0)] * 2 + [(0, 0, 0, 0, 0)] * 3,
}
_TO_COME = {f"报送进展情况 {day}": 1 for day in ("07-10", "10-10", "11-10", "12-10")}
_LATER = {f"报送进展情况 {day}": 1 for day in ("11-10", "12-10")}
_ASKED = _TO_COME | {"报送进展情况 04-10": 1, "签收任务 03-08": 1}
_APRIL = _TO_COME | {"报送进展情况 04-10": 6, "节点 12-20": 6}
_AUTUMN = _LATER | {"报送进展情况 10-10": 6, "节点 12-20": 6}
_NEVER = {"报送落实方案 03-11": 1}  # of task 130
_AUTUMN_OF_LABOUR = _LATER | _NEVER | {"报送进展情况 10-10": 10, "节点 12-20": 9}
OWED = {
    (date(2024, 2, 29), "财政局"): {},
    (date(2024, 2, 29), "人力资源社会保障局"): {},
    (date(2024, 3, 1), "财政局"): _ASKED | {"报送落实方案 03-11": 6},
    (date(2024, 3, 1), "人力资源社会保障局"): _ASKED | {"报送落实方案 03-11": 10},
    (date(2024, 4, 4), "财政局"): _APRIL,
    (date(2024, 4, 7), "财政局"): _APRIL,
    (date(2024, 4, 7), "人力资源社会保障局"): _TO_COME | _NEVER | {"报送进展情况 04-10": 10, "节点 12-20": 9},
    (date(2024, 9, 29), "财政局"): _AUTUMN,
    (date(2024, 9, 29), "人力资源社会保障局"): _AUTUMN_OF_LABOUR,
    (date(2024, 10, 3), "财政局"): _AUTUMN,
    (date(2024, 10, 3), "人力资源社会保障局"): _AUTUMN_OF_LABOUR,
    (date(2024, 12, 31), "财政局"): {},
    (date(2024, 12, 31), "人力资源社会保障局"): _NEVER,
    (date(2025, 1, 1), "财政局"): {},
    (date(2025, 1, 1), "人力资源社会保障局"): _NEVER,
}


def _days(*months: tuple[int, tuple[int, ...]]) -> list[date]:
    return [date(2024, month, day) for month, days in months for day in days]


# Three working days before, one before, on the day, one and three after; at half past eight, so also on the day it
# is filed. 11-10 is a Sunday: told on the 8th. 04-07 and 09-29 are Sundays that are worked, 10-12 such a Saturday.
_USUAL = _days((3, (6, 8)), (4, (7,)), (7, (5,)), (9, (30,)), (11, (5, 7, 8)), (12, (5,)))
_ROUNDS_MISSED = _days(
    (4, (7, 9, 10, 11, 15)),
    (7, (5, 9, 10, 11, 15)),
    (9, (30,)),
    (10, (9, 10, 11, 14)),
    (11, (5, 7, 8, 11, 13)),
    (12, (5, 9, 10, 11, 13)),
)
_STEPS_OF_8 = _days((3, (26, 28, 29)), (4, (1, 3)), (6, (25, 27, 28)), (7, (1, 3)), (9, (26, 29, 30)), (10, (8,)))
TOLD = {
    "office": _USUAL,
    "county_office": _USUAL,
    "finance": _USUAL + _days((3, (14,))),  # a plan returned until 15 March
    "liaison": sorted({*_USUAL, *_STEPS_OF_8}),
    "unit_head": sorted({*_USUAL, *_STEPS_OF_8}),
    "labour": _days((3, (6, 8, 11, 12, 14))) + _ROUNDS_MISSED,
    "insurance": _days((3, (5, 6, 7, 8, 11, 12, 13, 14))) + _ROUNDS_MISSED,
    "forestry": _USUAL + _days((3, (5, 7, 11, 12)), (4, (9, 10, 11)), (11, (11,))),  # late in March, April, November
}


def test_how_the_tasks_stand_is_right_on_every_evening(seen: Seen) -> None:
    assert {day: dict(found) for day, found in seen.health.items()} == {
        day: expected for day, expected in HEALTH.items() if expected
    }


def test_database_and_pages_say_the_same_of_every_task(seen: Seen) -> None:
    assert seen.by_page == seen.health


def test_every_word_comes_with_its_reason(seen: Seen) -> None:
    assert seen.words == WORDS


def test_rounds_open_fifteen_working_days_before_their_day(seen: Seen) -> None:
    assert seen.rounds.keys() >= ROUNDS.keys()
    assert {sequence for _, sequence in seen.rounds} == {1, 2, 3, 4, 5}
    assert seen.opened == {
        1: date(2024, 3, 19),
        2: date(2024, 6, 19),
        3: date(2024, 9, 12),
        4: date(2024, 10, 21),
        5: date(2024, 11, 19),
    }


def test_what_came_late_never_or_back_is_counted(seen: Seen) -> None:
    assert {key: seen.rounds[key] for key in ROUNDS} == ROUNDS


def test_each_unit_has_its_own_counts(seen: Seen) -> None:
    nothing = (0, 0, 0, 0, 0)
    found = {unit: [seen.units.get((at, f"青泽市{unit}"), nothing) for at in range(1, 6)] for unit in UNITS}

    assert found == UNITS


def test_receipts_and_implementation_plans_that_are_late_are_seen(seen: Seen) -> None:
    assert seen.late_receipts[date(2024, 3, 1)] == []
    assert seen.late_receipts[date(2024, 3, 16)] == ["青泽市医疗保障局"]
    assert seen.plans == {"on_time": 272, "late": 10, "missing": 2, "returned": 1}  # 284


def test_what_two_units_owe_is_right_on_seven_days(seen: Seen) -> None:
    assert {key: seen.owed[key] for key in OWED} == OWED


def test_an_answer_to_an_instruction_is_not_owed_while_its_clock_stands_still(seen: Seen) -> None:
    answers = {
        day.isoformat()[5:]: [what for what in owed if what.startswith("办理批示")]
        for (day, unit), owed in seen.owed.items()
        if unit == "交通运输局" and date(2024, 9, 20) < day < date(2024, 10, 20)
    }

    # five working days from 26 September: 27, 29, 30, then 8 and 9 October; two were left on the 30th and on the 10th
    assert answers == {"09-29": ["办理批示 10-09"], "10-03": [], "10-09": [], "10-11": ["办理批示 10-12"], "10-17": []}
    assert seen.clock[0] == datetime(2024, 10, 9, 18, tzinfo=CHINA)
    assert seen.clock[-1] == datetime(2024, 10, 12, 18, tzinfo=CHINA)


def test_each_person_is_told_once_on_the_days_that_count(seen: Seen) -> None:
    assert {who: sorted(days) for who, days in seen.told.items()} == {who: sorted(days) for who, days in TOLD.items()}


def test_nobody_is_told_twice_on_a_day_or_of_what_is_done(seen: Seen) -> None:
    assert all(len(days) == len(set(days)) for days in seen.told.values())
    assert len(list(chain.from_iterable(seen.told.values()))) == 9 + 9 + 10 + 22 + 22 + 30 + 33 + 17
    assert seen.told_of_done == []


def test_a_draft_goes_along_when_its_unit_is_merged(seen: Seen) -> None:
    assert seen.draft == ("青泽市卫生健康局", "draft", "大会筹备方案已报审。")


def test_the_page_names_who_answered_before_and_after(seen: Seen) -> None:
    (before, since), (after, then) = seen.answered

    assert (since, then, after) == (date(2024, 3, 1), date(2024, 6, 1), SUCCESSOR)
    assert before != SUCCESSOR


def test_a_request_after_the_day_is_kept_as_late_and_the_first_day_of_one_granted(seen: Seen) -> None:
    assert seen.late_request == (True, "refused")
    assert seen.dates == (date(2024, 12, 31), date(2025, 3, 31))


def test_what_went_wrong_stays_said(seen: Seen) -> None:
    assert seen.misses == {"8": [], "55": ["漏报1次", "第4轮滞后"], "109": ["迟报2次"], "130": ["漏报5次"]}


def test_the_history_of_a_task_reads_from_first_to_last(seen: Seen) -> None:
    verbs = [verb for verb in seen.histories["55"] if not verb.startswith("receipt.")]

    assert verbs == [
        "task.adopted",
        "plan.issued",
        "implementation_plan.begun",
        "implementation_plan.submitted",
        "implementation_plan.accepted",
        *["report.submitted", "report.accepted"] * 2,
        "closure.asked",
        "closure.accepted",
        "closure.reopened",
        "report.submitted",
        "report.accepted",
        "milestone.finished",
    ]


def test_the_record_is_whole(seen: Seen) -> None:
    assert seen.faults == 0
