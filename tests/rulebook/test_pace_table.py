"""The complete table: every measurement type × relation × figure × time, the word expected, written out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from duban.rulebook.health import Health
from duban.rulebook.judging import judge
from duban.rulebook.judging_words import reason
from duban.rulebook.pace_facts import Statement
from duban.rulebook.targets import TargetKind
from duban.rulebook.working_days import WorkCalendar
from pace_cases import aim, facts, figure

BEFORE, MID, DUE, AFTER = date(2026, 4, 10), date(2026, 7, 1), date(2026, 12, 31), date(2027, 1, 1)
FIGURES = {"none": None, "zero": 0, "negative": -5, "half": 50, "at": 100, "above": 120}
WORDS = {"N": Health.NOT_STARTED, "B": Health.BEHIND, "L": Health.OVERDUE, "=": Health.ON_PACE, "+": Health.AHEAD}
WORDS |= {"D": Health.DONE}
# The figure was filed on 10 April, when 27.4% of the year was over; the goal is 100, a range goes to 110.
# In each cell: before the first date has passed, in the middle of the year, on the due day, the day after.
TABLE = """
kind        relation  none  zero  negative  half  at    above
cumulative  >=        NBBL  BBBL  BBBL      ++BL  DDDD  DDDD
cumulative  >         NBBL  BBBL  BBBL      ++BL  +++L  DDDD
cumulative  =         NBBL  BBBL  BBBL      ++BL  DDDD  DDDD
cumulative  ~         NBBL  BBBL  BBBL      ++BL  DDDD  DDDD
cumulative  range     NBBL  BBBL  BBBL      ++BL  DDDD  DDDD
cumulative  times     NBBL  BBBL  BBBL      ++BL  DDDD  DDDD
cumulative  <=        NBBL  ===L  ===L      ===L  ===L  BBBL
cumulative  <         NBBL  ===L  ===L      ===L  BBBL  BBBL
level       >=        NBBL  BBBL  BBBL      BBBL  ===L  ===L
level       >         NBBL  BBBL  BBBL      BBBL  BBBL  ===L
level       =         NBBL  BBBL  BBBL      BBBL  ===L  ===L
level       ~         NBBL  BBBL  BBBL      BBBL  ===L  BBBL
level       range     NBBL  BBBL  BBBL      BBBL  ===L  BBBL
level       <=        NBBL  ===L  ===L      ===L  ===L  BBBL
level       <         NBBL  ===L  ===L      ===L  BBBL  BBBL
growth      >=        NBBL  BBBL  BBBL      BBBL  ===L  ===L
growth      >         NBBL  BBBL  BBBL      BBBL  BBBL  ===L
growth      =         NBBL  BBBL  BBBL      BBBL  ===L  ===L
growth      ~         NBBL  BBBL  BBBL      BBBL  ===L  ===L
growth      range     NBBL  BBBL  BBBL      BBBL  ===L  ===L
growth      <=        NBBL  ===L  ===L      ===L  ===L  BBBL
growth      <         NBBL  ===L  ===L      ===L  BBBL  BBBL
milestone   >=        NBBL  ===L  ===L      ===L  ===L  ===L
qualitative words     NBBL  ===L  ===L      ===L  ===L  ===L
"""
_HEAD, *_ROWS = [line.split() for line in TABLE.strip().splitlines()]
CASES = [(row[0], row[1], name, cell) for row in _ROWS for name, cell in zip(_HEAD[2:], row[2:], strict=True)]


def test_the_table_knows_every_type_and_every_figure() -> None:
    assert {kind for kind, *_ in CASES} == {kind.value for kind in TargetKind}
    assert set(_HEAD[2:]) == set(FIGURES)


@pytest.mark.parametrize(("kind", "relation", "name", "expected"), CASES)
def test_a_target_stands_as_the_table_says(kind: str, relation: str, name: str, expected: str) -> None:
    value = FIGURES[name]
    told = None if value is None else figure(value)
    known = facts(aim(TargetKind(kind), relation, goal_to=Decimal(110), figure=told))

    words = [judge(known, day).health for day in (BEFORE, MID, DUE, AFTER)]

    assert words == [WORDS[one] for one in expected]


@pytest.mark.parametrize(
    ("kind", "relation", "value", "day", "expected"),
    [
        ("cumulative", ">=", 46, DUE, "累计 46/100（第1轮自报），到10月10日时序进度 77.5%，滞后 31.5 个百分点"),
        ("cumulative", ">=", None, MID, "累计 0/100（没有报送），时序进度 27.4%，滞后 27.4 个百分点"),
        ("cumulative", ">=", 100, MID, "累计 100/100（第1轮自报），已达到目标"),
        ("cumulative", ">=", 50, MID, "累计 50/100（第1轮自报），时序进度 27.4%，超前 22.6 个百分点"),
        ("cumulative", "<=", 120, MID, "120 个（第1轮自报），高于目标 20 个"),
        ("level", ">=", 98, MID, "98 个（第1轮自报），低于目标 2 个"),
        ("level", "range", 120, MID, "120 个（第1轮自报），高于目标 10 个"),
        ("level", ">", 100, MID, "100 个（第1轮自报），没有超过目标"),
        ("growth", ">=", "99.2", MID, "增长 99.2 个（第1轮自报），低于目标 0.8 个"),
        ("qualitative", "words", None, MID, "应于4月10日前首次报送，没有报送"),
        ("qualitative", "words", None, BEFORE, "4月10日前首次报送"),
        ("qualitative", "words", 1, MID, "已报送进展，没有自评"),
        (
            "cumulative",
            ">=",
            46,
            AFTER,
            "应于2026年12月31日完成，逾期约1个工作日；"
            "累计 46/100（第1轮自报），到2026年12月31日时序进度 100%，滞后 54 个百分点",
        ),
    ],
)
def test_a_target_says_why(kind: str, relation: str, value: object, day: date, expected: str) -> None:
    told = None if value is None else figure(value)
    known = facts(aim(TargetKind(kind), relation, goal_to=Decimal(110), figure=told))

    assert reason(known, day, WorkCalendar()) == expected


def test_what_the_office_found_of_a_target_in_words_is_said_once() -> None:
    found = Statement(Health.BEHIND, BEFORE, 2, is_verified=True)
    known = facts(aim(TargetKind.QUALITATIVE, "words"), statement=found, is_reported=True)

    assert reason(known, MID, WorkCalendar()) == "第2轮核定滞后"


def test_a_level_held_at_its_date_is_done() -> None:
    told = figure(101, on=DUE, due=date(2027, 1, 10), sequence=5)
    known = facts(aim(TargetKind.LEVEL, figure=told), dues=())

    assert judge(known, DUE).health is Health.DONE


def test_a_goal_of_nothing_is_kept_by_nothing() -> None:
    assert judge(facts(aim(goal=0, comparator="=", figure=figure(0))), MID).health is Health.ON_PACE
    assert judge(facts(aim(goal=0, comparator="=", figure=figure(1))), MID).health is Health.BEHIND


def test_a_target_of_one_day_is_due_on_that_day() -> None:
    day = date(2026, 6, 1)
    known = facts(aim(start=day, due=day, figure=figure(10, on=day, due=day)))

    assert judge(known, date(2026, 5, 31)).health is Health.ON_PACE
    assert judge(known, day).health is Health.BEHIND
