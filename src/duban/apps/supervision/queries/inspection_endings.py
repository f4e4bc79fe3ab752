"""Why an inspection cannot be closed yet: objections that are open, items that are not put right."""

from __future__ import annotations

from django.db.models import Count, Q

from duban.apps.supervision.models import Inspection, Objection, Rectification
from duban.rulebook.cases import RectificationState
from duban.rulebook.inspections import ConclusionState, ObjectionState

_UNFINISHED = (RectificationState.OPEN, RectificationState.DONE)


def why_not_closed(row: Inspection) -> str:
    """ "" when it may be."""
    waiting = row.conclusions.filter(state__in=(ConclusionState.DRAFT, ConclusionState.DELIVERED)).count()
    if waiting:
        return f"还有{waiting}份督查结论没有送达、签收，不能办结"
    if open_ones := Objection.objects.filter(conclusion__inspection=row, state=ObjectionState.FILED).count():
        return f"还有{open_ones}件复核申请没有决定，不能办结"
    items = Rectification.objects.filter(conclusion__inspection=row, state__in=_UNFINISHED)
    counted = items.aggregate(all=Count("pk"), done=Count("pk", filter=Q(state=RectificationState.DONE)))
    if counted["all"]:
        checked = f"（其中{counted['done']}项待核查）" if counted["done"] else ""
        return f"还有{counted['all']}项整改没有完成{checked}，不能办结"
    return ""
