"""The lives of plans, tasks, reports and requests: every pair of states, whether it is a move."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import pytest

from duban.rulebook.lives import LIVES
from duban.rulebook.refusals import Conflict
from duban.rulebook.reports import COUNTED, OPEN, REPORT, WRITABLE, FilingState
from duban.rulebook.states import Life
from duban.rulebook.tasks import ROLE_LABELS

# From each state (a line) to each state (a column, in the same order): + may move, . may not.
TABLES = {
    "方案": "draft .+. issued ..+ archived ...",
    "任务": "draft .+.. in_force ..++ closed .+.. terminated ....",
    "签收": "asked .++. acknowledged +... objected +..+ released +...",
    "落实方案": """owed .+++..+ draft ..++..+ inner .+.+..+ submitted .+..++. returned ..++..+ accepted ....+..
                   released +......""",
    "进展情况": """owed .+++..+ draft ..++..+ inner .+.+..+ submitted .+..++. returned ..++..+ accepted ....+..
                   released +......""",
    "配合材料": "asked .+.+ given ++++ taken_over ++.. set_aside +.+.",
    "调整": "asked .++++ referred ..+++ granted ..... refused ..... withdrawn .....",
    "销号": "asked .+++. accepted ....+ refused ..... withdrawn ..... reopened .....",
    "批示": "given .+.+ answered +.+. settled +... withdrawn ....",
    "公文": "draft .++.+ submitted +.+.+ issued ...+. corrected ..... void .....",
    "指标体系": "draft .+. in_force +.+ closed .+.",
    "挂牌事项": """draft .+....+ listed ..+...+ self_checked .+.++.. county_accepted .+..++.
                   city_accepted .+...+. delisted .+..... withdrawn .......""",
    "挂牌月报": "owed .+.. submitted ..++ returned .+.. accepted ....",
    "督查": """draft .+....+ submitted +.+...+ approved +..+..+ under_way +...+.+ concluded .....+. closed ....+..
               cancelled .......""",
    "督查结论": """draft .+.... delivered ..+... received ...++. contested ..+.++ final ...... revised ......""",
    "复核申请": "filed .+++ upheld .... revised .... withdrawn ....",
    "结果运用建议": "proposed .++. approved ...+ refused .... done ....",
    "督办件": """proposed .+++...+. submitted +.++...+. drafted +..+...+. served ....+++.+ answered ...+.++..
                  ended ...+..... raised ......... dismissed ......... withdrawn .........""",
    "整改事项": "open .+.+ done +.+. verified +... cancelled ....",
    "约谈": "proposed .+..+ scheduled .++.+ held ...+. closed ..+.. cancelled .....",
}


@pytest.mark.parametrize("name", LIVES)
def test_every_pair_of_states_is_a_move_or_not(name: str) -> None:
    life = LIVES[name]
    words = TABLES[name].split()
    states, signs = words[::2], words[1::2]
    kind = type(next(iter(life.labels)))

    assert states == [state.value for state in kind]
    for old, line in zip(kind, signs, strict=True):
        for new, sign in zip(kind, line, strict=True):
            assert life.may_move(old, new) == (sign == "+"), (old, new)


def test_each_table_is_written_out() -> None:
    assert TABLES.keys() == LIVES.keys()


@pytest.mark.parametrize("name", LIVES)
def test_every_state_is_reached_from_the_first(name: str) -> None:
    life = LIVES[name]
    first = next(iter(life.labels))
    reached, open_ones = {first}, [first]
    while open_ones:
        fresh = set(life.moves[open_ones.pop()]) - reached
        reached |= fresh
        open_ones += fresh

    assert reached == set(life.labels)


def test_a_refusal_says_what_it_is_and_what_it_cannot_become() -> None:
    with pytest.raises(Conflict, match=r"^进展情况已审核，不能改为待审核$"):
        REPORT.check_move(FilingState.ACCEPTED, FilingState.SUBMITTED)


def test_what_is_owed_is_divided_without_a_gap() -> None:
    assert set(WRITABLE) < set(OPEN) < set(COUNTED)
    assert set(COUNTED) - set(OPEN) == {FilingState.SUBMITTED, FilingState.ACCEPTED}


def test_a_table_that_leaves_a_state_out_is_refused() -> None:
    class Door(StrEnum):
        OPEN = "open"
        SHUT = "shut"

    labels: Any = {Door.OPEN: "开"}
    with pytest.raises(ValueError, match="门"):
        Life("门", labels, {Door.OPEN: {}})


@pytest.mark.parametrize("labels", [*(life.labels for life in LIVES.values()), ROLE_LABELS])
def test_no_two_states_have_the_same_word(labels: dict[StrEnum, str]) -> None:
    assert len(set(labels.values())) == len(labels)
