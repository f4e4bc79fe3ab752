"""实现程度 as it is told: a percentage with its method, its inputs and a working that a clerk can check by hand.

In: what `attaining` computed.  Out: values with words; the words are made only when asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from duban.rulebook.indicators import Method, TargetLevel


@dataclass(frozen=True, slots=True)
class LevelAttainment:
    """确保 and 力争 each by itself."""

    level: TargetLevel
    percent: Fraction | None
    is_met: bool | None


@dataclass(frozen=True, slots=True)
class Attainment:
    """`percent` 0–100 (above only without cap), None where it cannot be said; `reason`: why so, or why none."""

    percent: Fraction | None
    is_met: bool | None
    method: Method
    reason: str = ""
    must_pass: bool = False
    levels: tuple[LevelAttainment, ...] = ()

    @property
    def shown(self) -> str:
        """54.3%, or 无法计算."""
        raise NotImplementedError

    @property
    def inputs(self) -> tuple[tuple[str, str], ...]:
        """(("实际值", "31502"), ("目标值", "≥58000"), …)."""
        raise NotImplementedError

    @property
    def working(self) -> str:
        """31502 ÷ 58000 × 100 = 54.3%."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a composite with its weight."""

    name: str
    weight: Decimal
    attainment: Attainment
