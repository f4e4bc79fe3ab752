"""How a figure stands against its path: a word, a sentence, the gaps, and what is still needed a year.

In: a figure with its month, a `Track`.  Out: `Pace`: 2023年应达1.53，实际1.49，低0.04，基本符合.
What only has to be held is judged by its value; what is to move, by how far it is from its path.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from duban.rulebook.indicator_pace import sentences
from duban.rulebook.indicator_pace.cases import PaceCase
from duban.rulebook.indicator_pace.classes import STANDING, PaceClass, PacePoints
from duban.rulebook.indicator_pace.tracks import Track
from duban.rulebook.indicators import Direction


@dataclass(frozen=True, slots=True)
class Pace:
    """Gaps are signed, positive: better than wanted; `lead` is that to the path in percentage points. `step_needed` is
    the change a year in the indicator's unit, the rates are compound percent a year; None: nothing to say."""

    standing: PaceClass
    words: str
    expected: Fraction | None = None
    gap_to_path: Fraction | None = None
    gap_to_target: Fraction | None = None
    lead: Fraction | None = None
    step_needed: Fraction | None = None
    rate_needed: Decimal | None = None
    rate_so_far: Decimal | None = None


def pace_of(
    *,
    value: Decimal | None,
    year: int,
    track: Track,
    direction: Direction | None,
    month: int = 12,
    accrues: bool = False,
    points: PacePoints = STANDING,
    tolerance: Decimal = Decimal(5),
    places: int = sentences.MOST_PLACES,
) -> Pace:
    """How a figure of the end of a month stands against the path; `accrues`: figures add up from January on.

    `places`: decimals of the figure as it is written; it is judged by the whole of it."""
    if track.goal is None or direction is None or not track.points:
        return Pace(PaceClass.NO_PATH, track.reason)
    expected = track.expected(year, month, accrues=accrues)
    at = sentences.when(year, month, accrues=accrues)
    if expected is None:
        return Pace(PaceClass.NO_PATH, f"{at}早于基期，没有应达的数值")
    if value is None:
        return Pace(PaceClass.NO_DATA, f"没有{at}的实际值", expected)
    case = PaceCase(value, year, month, accrues, track, track.goal, direction, tolerance, expected, places)
    standing = _standing(case, points)
    return Pace(
        standing,
        sentences.of(case, standing),
        expected,
        case.gap_to_path,
        case.gap_to_target,
        case.lead,
        *case.needed,
        case.rate_so_far,
    )


def _standing(case: PaceCase, points: PacePoints) -> PaceClass:
    if case.is_over:
        return PaceClass.DONE if case.is_met else PaceClass.MISSED
    if case.is_met:
        return PaceClass.ON_PACE if case.is_held else PaceClass.DONE_EARLY
    if case.lead is None:
        return PaceClass.BEHIND if case.gap_to_path < 0 else PaceClass.ON_PACE
    word = points.word(case.lead)
    if case.is_held and not case.is_part:  # a level is kept or it is not
        return PaceClass.SEVERE if word is PaceClass.SEVERE else PaceClass.BEHIND
    return word
