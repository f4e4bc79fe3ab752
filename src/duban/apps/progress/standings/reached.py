"""Which steps (节点) are done because the figure reported reaches theirs, though nobody said so: as they are judged.

In: steps with their targets.  Out: the day as of which each is reached, by its key; one query.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from duban.apps.plans.models import Target
from duban.apps.progress.models import Milestone
from duban.apps.progress.standings.said import figures_of
from duban.rulebook.pace_facts import AT_MOST
from duban.rulebook.targets import TargetKind


def reached_on(steps: Collection[Milestone]) -> dict[int, date]:
    counted = [one for one in steps if one.figure is not None and one.target is not None and _adds_up(one.target)]
    said = figures_of({one.target_id or 0 for one in counted}) if counted else {}
    newest = {target: figures[-1] for target, figures in said.items()}
    return {
        one.pk: newest[one.target_id or 0].on
        for one in counted
        if one.target_id in newest and newest[one.target_id].value >= (one.figure or 0)
    }


def _adds_up(target: Target) -> bool:
    is_sum = target.kind == TargetKind.CUMULATIVE and target.comparator not in AT_MOST
    return is_sum and target.value is not None and target.value > 0
