"""How one target stands on a day: by the share of its goal, on its value, or by what was said.

In: an `Aim`, the `Facts` around it, a day.  Out: a `Finding`.
A figure is compared with the pace of the day it describes, and again with that of every later reporting date that
passes without a new one: between two dates nobody is asked, so nobody falls behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from duban.rulebook.health import Health
from duban.rulebook.pace import path
from duban.rulebook.pace_facts import Aim, Facts, Figure
from duban.rulebook.targets import TargetKind

AROUND = Fraction(5, 100)  # 左右: so much of the value to either side


@dataclass(frozen=True, slots=True)
class Finding:
    """`actual` and `expected` are shares of the goal as of `compared_on`, where shares can be said."""

    health: Health
    is_severe: bool = False
    actual: Fraction | None = None
    expected: Fraction | None = None
    compared_on: date | None = None


def judge_aim(aim: Aim, facts: Facts, day: date) -> Finding:
    if aim.adds_up and (aim.figure is not None or not _is_verified(facts)):
        return _by_share(aim, facts, day)
    if aim.is_measured and aim.figure is not None:
        return _by_value(aim, aim.figure, facts, day)
    return by_word(facts, day)


def done_on(aim: Aim, facts: Facts) -> date | None:
    """From which day it is done, if it is: the goal reached, a level held at its day, or so found by the office."""
    figure, said = aim.figure, facts.statement
    found = said.on if said is not None and said.is_verified and said.word is Health.DONE else None
    if figure is None or not aim.is_measured:
        return found
    if not meets(aim, figure.value):
        return None
    if aim.adds_up:
        return figure.on
    return min((day for day in (settled_on(aim, figure, facts), found) if day is not None), default=None)


def settled_on(aim: Aim, figure: Figure, facts: Facts) -> date | None:
    """The day on which a figure decides whether a level was held: it covers the target's day, or is the last asked."""
    is_last = not any(due > figure.due for due in facts.dues)
    covers = max(figure.on, figure.due) >= aim.due
    return max(figure.on, aim.due) if covers or is_last else None


def awaited(aim: Aim, facts: Facts) -> date | None:
    """Until when the figure is asked that decides whether a level was held, where it has not come."""
    if not aim.is_measured or aim.adds_up or (aim.figure is not None and settled_on(aim, aim.figure, facts)):
        return None
    return next((due for due in facts.dues if due >= aim.due), None)


def meets(aim: Aim, value: Decimal) -> bool:
    """Whether the figure is what the target wants; a plain figure (达到80%) wants at least that, 零 exactly that."""
    goal = aim.goal
    if goal is None:
        return False
    match aim.comparator:
        case ">":
            return value > goal
        case "<=":
            return value <= goal
        case "<":
            return value < goal
        case "~":
            return _is_around(aim, value, goal)
        case "range" if aim.kind is TargetKind.LEVEL and aim.goal_to is not None:
            return goal <= value <= aim.goal_to
    return value == goal if goal == 0 else value >= goal


def _is_around(aim: Aim, value: Decimal, goal: Decimal) -> bool:
    """5.5%左右: a level may differ either way, more growth or more pieces than wanted are no miss."""
    room = abs(Fraction(goal)) * AROUND
    near = Fraction(value) >= Fraction(goal) - room
    return near and (aim.kind is not TargetKind.LEVEL or Fraction(value) <= Fraction(goal) + room)


def _by_share(aim: Aim, facts: Facts, day: date) -> Finding:
    figure = aim.figure
    if figure is None and not facts.is_reported:
        finding = by_word(facts, day)
        if finding.health is not Health.BEHIND:
            return finding
    compared_on = compared(figure, aim, facts, day)
    if compared_on is None:
        return by_word(facts, day)
    expected = path(aim.start, aim.due, goal=aim.whole, steps=aim.steps).share(compared_on)
    actual = Fraction(figure.value) / Fraction(aim.whole) if figure is not None else Fraction(0)
    if figure is not None and meets(aim, figure.value):
        return Finding(Health.DONE if figure.on <= day else Health.ON_PACE, False, actual, expected, compared_on)
    gap = (expected - actual) * 100
    if _is_behind(figure, aim, facts, day, gap):
        return Finding(Health.BEHIND, gap > facts.points.severe, actual, expected, compared_on)
    ahead = figure is not None and -gap >= facts.points.ahead
    quiet = by_word(facts, day).health if figure is None else Health.ON_PACE
    return Finding(Health.AHEAD if ahead else quiet, False, actual, expected, compared_on)


def _is_behind(figure: Figure | None, aim: Aim, facts: Facts, day: date, gap: Fraction) -> bool:
    """The date past and the goal not reached, nothing reported at all, or too far below the pace."""
    if figure is not None and day < figure.on:
        return False
    silent = figure is None and by_word(facts, day).health is Health.BEHIND
    return day > aim.due or silent or gap > facts.points.behind


def compared(figure: Figure | None, aim: Aim, facts: Facts, day: date) -> date | None:
    """The day with whose pace the figure is compared; None: no figure, and no reporting date has passed."""
    if day > aim.due:
        return max(aim.due, figure.on) if figure is not None else aim.due
    passed = [due for due in facts.dues if due < day and (figure is None or due > figure.due)]
    if passed:
        return max(passed)
    return figure.on if figure is not None else None


def _by_value(aim: Aim, figure: Figure, facts: Facts, day: date) -> Finding:
    if meets(aim, figure.value):
        settled = settled_on(aim, figure, facts)
        return Finding(Health.DONE if settled is not None and settled <= day else Health.ON_PACE)
    return Finding(Health.BEHIND if day >= figure.on else Health.ON_PACE)


def by_word(facts: Facts, day: date) -> Finding:
    """What was said of the whole task; that it is done counts when the office found it."""
    said = facts.statement
    if said is None:
        if facts.is_reported:
            return Finding(Health.ON_PACE)
        missed = bool(facts.dues) and day > facts.dues[0]
        return Finding(Health.BEHIND if missed else Health.NOT_STARTED)
    if said.word is Health.BEHIND:
        return Finding(Health.BEHIND if day >= said.on else Health.ON_PACE)
    if said.word is Health.NOT_STARTED:
        return Finding(Health.NOT_STARTED)
    done = said.word is Health.DONE and said.is_verified and day >= said.on
    return Finding(Health.DONE if done else Health.ON_PACE)


def _is_verified(facts: Facts) -> bool:
    return facts.statement is not None and facts.statement.is_verified
