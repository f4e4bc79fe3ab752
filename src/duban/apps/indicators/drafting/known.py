"""Does this file belong to a set there is already: the progress table of a campaign, the document from another file?

In: an import that was just read, its rows.  Out: a question nobody has to answer; the choice is made at the adoption.
"""

from __future__ import annotations

from collections.abc import Sequence

from duban.apps.indicators.adopting.pairing import likeliest_set
from duban.apps.indicators.models import DraftIndicator
from duban.apps.plans.drafting.doubts import KNOWN
from duban.apps.plans.models import PlanImport, Question

CODE = "known-set"


def ask_about_known_set(plan_import: PlanImport, rows: Sequence[DraftIndicator]) -> None:
    found = likeliest_set(plan_import.source.jurisdiction_id, rows)
    if found is None:
        return
    Question.objects.create(
        plan_import=plan_import,
        code=CODE,
        message=f"其中{found.matches}项在“{found.indicator_set}”里已有",
        detail="核对之后可以选择更新它，先对照，确认了才改",
        subject={"tasks": [], "numbers": [], "indicator_set": found.indicator_set.pk},
        answers=[list(KNOWN)],
        blocks=False,
    )
