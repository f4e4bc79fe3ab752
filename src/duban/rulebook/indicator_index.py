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


@dataclass(frozen=True, slots=True)
class Item:
    name: str
    weight: Decimal
    attainment: Attainment


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    weight: Decimal
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """`coverage`: share of the weights that has figures, 0–1; `missing`: names left out; must-pass items are in
    neither: `failed` are those not met, `unjudged` those nobody can judge yet; `passes` None while one is unjudged."""

    percent: Fraction | None
    coverage: Fraction
    missing: tuple[str, ...]
    failed: tuple[str, ...]
    unjudged: tuple[str, ...]
    working: str
    reason: str

    @property
    def passes(self) -> bool | None:
        raise NotImplementedError


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
    raise NotImplementedError


def index_by_field(fields: Sequence[Field]) -> Overall:
    """Each field's index, and their mean by the weights of the fields."""
    raise NotImplementedError
