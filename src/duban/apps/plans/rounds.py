"""The reporting rounds of a plan, written from the days its notice names.

In: a plan, days.  Out: its rounds, numbered as the days come; a day that stays keeps its row, and what hangs on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from duban.apps.plans.models import Plan, ReportingRound


def write_rounds(plan: Plan, days: Iterable[date]) -> None:
    wanted = sorted(set(days))
    plan.rounds.exclude(due__in=wanted).delete()
    kept = {one.due: one for one in plan.rounds.all()}
    for sequence, day in enumerate(wanted, 1):
        if day in kept:
            kept[day].sequence = sequence
    ReportingRound.objects.bulk_update(kept.values(), ["sequence"])
    numbered = [(sequence, day) for sequence, day in enumerate(wanted, 1) if day not in kept]
    ReportingRound.objects.bulk_create(
        ReportingRound(plan=plan, sequence=sequence, due=day) for sequence, day in numbered
    )
