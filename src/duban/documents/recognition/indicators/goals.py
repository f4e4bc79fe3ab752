"""Weigh what is said of an indicator: its measures, each with a baseline and targets by year.

In: the texts under 工作目标, 现状, 2025年目标.  Out: `Measure`s; one, unless the text itself names several.
Reads "确保…125.4立方米/万元,力争80立方米/万元" (two levels), "2017-2020年…95%" (one target a year),
"养老保险参保率达95%以上,医保参保率保持100%" (two measures), "努力完成该项指标任务" (no target).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from duban.documents.model import Baseline, Comparator, Direction, IndicatorTarget
from duban.documents.recognition.indicators.clauses import Entry, read_clauses
from duban.documents.recognition.targets import read_value

# What may stand for the indicator's own name: 到2025年，比例不低于18%.
_GENERIC = re.compile(r"(?:该|其|这一)?(?:比例|比重|占比|比率|指标|数量|总量|规模|面积|总数|覆盖率|增速)")


@dataclass(frozen=True, slots=True)
class Goal:
    """A target, and whether its plain figure is a bound: 达到60%, 力争60%."""

    target: IndicatorTarget
    firm: bool

    def bound_for(self, direction: Direction | None) -> IndicatorTarget:
        """The target with the comparator its direction gives a plain figure."""
        if not self.firm or self.target.comparator is not Comparator.EQUAL or direction is Direction.WITHIN_RANGE:
            return self.target
        falls = direction is Direction.LOWER_IS_BETTER
        return replace(self.target, comparator=Comparator.AT_MOST if falls else Comparator.AT_LEAST)


@dataclass(frozen=True, slots=True)
class Measure:
    name: str  # "" when it is the indicator itself
    baseline: Baseline | None
    goals: tuple[Goal, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A text about an indicator; `ahead` as its label says: a goal, a state, or undecided."""

    text: str
    ahead: bool | None = None
    yearly: bool = False  # 年度目标: of the plan's own year where the text names none


def read_goals(said: Sequence[Said], *, name: str, year: int | None) -> tuple[Measure, ...]:
    """The measures of the indicator called `name`; at least one."""
    entries = [entry for text in said if text.ahead is not False for entry in _read(text, name, year)]
    state, goals = _divided(entries)
    state = [entry for text in said if text.ahead is False for entry in _read(text, name, year)] + state
    groups = _measures(goals, name)
    if len(groups) > 1:
        return tuple(_measure(subject, members, _of(subject, state, name), subject) for subject, members in groups)
    baseline = [entry for entry in state if _same(entry.subject, name)] or state
    return (_measure("", goals, baseline, name),)


def _read(said: Said, name: str, year: int | None) -> tuple[Entry, ...]:
    entries = read_clauses(said.text, name=name, year=year, ahead=said.ahead)
    if said.yearly and year is not None:
        return tuple(entry if entry.years else replace(entry, years=(year,)) for entry in entries)
    return entries


def _divided(entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Where things stand, and where they shall go; when no word tells, the last year is the goal."""
    goals = [entry for entry in entries if entry.ahead]
    if not goals:
        last = max((entry.years[-1] for entry in entries if entry.years), default=None)
        goals = [entry for entry in entries if entry.firm or not entry.years or entry.years[-1] == last]
    ahead = {id(entry) for entry in goals}
    state = [entry for entry in entries if id(entry) not in ahead and not entry.compared]
    state.sort(key=lambda entry: entry.in_words)
    if any(not entry.in_words and not entry.compared for entry in goals):
        levels = {entry.level for entry in goals if not entry.in_words} | {None}
        goals = [entry for entry in goals if not entry.compared and not (entry.in_words and entry.level in levels)]
    return state, goals


def _measures(goals: Sequence[Entry], name: str) -> list[tuple[str, list[Entry]]]:
    """Goals by what they are said of; more than one group only when two are set for one year and level."""
    groups: list[tuple[str, list[Entry]]] = []
    for entry in goals:
        own = "" if _GENERIC.fullmatch(entry.subject) else entry.subject
        subject = own or (groups[-1][0] if groups else name)
        at = next((index for index, (known, _) in enumerate(groups) if _same(subject, known)), None)
        if at is None:
            groups.append((subject, [entry]))
        else:
            groups[at][1].append(entry)
    if len(groups) < 2 or not _at_once(groups):
        return [("", list(goals))]
    alone = "、" not in name and sum(_same(subject, name) for subject, _ in groups) == 1
    return [(name if alone and _same(subject, name) else subject, members) for subject, members in groups]


def _at_once(groups: Sequence[tuple[str, list[Entry]]]) -> bool:
    first = {(entry.years, entry.level) for entry in groups[0][1]}
    return any((entry.years, entry.level) in first for _, members in groups[1:] for entry in members)


def _of(subject: str, state: Sequence[Entry], name: str) -> list[Entry]:
    return [entry for entry in state if _same(entry.subject or name, subject)]


def _same(subject: str, other: str) -> bool:
    return not subject or not other or subject in other or other in subject


_GROWTH = re.compile(r"(?:增速|增长|增幅|增长率|涨幅)(?:[（(].*)?$")
_CHANGE = re.compile(r"(?:速|率|幅|幅度|增长|下降|降低|减少)(?:[（(].*)?$")


def _measure(name: str, goals: Sequence[Entry], state: Sequence[Entry], called: str) -> Measure:
    entries = (*state[:1], *goals)
    units = [entry.spot.unit for entry in entries if entry.spot.unit and not entry.spot.change]
    if not units and _CHANGE.search(called):
        units = [entry.spot.unit for entry in entries if entry.spot.unit]
    unit = units[0] if units else ""
    baseline = _baseline(state[0], called) if state else None
    found = [goal for entry in goals for goal in _goals(entry, called, unit)]
    return Measure(name, baseline, tuple(_once(found)), unit)


def _baseline(entry: Entry, called: str) -> Baseline:
    figure = None if entry.in_words else read_value(entry.spot.bare)
    value = _signed(figure.value, entry, called) if figure else None
    return Baseline(entry.years[-1] if entry.years else None, value, entry.spot.text)


def _goals(entry: Entry, called: str, unit: str) -> list[Goal]:
    figure = read_value(entry.spot.bare, measurement_unit=entry.spot.unit or unit)
    if entry.in_words and figure.comparator is not Comparator.TIMES:  # 一 in 位居全省第一 is no value
        figure = replace(figure, comparator=Comparator.WORDS, value=None, value_to=None)
    value = _signed(figure.value, entry, called)
    total = "累计" in entry.spot.text or "年均" in entry.spot.text
    years: Sequence[int | None] = (entry.years[-1:] if total else entry.years) or (None,)
    firm = entry.firm and not entry.spot.change
    text, level = entry.spot.text, entry.level
    return [Goal(IndicatorTarget(year, figure.comparator, value, text, level, figure.value_to), firm) for year in years]


def _signed(value: Decimal | None, entry: Entry, called: str) -> Decimal | None:
    """A growth that fell by 2.3% is -2.3."""
    falls = entry.spot.change in ("下降", "降低", "减少") and _GROWTH.search(called)
    return -value if value is not None and falls else value


def _once(goals: Sequence[Goal]) -> list[Goal]:
    """A target said again without its year is the same target."""
    dated = {(goal.target.value, goal.target.level) for goal in goals if goal.target.year}
    kept: dict[tuple[object, ...], Goal] = {}
    for goal in goals:
        target = goal.target
        if target.year or (target.value, target.level) not in dated:
            kept.setdefault((target.year, target.comparator, target.value, target.level, target.value_to), goal)
    return list(kept.values())
