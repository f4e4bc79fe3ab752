"""Tell how the demo city's indicators stand: a bulletin that was issued, a mid-term evaluation still being written.

In: the city's set with its figures, whose hands, now.  Out: documents.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from duban.apps.indicators.actions.evaluations import draft_evaluation
from duban.apps.indicators.models import IndicatorSet
from duban.rulebook.indicators import EvaluationKind
from duban.site.making_documents import NOT_ACKNOWLEDGED, SIGNED_AFTER, Hands, acknowledge, send_out
from duban.site.making_year import morning

BULLETIN, MID_TERM = date(2026, 7, 28), date(2026, 3, 16)


def evaluated(one: IndicatorSet, hands: Hands, *, now: datetime) -> None:
    """The first half of 2026 as a bulletin; the years up to 2025 as a mid-term evaluation."""
    at = morning(BULLETIN)
    if at + SIGNED_AFTER * 2 > now:
        return
    made = draft_evaluation(indicator_set=one, kind=EvaluationKind.PERIODIC, year=2026, month=6, at=at, by=hands.office)
    issued = send_out(made.dispatch, hands, at=at + SIGNED_AFTER)
    acknowledge(issued, at=at + timedelta(days=2), all_but=NOT_ACKNOWLEDGED)
    draft_evaluation(indicator_set=one, kind=EvaluationKind.MID_TERM, year=2025, at=morning(MID_TERM), by=hands.office)
