"""实现程度 as it is told: a percentage with its method, its inputs and a working that a clerk can check by hand.

In: what `attaining` computed.  Out: values with words; the words are made only when asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from duban.rulebook.attainment import words
from duban.rulebook.attainment.cases import Sum, bounds
from duban.rulebook.attainment.goals import Goal, Terms
from duban.rulebook.figures import plain
from duban.rulebook.indicators import METHODS, TARGET_LEVELS, Direction, Method, TargetLevel


@dataclass(frozen=True, slots=True)
class Asked:
    """What there was to judge by; any of it may be missing."""

    value: Decimal | None
    goal: Goal | None
    baseline: Decimal | None
    direction: Direction | None
    terms: Terms


@dataclass(frozen=True, slots=True)
class Attainment:
    """`percent` 0–100 (beyond only without cap), None where it cannot be said; `reason`: why so, or why none.

    `method` is `auto` only where nothing says which fits. Of two levels `levels` has each, the one that counts first;
    `parts` are those of a composite, or the years of a level to be held."""

    percent: Fraction | None
    is_met: bool | None
    method: Method
    reason: str = ""
    must_pass: bool = False
    asked: Asked | None = None
    sum: Sum | None = None
    levels: tuple[LevelAttainment, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def shown(self) -> str:
        """54.3%, or 无法计算."""
        return "无法计算" if self.percent is None else words.percent(self.percent)

    @property
    def inputs(self) -> tuple[tuple[str, str], ...]:
        """(("实际值", "31502"), ("目标值", "≥58000"), …)."""
        if self.levels:
            return _of_levels(self.levels)
        if self.parts:
            return tuple((part.name, f"{part.attainment.shown}（权重{plain(part.weight)}）") for part in self.parts)
        return _inputs(self.asked, self.method) if self.asked is not None else ()

    @property
    def working(self) -> str:
        """正向比率法：31502 ÷ 58000 × 100 = 54.3%; the reason where nothing was computed."""
        if self.levels:
            said = "；".join(f"{one.name}：{_working(one.attainment)}" for one in self.levels)
            said += f"；按{self.levels[0].name}计{self.shown}"
        else:
            said = _of_parts(self) if self.parts else _working(self)
        return f"{METHODS[self.method]}：{said}" if self.method is not Method.AUTO else said


@dataclass(frozen=True, slots=True)
class LevelAttainment:
    """确保 and 力争 each by itself."""

    level: TargetLevel
    attainment: Attainment

    @property
    def name(self) -> str:
        return f"{TARGET_LEVELS[self.level]}目标" if self.level else TARGET_LEVELS[self.level]

    @property
    def percent(self) -> Fraction | None:
        return self.attainment.percent

    @property
    def is_met(self) -> bool | None:
        return self.attainment.is_met


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a composite with its weight."""

    name: str
    weight: Decimal
    attainment: Attainment


def _working(one: Attainment) -> str:
    if one.sum is None:
        return one.reason
    said = one.sum.words(words.of_goal(one.asked.goal) if one.asked is not None and one.asked.goal is not None else "")
    if one.sum.is_verdict:
        return f"{said}，计{one.shown}"
    said = f"{said} = {words.percent(one.sum.raw)}"
    if one.percent is not None and one.percent != one.sum.raw:
        said += f"，{'最高' if one.percent < one.sum.raw else '最低'}按{one.shown}计"
    return said


def _of_parts(whole: Attainment) -> str:
    """The reason where one is missing; else the weighted mean, or each year and the lowest."""
    if whole.percent is None:
        return whole.reason
    if whole.method is Method.KEEP:
        return "；".join(f"{part.name}{part.attainment.shown}" for part in whole.parts) + f"；按最低计{whole.shown}"
    return weighted([(part.weight, part.attainment.percent) for part in whole.parts], whole.percent)


def weighted(pairs: Sequence[tuple[Decimal, Fraction | None]], mean: Fraction) -> str:
    """(54.3 × 2 + 100 × 1) ÷ 3 = 69.5%."""
    told = [(plain(weight), words.rounded(one), weight) for weight, one in pairs if one is not None and weight]
    above = " + ".join(f"{one} × {weight}" for weight, one, _ in told)
    total = sum((weight for *_, weight in told), Decimal(0))
    return f"({above}) ÷ {plain(total)} = {words.percent(mean)}"


def _inputs(asked: Asked, method: Method) -> tuple[tuple[str, str], ...]:
    """Bounds, baseline and tolerance only where the method looks at them."""
    goal, terms, is_within = asked.goal, asked.terms, asked.direction is Direction.WITHIN
    told = [("实际值", plain(asked.value)), ("目标值", words.of_goal(goal) if goal is not None else "")]
    if method is Method.SCALED:
        told.append(("基期值", plain(asked.baseline)))
    if goal is not None and goal.has_figure and asked.direction is not None:
        if method is Method.INTERVAL or (method is Method.KEEP and is_within):
            least, most = bounds(goal, asked.direction, terms)
            told += [("允许下限", plain(least)), ("允许上限", plain(most))]
        if goal.comparator == "~" or (goal.comparator == "=" and is_within):
            told.append(("允许误差", f"{plain(terms.tolerance)}%"))
    return tuple((name, said) for name, said in told if said)


def _of_levels(levels: tuple[LevelAttainment, ...]) -> tuple[tuple[str, str], ...]:
    """What the levels share once, each one's target under its own name."""
    told: dict[str, str] = {}
    for one in levels:
        for name, said in one.attainment.inputs:
            told[one.name if name == "目标值" else name] = said
    return tuple(told.items())
