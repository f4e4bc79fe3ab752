"""The year of the real plan with the office at its desk: what is proposed, done, written up, objected to, by day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from year_bulletins import CORRECTED, KEYS, WRITTEN
from year_ladder_expected import PROPOSED, REASONS
from year_supervision import Followed

pytestmark = pytest.mark.django_db  # the database is made for tests that say so
WORKED = {date(2024, *day) for day in ((2, 4), (2, 18), (4, 7), (4, 28), (5, 11), (9, 14), (9, 29), (10, 12))}
OFF = [  # first and last day, of weekdays and weekends alike
    ((2024, 1, 1), (2024, 1, 1)),
    ((2024, 2, 10), (2024, 2, 17)),
    ((2024, 4, 4), (2024, 4, 6)),
    ((2024, 5, 1), (2024, 5, 5)),
    ((2024, 6, 8), (2024, 6, 10)),
    ((2024, 9, 15), (2024, 9, 17)),
    ((2024, 10, 1), (2024, 10, 7)),
    ((2025, 1, 1), (2025, 1, 1)),
]
# Each row in the order of KEYS: 任务总数, 已完成, 超前, 正常, 未启动, 滞后, 逾期, 严重滞后; 应报, 按时, 迟报, 漏报,
# 退回; 督办件, 反馈, 未反馈; 调整. The first two groups are those of the year without supervision (HEALTH, ROUNDS).
# Served until then: what PROPOSED says, without the 1 of 1 April, the 1 of 9 April, the 1 of 6 May, three of four on
# 26 July, two of three on 20 December: 12+2+1+1+3+14+2+4 = 39; +3+1+2+1+3+13+2+4+1 = 69; +1+1+2+1+1+2+9+2+7+1 = 96;
# +2+12+1+2 = 113; +1+9+5+2+1 = 131. Answered: 医疗保障局 in March, the interview, five of tasks: 7; then 3+1+2+1+3+2+1
# of tasks and steps, +9, +3, +2. On 20 December one 督办单 has just gone out.
FIGURES = {
    1: (175, 0, 1, 170, 0, 4, 0, 0, 284, 270, 10, 4, 5, 39, 7, 0, 0),
    2: (174, 1, 1, 168, 0, 4, 0, 0, 283, 270, 9, 4, 0, 69, 20, 0, 1),  # 28 was terminated: one adjustment
    3: (174, 1, 0, 169, 0, 4, 0, 1, 281, 272, 7, 2, 7, 96, 29, 0, 1),  # 89 is severely behind
    4: (174, 1, 0, 170, 0, 3, 0, 1, 282, 270, 10, 2, 0, 113, 32, 0, 1),  # 32 is
    5: (174, 168, 0, 3, 0, 3, 0, 0, 282, 274, 5, 3, 2, 131, 34, 1, 2),  # 32 was postponed
}
LATE = {1: "林业局", 2: "教育局", 3: "水务局", 4: "林业局", 5: "投资促进局"}
MISSING = {
    1: "人力资源社会保障局 统计局 医疗保障局",
    2: "人力资源社会保障局 统计局 医疗保障局",
    3: "人力资源社会保障局 医疗保障局",
    4: "人力资源社会保障局 医疗保障局",
    5: "工业和信息化局 人力资源社会保障局 医疗保障局",
}
ISSUED = {  # 青府办 in the order in which they were signed
    1: ("bulletin", "issued", WRITTEN[1]),
    2: ("bulletin", "issued", WRITTEN[2]),
    3: ("bulletin", "corrected", WRITTEN[3]),
    4: ("inspection", "issued", date(2024, 11, 1)),
    5: ("correction", "issued", CORRECTED),
    6: ("conclusion", "issued", date(2024, 11, 14)),
    7: ("conclusion", "issued", date(2024, 11, 14)),
    8: ("bulletin", "issued", WRITTEN[4]),
    9: ("bulletin", "issued", WRITTEN[5]),
    10: ("objection_decision", "issued", date(2024, 12, 23)),
}
OTHERS = {
    "青催〔2024〕1号": ("urging", "issued", date(2024, 3, 18)),
    "青督〔2024〕1号": ("notice", "issued", date(2024, 3, 22)),
    "青督〔2024〕2号": ("notice", "issued", date(2024, 7, 26)),
    "青督〔2024〕3号": ("notice", "issued", date(2024, 11, 7)),
    "青督〔2024〕4号": ("notice", "issued", date(2024, 12, 20)),
    "青府办函〔2024〕1号": ("interview", "issued", date(2024, 4, 7)),
    "青府办函〔2024〕2号": ("letter", "issued", date(2024, 8, 2)),
}
_EACH_ROUND = [("urging", "ended", "")]
_AT_THE_END = [("urging", "raised", ""), ("notice", "ended", "青督〔2024〕4号")]
LIVES = {  # what followed the reminders: step, how it ended, its document
    "医疗保障局": [  # urged for its plan; then in each round, in the second opened again
        ("urging", "ended", ""),
        ("notice", "dismissed", ""),
        *_EACH_ROUND * 2,
        ("notice", "dismissed", ""),
        *_EACH_ROUND * 2,
        *_AT_THE_END,
    ],
    "人力资源社会保障局": [
        ("urging", "raised", "青催〔2024〕1号"),
        ("notice", "raised", "青督〔2024〕1号"),
        ("interview", "ended", ""),
        *_EACH_ROUND,
        ("urging", "dismissed", ""),  # what it had promised for 30 April
        *_EACH_ROUND * 2,  # of task 130 itself, and the second round
        ("notice", "dismissed", ""),
        *_EACH_ROUND * 3,
        ("notice", "dismissed", ""),
    ],
    "统计局": [*_EACH_ROUND * 4, ("notice", "ended", "青督〔2024〕2号"), ("notice", "dismissed", "")],
}


def is_worked(day: date) -> bool:
    """By the calendars of 2024 and 2025, as the State Council published them."""
    if day in WORKED:
        return True
    return day.weekday() < 5 and not any(date(*first) <= day <= date(*last) for first, last in OFF)


def test_the_ladder_proposes_what_the_rules_say_on_every_day(followed: Followed) -> None:
    assert followed.proposed == PROPOSED


def test_every_proposal_says_why(followed: Followed) -> None:
    found = {key: sorted(set(followed.reasons[key])) for key in REASONS}

    assert found == {key: [words] for key, words in REASONS.items()}
    assert all(words for several in followed.reasons.values() for words in several)


def test_nothing_is_proposed_and_nobody_told_on_days_off(followed: Followed) -> None:
    assert {day for day in PROPOSED if day.weekday() >= 5} == {date(2024, 5, 11)}
    assert [day for day in followed.proposed if not is_worked(day)] == []
    assert len(followed.told_on) > 20
    assert [day for day in followed.told_on if not is_worked(day)] == []
    assert date(2024, 4, 7) in followed.told_on  # a Sunday that is worked


def test_who_does_not_answer_a_case_is_reminded_of_it(followed: Followed) -> None:
    """Three working days before the day, one before, on the day, one and three after; while the case is still its."""
    of_plan = [(3, 14), (3, 15), (3, 18), (3, 20), (3, 21), (3, 22)]  # due on the 15th, urged, due on the 21st
    of_notice = [(3, 26), (3, 28), (3, 29), (4, 1), (4, 3)]  # due on the 29th; then it is called in
    of_report = [(4, 12), (4, 15), (4, 16), (4, 18)]  # due on the 15th, urged, due on the 19th; over on the 18th
    expected = [date(2024, *day) for day in of_plan + of_notice + of_report]

    assert [day for day in followed.told_of_cases["labour"] if day < date(2024, 4, 19)] == expected


def test_three_units_climb_the_ladder_each_in_its_way(followed: Followed) -> None:
    assert followed.lives == LIVES


def test_nothing_stays_open_that_was_answered_or_is_over(followed: Followed) -> None:
    proposed = sum(sum(counts.values()) for counts in PROPOSED.values())
    dismissed = 1 + 1 + 1 + 3 + 2
    # raised: reminders that were urged, and urged ones that got a notice or were talked over
    raised = 2 + 1 + 1 + 4 + 4 + 2 + 2 + 3 + 2 + 1
    expected = {"dismissed": dismissed, "raised": raised, "ended": proposed - dismissed - raised}

    assert Counter(followed.states) == expected


def test_returned_once_it_ends_when_the_second_answer_is_good(followed: Followed) -> None:
    assert followed.found["returned"] == (1, [(False, False), (False, True)])
    assert followed.found["acknowledged"] is True  # the case and the copy of its document at the same moment


def test_an_interview_needs_a_leader_and_ends_when_its_promises_are_kept(followed: Followed) -> None:
    first, second = date(2024, 4, 19), date(2024, 4, 30)
    items = [(first, first, 0, "verified"), (second, date(2024, 5, 10), 1, "verified")]

    assert followed.found["interview"] == ("closed", "ended", items)
    assert followed.refused["interview_without_leader"] == "约谈须先呈领导批准"
    assert followed.refused["interview_by_office"] == "只有领导可以批准督办"
    assert "2 项承诺没有核查通过" in followed.refused["interview_unsettled"]


def test_each_bulletin_tells_the_counts_of_its_round(followed: Followed) -> None:
    found = {sequence: followed.found[f"figures_{sequence}"] for sequence in WRITTEN}

    assert len(KEYS) == len(FIGURES[1])
    assert found == FIGURES


def test_each_bulletin_names_who_was_late_or_silent(followed: Followed) -> None:
    for sequence in WRITTEN:
        late, missing = followed.found[f"late_{sequence}"]
        text = followed.found[f"text_{sequence}"]
        assert late == f"青泽市{LATE[sequence]}"
        assert [unit for unit in MISSING[sequence].split() if unit not in missing] == []
        assert missing.count("青泽市") == len(MISSING[sequence].split())
        assert f"迟报的有{late}；漏报的有{missing}。" in text
        assert "{" not in text
        assert text.count("“") == text.count("”")  # also where the words of a task are cut


def test_the_words_of_a_bulletin_agree_with_its_figures(followed: Followed) -> None:
    first, third = followed.found["text_1"], followed.found["text_3"]

    # 170/175 = 97.14 %, 4/175 = 2.29 %
    assert "共有任务175项：超前1项（占0.6%）、正常170项（占97.1%）、滞后4项（占2.3%）" in first
    assert "应报送进展情况284项，按时270项、迟报10项、漏报4项" in first
    assert "发出督办件39件，已反馈7件。" in first
    assert "其中严重滞后1项。与第二轮通报相比，已完成任务持平，未达序时任务持平。" in third
    assert "发出督办件131件，已反馈34件，尚未反馈1件。" in followed.found["text_5"]


def test_each_bulletin_is_read_back_as_it_was_written(followed: Followed) -> None:
    for sequence, day in WRITTEN.items():
        read = followed.found[f"read_{sequence}"]
        assert read["title"][0] == read["title"][1]
        assert read["number"][0] == read["number"][1]
        assert read["issued_on"] == day
        assert read["headings"] == read["expected"]
        assert len(read["headings"]) == 6


def test_each_bulletin_is_acknowledged_by_the_unit_that_signs_for_it(followed: Followed) -> None:
    assert {tuple(followed.found[f"acknowledged_{sequence}"]) for sequence in WRITTEN} == {("青泽市林业局",)}


def test_documents_are_numbered_without_a_gap(followed: Followed) -> None:
    expected = {f"青府办〔2024〕{serial}号": told for serial, told in ISSUED.items()} | OTHERS

    assert {number: tuple(told) for number, *told in followed.documents} == expected
    assert len(followed.documents) == len(expected)


def test_what_a_task_that_ended_later_changes_is_listed_and_the_document_stays(followed: Followed) -> None:
    found = followed.found["later_1"]  # on 21 May: 28, of the third chapter, was terminated the day before

    assert {key: found[key] for key in ("任务总数", "正常数", "第3章任务数")} == {
        "任务总数": ("175", "174"),
        "正常数": ("170", "169"),
        "第3章任务数": ("23", "22"),
    }
    assert not any(key.endswith(("迟报数", "漏报数", "应报数", "滞后数", "督办件数")) for key in found)
    assert followed.found["later_2"] == {}  # what came after the round was opened again is not of its day


def test_an_inspection_goes_the_way_of_the_regulation(followed: Followed) -> None:
    assert "待批准" in followed.refused["sent_unapproved"]
    assert followed.found["overlaps"] == [
        ("青泽市交通运输局", "报送", "11月10日截止"),
        ("青泽市住房城乡建设局", "报送", "11月10日截止"),
    ]
    assert "请写明仍要派出的理由" in followed.refused["overlap"]
    assert "没有“调阅、复制资料”这种方式" in followed.refused["method"]
    assert followed.found["sent_out"] == "under_way"
    assert followed.found["concluded"] == "concluded"
    assert "还有1项整改没有完成" in followed.refused["closed_early"]
    assert followed.found["closed"] == "closed"


def test_an_objection_is_taken_on_the_thirtieth_day_and_not_on_the_next(followed: Followed) -> None:
    last = date(2024, 11, 15) + timedelta(days=30)

    assert followed.found["objected"] == (last, last + timedelta(days=30), "contested")
    assert "已于12月15日届满" in followed.refused["objection_late"]
    assert followed.found["final"] == ["received", "final"]


def test_who_took_part_does_not_decide_and_another_does(followed: Followed) -> None:
    assert "应当回避" in followed.refused["decided_by_member"]
    assert followed.found["decided"] == ("revised", "revised", date(2024, 12, 23))


def test_the_record_of_it_all_is_whole(followed: Followed) -> None:
    assert followed.faults == 0
