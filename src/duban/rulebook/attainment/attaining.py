"""How far the targets of a year are reached by a value: one method for each kind of indicator, each with its reason.

In: value, goals of one year (`goals_for`), baseline, direction, terms.  Out: `Attainment`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from duban.rulebook.attainment.goals import Goal, Terms
from duban.rulebook.attainment.results import Attainment
from duban.rulebook.indicators import Direction, Method


def method_for(direction: Direction | None, goals: Sequence[Goal], baseline: Decimal | None) -> Method:
    """The method that fits where the set names none."""
    raise NotImplementedError


def attain(
    *,
    value: Decimal | None,
    goals: Sequence[Goal],
    baseline: Decimal | None,
    direction: Direction | None,
    terms: Terms,
) -> Attainment:
    """`goals` are those of the year judged, one for each level."""
    raise NotImplementedError


def attain_years(
    *,
    values: Mapping[int, Decimal | None],
    goals: Sequence[Goal],
    baseline: Decimal | None,
    direction: Direction | None,
    terms: Terms,
) -> Attainment:
    """保持: each year by its own goal; met when every year is, as far as in the worst year."""
    raise NotImplementedError
