"""What targets mean in figures: goal, goal_to and holds, kept beside the words so that the database judges too.

In: rows of targets, after target, baseline or direction changed.  Out: the rows that changed, saved.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from duban.apps.indicators.models import IndicatorTarget
from duban.rulebook.target_rules import Meaning


def meaning_of(target: IndicatorTarget, *, baseline: Decimal | None, baseline_year: int | None) -> Meaning:
    """What the row's rule means with this baseline; for a page that shows it before anything is saved."""
    raise NotImplementedError


def write_meanings(targets: Iterable[IndicatorTarget]) -> list[IndicatorTarget]:
    """Write goal, goal_to and holds of saved rows; three queries for any number. Those that changed are returned."""
    raise NotImplementedError
