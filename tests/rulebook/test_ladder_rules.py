"""The rules of a ladder as an office keeps them: there and back, and a sentence for whatever is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from duban.rulebook.cases import LADDER, Level, Trigger
from duban.rulebook.ladder_rules import STANDING, from_json, rule_words, standing_demand, to_json
from duban.rulebook.refusals import Invalid

GOOD: dict[str, Any] = {"trigger": "behind", "level": "urging", "after_days": 3, "answer_within": 5}


def test_the_standing_rules_go_there_and_back() -> None:
    assert from_json(to_json(STANDING)) == STANDING


def test_every_trigger_has_a_standing_rule_and_a_demand() -> None:
    assert {rule.trigger for rule in STANDING} == set(Trigger)
    assert all(standing_demand(trigger).endswith("。") for trigger in Trigger)


def test_every_step_is_proposed_by_some_standing_rule() -> None:
    assert {rule.level for rule in STANDING} == set(LADDER) == set(Level)


def test_rules_are_put_in_the_order_of_the_ladder() -> None:
    graver = {**GOOD, "level": "notice", "after_days": 9}

    assert [rule.level for rule in from_json([graver, GOOD])] == [Level.URGING, Level.NOTICE]


def test_a_rule_reads_as_a_sentence() -> None:
    (rule,) = from_json([GOOD])

    assert rule_words(rule) == "任务滞后满3个工作日，催办，5个工作日内反馈"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("x", "应是一张表"),
        (["x"], "第1条规则不完整"),
        ([{**GOOD, "trigger": "weather"}], "第1条规则的缘由或层级不在表内"),
        ([{**GOOD, "level": ["urging"]}], "第1条规则的缘由或层级不在表内"),
        ([{**GOOD, "after_days": -1}], "第1条规则的持续天数应是 0 至 250 的整数"),
        ([{**GOOD, "after_days": True}], "第1条规则的持续天数应是"),
        ([{**GOOD, "answer_within": 0}], "第1条规则的反馈期限应是 1 至 250 的整数"),
        ([{**GOOD, "times": 99}], "第1条规则的次数应是"),
        ([{**GOOD, "note": "长" * 201}], "第1条规则的说明太长"),
        ([GOOD, GOOD], "同一缘由的同一层级只能有一条规则"),
        ([GOOD, {**GOOD, "level": "notice", "after_days": 2}], "“任务滞后”：督办单不能早于催办"),
        ([{**GOOD, "times": 2}, {**GOOD, "level": "reminder", "times": 3}], "次数多的，层级不能更低"),
        ([GOOD] * 61, "规则太多"),
    ],
)
def test_what_is_wrong_is_said(given: Any, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        from_json(given)
