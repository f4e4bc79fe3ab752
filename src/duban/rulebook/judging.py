"""How a task stands on a day, and from which days on its word turns: one definition.

In: `Facts`, a day.  Out: a `Health` with what decided it; a `Turning`, by which a database answers for any day.
The worst decides; a task above is as bad as itself or, by one step milder, as the worst below it. What is done stays
done; what is closed is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duban.rulebook import health, judging_aims
from duban.rulebook.health import Health, Turning, worst
from duban.rulebook.judging_aims import Finding
from duban.rulebook.pace import ONE_DAY
from duban.rulebook.pace_facts import Below, Facts, Step

BEHIND = (Health.OVERDUE, Health.BEHIND)


@dataclass(frozen=True, slots=True)
class Judgement:
    """`findings` in the order of the aims, one alone for a task without; `late_steps` and `late_below` make it behind,
    `is_found_behind`: the office says so."""

    health: Health
    is_severe: bool
    findings: tuple[Finding, ...] = ()
    late_steps: tuple[Step, ...] = ()
    late_below: tuple[Below, ...] = ()
    is_found_behind: bool = False


def judge(facts: Facts, day: date) -> Judgement:
    findings = findings_on(facts, day)
    done = done_on(facts)
    if done is not None:
        return Judgement(Health.DONE if done <= day else Health.ON_PACE, False, findings)
    steps = tuple(step for step in facts.open_steps if late_from(step, facts) <= day)
    below = tuple(one for one in facts.below if health.word(one.turning, day) in BEHIND)
    found = _found_behind(facts) and facts.statement is not None and facts.statement.on <= day
    words: list[Health] = [one.health if one.health is not Health.DONE else Health.ON_PACE for one in findings]
    words += [Health.BEHIND] * bool(steps or below or found) + [Health.OVERDUE] * (day >= overdue_from(facts))
    word = worst(words)
    if word is Health.ON_PACE and Health.AHEAD in words:
        word = Health.AHEAD
    severe = word is Health.BEHIND and any(one.is_severe for one in findings)
    return Judgement(word, severe, findings, steps, below, found)


def findings_on(facts: Facts, day: date) -> tuple[Finding, ...]:
    if not facts.aims:
        return (judging_aims.by_word(facts, day),)
    return tuple(judging_aims.judge_aim(aim, facts, day) for aim in facts.aims)


def done_on(facts: Facts) -> date | None:
    """The day from which the whole is done: closed, or every target reached and no step open."""
    if facts.closed_on is not None:
        return facts.closed_on
    if facts.open_steps or _found_behind(facts):
        return None
    said = facts.statement
    if not facts.aims:
        return said.on if said is not None and said.is_verified and said.word is Health.DONE else None
    days = [judging_aims.done_on(aim, facts) for aim in facts.aims]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def overdue_from(facts: Facts) -> date:
    """The day after the deadline; where only levels are wanted yet, the day after their last figure is asked."""
    undone = [judging_aims.awaited(aim, facts) for aim in facts.aims if judging_aims.done_on(aim, facts) is None]
    expected = [due for due in undone if due is not None]
    if facts.open_steps or not expected or len(expected) < len(undone):
        return facts.deadline + ONE_DAY
    return max(facts.deadline, *expected) + ONE_DAY


def late_from(step: Step, facts: Facts) -> date:
    """The day after its own; one that a figure reaches, from the first report that can say so, or that lacks."""
    asked = next((due for due in facts.dues if due >= step.due), None)
    if step.aim is None or asked is None:
        return step.due + ONE_DAY
    figure = facts.aims[step.aim].figure
    if figure is None or figure.due < asked:
        return asked + ONE_DAY
    return max(step.due + ONE_DAY, figure.on)


def turning(facts: Facts) -> Turning:
    """The days found by asking on each day on which anything can turn, in order."""
    done = done_on(facts)
    if done is not None:
        return Turning(done_on=done, started=True)
    days = sorted(set(_turning_days(facts)))
    days = [days[0] - ONE_DAY, *days]
    judged = [(day, judge(facts, day)) for day in days]
    quiet = [one.health for _, one in judged if one.health not in BEHIND]
    return Turning(
        overdue_from=overdue_from(facts),
        behind_from=next((day for day, one in judged if one.health is Health.BEHIND), None),
        severe_from=next((day for day, one in judged if one.is_severe), None),
        ahead_until=_last_ahead(judged),
        started=Health.NOT_STARTED not in quiet,
    )


def _last_ahead(judged: list[tuple[date, Judgement]]) -> date | None:
    """The day before the first judgement after the last that says so; there always is one after the deadline."""
    last = max((at for at, (_, one) in enumerate(judged) if one.health is Health.AHEAD), default=None)
    return None if last is None else judged[last + 1][0] - ONE_DAY


def _turning_days(facts: Facts) -> Iterator[date]:
    yield overdue_from(facts)
    yield from (due + ONE_DAY for due in facts.dues)
    yield from (late_from(step, facts) for step in facts.open_steps)
    if facts.statement is not None:
        yield facts.statement.on
    for aim in facts.aims:
        yield aim.due + ONE_DAY
        if aim.figure is not None:
            yield aim.figure.on
    for one in facts.below:
        yield from (day for day in (one.turning.behind_from, one.turning.overdue_from) if day is not None)


def _found_behind(facts: Facts) -> bool:
    said = facts.statement
    return said is not None and said.is_verified and said.word is Health.BEHIND
