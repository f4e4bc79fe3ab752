"""综合指数: attainments weighted within fields and over all, Σ wᵢZᵢ ÷ Σ wᵢ; must-pass indicators judged apart.

In: items with weights and attainments.  Out: indexes with coverage, what is missing, and working.
Each item counts at most 100; what has no figure is left out and said so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from duban.rulebook.attainment import Attainment
from duban.rulebook.attainment.cases import FULL, NOTHING
from duban.rulebook.attainment.composites import NO_WEIGHTS, mean, weighable
from duban.rulebook.attainment.results import weighted
from duban.rulebook.attainment.words import percent


@dataclass(frozen=True, slots=True)
class Item:
    """An indicator; with `attainment.must_pass` it stands outside the weights."""

    name: str
    weight: Decimal
    attainment: Attainment


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    weight: Decimal
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What is weighed: an indicator, or a field with its index; `reason` where it has no figure."""

    name: str
    weight: Decimal
    percent: Fraction | None
    reason: str


@dataclass(frozen=True, slots=True)
class Index:
    """`coverage`: share of the weights that has figures, 0–1; `missing`: indicators left out. Must-pass ones apart:
    `failed` are not met, `unjudged` have no verdict yet."""

    percent: Fraction | None
    coverage: Fraction
    missing: tuple[str, ...]
    failed: tuple[str, ...]
    unjudged: tuple[str, ...]
    passed: tuple[str, ...]
    lines: tuple[Line, ...]
    reason: str = ""

    @property
    def passes(self) -> bool | None:
        """The verdict of the must-pass indicators: None while one has none, True where there are none."""
        return False if self.failed else None if self.unjudged else True

    @property
    def shown(self) -> str:
        return "无法计算" if self.percent is None else percent(self.percent)

    @property
    def working(self) -> str:
        """(54.3 × 4 + 100 × 2) ÷ 6 = 69.5%；未计入：律师数（没有实际值），已计入权重的85.7%；必达指标：满意度未达到."""
        said = [self.reason]
        if self.percent is not None:
            said = [weighted([(line.weight, line.percent) for line in self.lines], self.percent)]
        left = [f"{line.name}（{line.reason}）" for line in self.lines if line.percent is None and line.weight]
        if left and self.percent is not None:
            said.append(f"未计入：{'、'.join(left)}")
        if 0 < self.coverage < 1:
            said.append(f"已计入权重的{percent(self.coverage * 100)}")
        return "；".join([*said, *self._verdicts()])

    def _verdicts(self) -> list[str]:
        told = [("未达到", self.failed), ("无法判定", self.unjudged), ("达到", self.passed)]
        return [f"必达指标{'、'.join(names)}{word}" for word, names in told if names]


@dataclass(frozen=True, slots=True)
class FieldIndex:
    field: Field
    index: Index


@dataclass(frozen=True, slots=True)
class Overall:
    fields: tuple[FieldIndex, ...]
    index: Index


def index_of(items: Sequence[Item]) -> Index:
    """The index of one field, or of a set without fields."""
    weighed = [item for item in items if not item.attainment.must_pass]
    lines = tuple(Line(one.name, one.weight, _capped(one.attainment), one.attainment.reason) for one in weighed)
    missing = tuple(line.name for line in lines if line.percent is None and line.weight)
    return _index(lines, missing, _coverage(lines), items)


def index_by_field(fields: Sequence[Field]) -> Overall:
    """Each field's index, and their mean by the weights of the fields.

    A field all of whose indicators lack figures is left out; in others those that have one stand for the rest."""
    known = tuple(FieldIndex(field, index_of(field.items)) for field in fields)
    lines = tuple(Line(one.field.name, one.field.weight, one.index.percent, one.index.reason) for one in known)
    total = sum((Fraction(one.field.weight) for one in known), Fraction(0))
    covered = sum((Fraction(one.field.weight) * one.index.coverage for one in known), Fraction(0))
    missing = tuple(name for one in known for name in one.index.missing)
    every = [item for field in fields for item in field.items]
    return Overall(known, _index(lines, missing, covered / total if total else NOTHING, every))


def _index(lines: tuple[Line, ...], missing: tuple[str, ...], coverage: Fraction, items: Sequence[Item]) -> Index:
    value, reason = None, ""
    if not lines:
        reason = "没有计入权重的指标"
    elif not weighable([line.weight for line in lines]):
        reason = NO_WEIGHTS
    else:
        value = mean([(line.weight, line.percent) for line in lines])
        reason = "" if value is not None else "计入权重的指标都无法计算"
    coverage = coverage if value is not None else NOTHING
    failed, unjudged, passed = (_must_pass(items, met) for met in (False, None, True))
    return Index(value, coverage, missing, failed, unjudged, passed, lines, reason)


def _must_pass(items: Sequence[Item], is_met: bool | None) -> tuple[str, ...]:
    return tuple(one.name for one in items if one.attainment.must_pass and one.attainment.is_met is is_met)


def _capped(attainment: Attainment) -> Fraction | None:
    return None if attainment.percent is None else min(max(attainment.percent, NOTHING), FULL)


def _coverage(lines: Sequence[Line]) -> Fraction:
    total = sum((Fraction(line.weight) for line in lines), Fraction(0))
    covered = sum((Fraction(line.weight) for line in lines if line.percent is not None), Fraction(0))
    return covered / total if total else NOTHING
