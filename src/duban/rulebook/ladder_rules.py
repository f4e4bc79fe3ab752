"""The rules of a ladder: after how many working days of which fact which step is proposed; the standing ones.

In: JSON as an office keeps it.  Out: `Rule`s, or `Invalid` with a sentence for what is wrong; words for a reader.
Steps and their spacing: field.md 5 (first, second, third breach), 三明: no proper reason and the term passed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from duban.rulebook.cases import LADDER, LEVELS, TRIGGERS, Level, Trigger
from duban.rulebook.refusals import Invalid

MOST_DAYS, MOST_TIMES, MOST_RULES, LONGEST_NOTE = 250, 20, 60, 200


@dataclass(frozen=True, slots=True)
class Rule:
    """`after_days`, `answer_within`: working days; `times`: how often it must have happened (only returned reports)."""

    trigger: Trigger
    level: Level
    after_days: int
    answer_within: int
    times: int = 1
    note: str = ""


_T, _L = Trigger, Level
STANDING: tuple[Rule, ...] = (
    Rule(_T.REPORT_MISSING, _L.REMINDER, 1, 2),
    Rule(_T.REPORT_MISSING, _L.URGING, 3, 3),
    Rule(_T.REPORT_MISSING, _L.NOTICE, 6, 5),
    Rule(_T.REPORT_RETURNED, _L.URGING, 0, 3, times=2),
    Rule(_T.REPORT_RETURNED, _L.NOTICE, 0, 5, times=3),
    Rule(_T.PLAN_MISSING, _L.REMINDER, 1, 3),
    Rule(_T.PLAN_MISSING, _L.URGING, 4, 3),
    Rule(_T.PLAN_MISSING, _L.NOTICE, 9, 5),
    Rule(_T.MILESTONE_MISSED, _L.REMINDER, 1, 3),
    Rule(_T.MILESTONE_MISSED, _L.URGING, 6, 5),
    Rule(_T.MILESTONE_MISSED, _L.NOTICE, 16, 5),
    Rule(_T.BEHIND, _L.REMINDER, 3, 3),
    Rule(_T.BEHIND, _L.URGING, 20, 5),
    Rule(_T.SEVERELY_BEHIND, _L.URGING, 3, 5),
    Rule(_T.SEVERELY_BEHIND, _L.NOTICE, 20, 5),
    Rule(_T.SEVERELY_BEHIND, _L.INTERVIEW, 40, 10),
    Rule(_T.OVERDUE, _L.URGING, 1, 5),
    Rule(_T.OVERDUE, _L.NOTICE, 6, 5),
    Rule(_T.OVERDUE, _L.INTERVIEW, 21, 10),
    Rule(_T.OVERDUE, _L.CRITICISM, 41, 10),
    Rule(_T.INSTRUCTION_LATE, _L.URGING, 1, 2),
    Rule(_T.INSTRUCTION_LATE, _L.NOTICE, 4, 3),
    Rule(_T.CASE_UNANSWERED, _L.URGING, 1, 3),
    Rule(_T.CASE_UNANSWERED, _L.NOTICE, 1, 5),
    Rule(_T.CASE_UNANSWERED, _L.INTERVIEW, 3, 10),
    Rule(_T.CASE_UNANSWERED, _L.CRITICISM, 5, 10),
    Rule(_T.RECTIFICATION_LATE, _L.URGING, 1, 3),
    Rule(_T.RECTIFICATION_LATE, _L.NOTICE, 6, 5),
    Rule(_T.RECTIFICATION_LATE, _L.INTERVIEW, 16, 10),
)
STANDING_WAITS = 2
STANDING_APPROVED: tuple[Level, ...] = (Level.INTERVIEW, Level.CRITICISM)
ALWAYS_APPROVED = frozenset({Level.CRITICISM})  # a sanction is only ever proposed (政府督查工作条例 21)


def to_json(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    return [asdict(rule) | {"trigger": rule.trigger.value, "level": rule.level.value} for rule in rules]


def from_json(given: Any) -> tuple[Rule, ...]:
    """The rules in the order of the ladder; `Invalid` names the line and what is wrong with it."""
    if not isinstance(given, list):
        raise Invalid("督办阶梯的规则应是一张表", "rules")
    if len(given) > MOST_RULES:
        raise Invalid(f"规则太多：最多 {MOST_RULES} 条", "rules")
    rules = [_rule(one, number) for number, one in enumerate(given, 1)]
    ordered = tuple(sorted(rules, key=lambda one: (_triggers().index(one.trigger), one.times, LADDER.index(one.level))))
    _check_together(ordered)
    return ordered


def rule_words(rule: Rule) -> str:
    """逾期未报送进展情况满3个工作日，催办，3个工作日内反馈."""
    when = f"满{rule.after_days}个工作日" if rule.after_days else ""
    often = f"满{rule.times}次" if rule.times > 1 else ""
    return f"{TRIGGERS[rule.trigger]}{often}{when}，{LEVELS[rule.level]}，{rule.answer_within}个工作日内反馈"


def standing_demand(trigger: Trigger) -> str:
    """What a unit is asked to do, as the office begins to write it."""
    return _DEMANDS[trigger]


def _rule(given: Any, number: int) -> Rule:
    if not isinstance(given, Mapping):
        raise Invalid(f"第{number}条规则不完整", "rules")
    trigger, level = _member(Trigger, given.get("trigger")), _member(Level, given.get("level"))
    if trigger is None or level is None:
        raise Invalid(f"第{number}条规则的缘由或层级不在表内", "rules")
    note = str(given.get("note") or "").strip()
    if len(note) > LONGEST_NOTE:
        raise Invalid(f"第{number}条规则的说明太长，最多 {LONGEST_NOTE} 个字", "rules")
    return Rule(
        trigger,
        level,
        _number(given, "after_days", "持续天数", number, 0, MOST_DAYS),
        _number(given, "answer_within", "反馈期限", number, 1, MOST_DAYS),
        _number(given, "times", "次数", number, 1, MOST_TIMES) if "times" in given else 1,
        note,
    )


def _number(given: Mapping[str, Any], name: str, words: str, number: int, least: int, most: int) -> int:
    value = given.get(name)
    if type(value) is not int or not least <= value <= most:
        raise Invalid(f"第{number}条规则的{words}应是 {least} 至 {most} 的整数", "rules")
    return value


def _check_together(rules: Sequence[Rule]) -> None:
    """Within one fact a graver step comes later, or after more times; each step once."""
    if len({(one.trigger, one.level) for one in rules}) < len(rules):
        raise Invalid("同一缘由的同一层级只能有一条规则", "rules")
    for milder, graver in pairwise(rules):
        if milder.trigger != graver.trigger:
            continue
        if LADDER.index(graver.level) < LADDER.index(milder.level):
            raise Invalid(f"“{TRIGGERS[graver.trigger]}”次数多的，层级不能更低", "rules")
        if graver.times == milder.times and graver.after_days < milder.after_days:
            words = f"“{TRIGGERS[graver.trigger]}”：{LEVELS[graver.level]}不能早于{LEVELS[milder.level]}"
            raise Invalid(words, "rules")


def _member(kind: Any, value: Any) -> Any:
    return kind(value) if isinstance(value, str) and value in {one.value for one in kind} else None


def _triggers() -> tuple[Trigger, ...]:
    return tuple(Trigger)


_REPORT = "请于期限前报送，并说明未按时报送的原因。"
_CATCH_UP = "请分析原因，提出赶进度的具体措施和时间安排，于期限前反馈。"
_DEMANDS: dict[Trigger, str] = {
    Trigger.REPORT_MISSING: _REPORT,
    Trigger.REPORT_RETURNED: "请对照退回意见核实修改后重新报送，并说明多次退回的原因。",
    Trigger.PLAN_MISSING: _REPORT,
    Trigger.MILESTONE_MISSED: "请说明节点未完成的原因和新的完成时间，于期限前反馈。",
    Trigger.BEHIND: _CATCH_UP,
    Trigger.SEVERELY_BEHIND: _CATCH_UP,
    Trigger.OVERDUE: "请说明逾期原因，提出完成措施和时限，于期限前反馈。",
    Trigger.INSTRUCTION_LATE: "请立即办理领导批示，于期限前反馈办理情况。",
    Trigger.CASE_UNANSWERED: "前次督办至今未反馈，请于期限前反馈办理情况，并说明未按时反馈的原因。",
    Trigger.RECTIFICATION_LATE: "请抓紧完成整改，于期限前反馈整改情况。",
}
