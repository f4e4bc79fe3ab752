"""督办阶梯: what is proposed on a day, to whom, at which step, and why in words.

In: facts of the record, rules, the cases there are, the calendar, the day.  Out: `Proposed`s; a person decides on each.
One step at a time: a graver one only after the milder was served and its time has passed (field.md 5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from duban.rulebook.cases import LADDER, LEVELS, UNDECIDED, CaseState, Level, Trigger
from duban.rulebook.ladder_rules import Rule, rule_words
from duban.rulebook.working_days import WorkCalendar

_LASTING = frozenset({Trigger.BEHIND, Trigger.SEVERELY_BEHIND})
_COUNTED = frozenset({Trigger.REPORT_RETURNED})  # by how often, not by how long
_DONE: dict[Level, str] = {
    Level.REMINDER: "已提醒",
    Level.URGING: "已催办",
    Level.NOTICE: "已发督办单",
    Level.INTERVIEW: "已约谈",
    Level.CRITICISM: "已通报批评",
}
_REFUSED = frozenset({CaseState.DISMISSED, CaseState.WITHDRAWN})
_TRIGGERS = tuple(Trigger)


@dataclass(frozen=True, slots=True)
class Fact:
    """`key` ("report:41") names what it is about; `since`: the last day on which all was well, or the due day."""

    trigger: Trigger
    unit: int
    key: str
    since: date
    words: str
    task: int | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Past:
    """A case there is. `key` as of its fact; `due_on`: when its answer is due, None where nothing runs.

    `closed_on`: when it was decided against, withdrawn or ended; `number` its key."""

    number: int
    unit: int
    key: str
    occasion: str
    level: Level
    state: CaseState
    proposed_on: date
    trigger: Trigger | None = None
    served_on: date | None = None
    due_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """`raised_from`: the number of the case it is to stand in the place of."""

    fact: Fact
    rule: Rule
    occasion: str
    reason: str
    rule_words: str
    raised_from: int | None = None


def propose(
    facts: Iterable[Fact],
    rules: Sequence[Rule],
    history: Iterable[Past],
    calendar: WorkCalendar,
    on: date,
    *,
    waits: int = 2,
) -> list[Proposed]:
    """What is to be put before the office on the day; nothing on a day off, and nothing that is there already."""
    if not calendar.is_working(on):
        return []
    past: dict[tuple[int, str], list[Past]] = defaultdict(list)
    for one in sorted(history, key=lambda each: (each.proposed_on, each.number)):
        past[one.unit, one.key].append(one)
    best: dict[tuple[int, str], tuple[tuple[int, int, int], Proposed]] = {}
    for fact in sorted(facts, key=lambda each: (each.unit, each.key, _TRIGGERS.index(each.trigger), each.since)):
        at = fact.unit, fact.key
        found = _step(fact, rules, past[at], _Day(calendar, on, waits))
        if found is not None and (at not in best or _gravity(found, on) > best[at][0]):
            best[at] = _gravity(found, on), found
    return [found for _, found in best.values()]


def elapsed(fact: Fact, calendar: WorkCalendar, on: date) -> int:
    """How many working days it has lasted."""
    return calendar.working_days_between(fact.since, on)


@dataclass(frozen=True, slots=True)
class _Day:
    calendar: WorkCalendar
    on: date
    waits: int

    def since(self, day: date) -> int:
        return self.calendar.working_days_between(day, self.on)


def _step(fact: Fact, rules: Sequence[Rule], past: Sequence[Past], day: _Day) -> Proposed | None:
    """The next step for one fact, if it is time for it."""
    if fact.since >= day.on and fact.trigger not in _COUNTED:
        return None
    mine = [one for one in past if one.closed_on is None or one.closed_on >= fact.since]
    last = mine[-1] if mine else None
    rule = _next_rule(fact, rules, last, day)
    if rule is None:
        return None
    raised = last.number if last is not None and last.state == CaseState.SERVED else None
    return Proposed(fact, rule, _occasion(fact, rule, past), _reason(fact, mine, day), rule_words(rule), raised)


def _next_rule(fact: Fact, rules: Sequence[Rule], last: Past | None, day: _Day) -> Rule | None:
    lasted = day.since(fact.since)
    applying = [one for one in rules if one.trigger == fact.trigger and one.times <= fact.times]
    most = max((one.times for one in applying), default=0)
    due = [one for one in applying if one.times == most and one.after_days <= lasted]
    if last is not None:
        if not _may_follow(last, day):
            return None
        due = [
            one for one in due if LADDER.index(one.level) > LADDER.index(last.level) and _is_new(one, fact, last, day)
        ]
        if last.state in _REFUSED and _is_graver(fact, last):
            due = [one for one in applying if one.times == most and one.after_days <= lasted]
    return min(due, key=lambda one: LADDER.index(one.level), default=None)


def _may_follow(last: Past, day: _Day) -> bool:
    """Whether anything may be proposed after the last case: not while it waits for somebody."""
    if last.state in UNDECIDED or last.state == CaseState.ANSWERED:
        return False
    if last.state == CaseState.SERVED:
        answered_late = last.due_on is None or last.due_on < day.on
        return answered_late and last.served_on is not None and day.since(last.served_on) >= day.waits
    return True


def _is_new(rule: Rule, fact: Fact, last: Past, day: _Day) -> bool:
    """After a decision against it, only what did not apply then; after an end, only what lasts again as long."""
    closed = last.closed_on or last.proposed_on
    if last.state in _REFUSED:
        return rule.after_days > day.calendar.working_days_between(fact.since, closed)
    if last.state == CaseState.ENDED:
        return day.since(closed) >= max(rule.after_days, day.waits)
    return True


def _is_graver(fact: Fact, last: Past) -> bool:
    """Behind that became severely behind, or overdue."""
    return last.trigger is not None and _TRIGGERS.index(fact.trigger) > _TRIGGERS.index(last.trigger)


def _gravity(found: Proposed, on: date) -> tuple[int, int, int]:
    """Of two facts about one thing the graver step counts; then what the record says, before silence to it."""
    own = found.fact.trigger is not Trigger.CASE_UNANSWERED
    return LADDER.index(found.rule.level), int(own), (on - found.fact.since).days


def _occasion(fact: Fact, rule: Rule, past: Sequence[Past]) -> str:
    """Names it for ever; a later time of the same is numbered."""
    first, taken = f"{fact.trigger}:{fact.key}:{rule.level}", {one.occasion for one in past}
    names = (first if number == 1 else f"{first}:{number}" for number in count(1))
    return next(name for name in names if name not in taken)


def key_of(occasion: str) -> str:
    """What a case is about: "report:41" of "report_missing:report:41:urging"."""
    parts = occasion.split(":")
    return ":".join(parts[1:3]) if len(parts) > 3 else ""


def _reason(fact: Fact, past: Sequence[Past], day: _Day) -> str:
    said = [fact.words, _lasted(fact, day)] if fact.trigger not in _COUNTED else [fact.words]
    before = [_before(one, day.on) for one in past if one.served_on is not None]
    return "；".join(["，".join(part for part in said if part), *before])


def _lasted(fact: Fact, day: _Day) -> str:
    days = day.since(fact.since)
    if fact.trigger in _LASTING:
        return f"已持续{days}个工作日"
    return f"逾期{days}个工作日" if days else f"逾期{(day.on - fact.since).days}天"


def _before(one: Past, on: date) -> str:
    served = one.served_on or one.proposed_on
    silent = one.state == CaseState.SERVED and one.due_on is not None and one.due_on < on
    return f"{served.month}月{served.day}日{_DONE[one.level]}{'，逾期未反馈' if silent else ''}"


def level_words(levels: Iterable[str]) -> str:
    return "、".join(LEVELS[one] for one in Level if one.value in set(levels)) or "无"
