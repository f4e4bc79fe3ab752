"""Rules of roles that a document states once."""

from __future__ import annotations

import pytest

from duban.documents.recognition.responsibility import RoleRules, find_brackets, find_role_rules, read_responsibility

FIRST_LEADS = [
    "（原则上排在首位的为牵头单位，下同。）",
    "列第一位的为牵头单位",
    "排名第一的单位为牵头单位",
    "责任单位中排在第一位的为牵头单位",
    "责任单位中第一个单位为牵头单位",
    "第一个单位为牵头单位，其他为配合单位",
    "牵头单位为排在第一位的单位",
    "注：责任单位排名第一位的为牵头单位，其余为配合单位",
    "各项任务责任单位有多个的，列首位的为牵头单位。",
    "排在第一位的部门为牵头部门",
    "(排首位的单位为主办单位)",
    "以列在最前面的单位为牵头单位",
]
ALWAYS = [
    ("以下任务均需各县（市、区）政府负责，不再列出", "各县（市、区）政府"),
    ("各项任务均需各区县政府落实，以下不再列出", "各区县政府"),
    ("各项任务均需各区县政府落实，不再一一列出。", "各区县政府"),
    ("各项任务均需各区县政府落实，不再重复", "各区县政府"),
    ("各县区人民政府为以上各项任务的责任单位，不再逐一列出", "各县区人民政府"),
    ("（各有关部门按职责分工负责；以下均需各地级以上市政府负责，不再列出）", "各地级以上市政府"),
    ("各镇（街道）均为责任单位，不再单独列出", "各镇（街道）"),
    ("所有任务各县（市、区）、各功能区管委会均需落实，不再重复列出", "各县（市、区） 各功能区管委会"),
    ("以下各项任务均涉及各县（市、区）政府，不再逐一列出", "各县（市、区）政府"),
    ("各县（市、区）政府、青泽高新区管委会为所有任务责任单位，不再列出", "各县（市、区）政府 青泽高新区管委会"),
    ("（以下各项工作均需各乡镇政府、街道办事处负责落实，不再一一列出）", "各乡镇政府 各街道办事处"),
    ("以上任务均由各镇（街道）按属地原则落实，不另列出", "各镇（街道）"),
    ("涉及各镇（街道）的任务，由各镇（街道）负责，不再一一列出", "各镇（街道）"),
]
NO_RULE = ["各牵头单位要在第一时间报送", "第一，加强领导。", "市财政局牵头", "不再保留市旅游局", "首位度明显提升"]
NONE = RoleRules()


@pytest.mark.parametrize("text", FIRST_LEADS)
def test_the_first_unit_leads_when_the_text_says_so(text: str) -> None:
    assert find_role_rules(text, NONE) == RoleRules(first_leads=True)


@pytest.mark.parametrize(("text", "names"), ALWAYS)
def test_units_named_once_for_all_tasks_are_kept(text: str, names: str) -> None:
    assert find_role_rules(text, NONE) == RoleRules(always_implement=tuple(names.split()))


@pytest.mark.parametrize("text", NO_RULE)
def test_other_words_state_no_rule(text: str) -> None:
    assert find_role_rules(text, NONE) == NONE


def test_units_that_always_support_are_told_from_those_that_implement() -> None:
    rules = find_role_rules("以下工作均需各镇人民政府配合，不再一一列明", NONE)
    assert rules == RoleRules(always_support=("各镇人民政府",))


def test_a_rule_keeps_the_rules_before_it() -> None:
    rules = find_role_rules("以下任务均需各镇政府负责，不再列出", RoleRules(first_leads=True))
    assert rules == RoleRules(first_leads=True, always_implement=("各镇政府",))


def test_under_the_rule_the_first_leads_and_the_rest_supports() -> None:
    found = read_responsibility("市甲局,市乙局、各县〈市、区〉政府负责", rules=RoleRules(first_leads=True), year=None)
    assert found is not None
    assert (found.lead, found.support) == (("市甲局",), ("市乙局", "各县〈市、区〉政府"))
    assert not found.undivided


def test_a_named_lead_goes_before_the_rule() -> None:
    found = read_responsibility("市甲局、市乙局牵头，市丙局负责", rules=RoleRules(first_leads=True), year=None)
    assert found is not None
    assert (found.lead, found.implement) == (("市甲局", "市乙局"), ("市丙局",))


def test_units_of_the_rule_join_every_responsibility() -> None:
    found = read_responsibility(
        "市甲局牵头，市乙局配合", rules=RoleRules(always_implement=("各镇政府", "市乙局")), year=None
    )
    assert found is not None
    assert (found.implement, found.support) == (("各镇政府",), ("市乙局",))


def test_a_bracket_that_states_the_rule_already_obeys_it() -> None:
    text = "推进建设。（市甲局牵头，市乙局等按职责分工负责，以下均需各县（市、区）政府负责，不再列出）"
    (found,) = find_brackets(text, rules=NONE, year=None)
    assert found.value.implement == ("市乙局", "各县（市、区）政府")


def test_a_bracket_with_nothing_but_a_rule_names_no_responsibility() -> None:
    assert find_brackets("（原则上排在首位的为牵头单位，下同。）", rules=NONE, year=None) == ()
