"""What the ledger says of how tasks stand: the word and why, the pace; by which they are filtered and sorted.

In: the day asked about.  Out: columns for `plans.ledger`, registered when the application is ready.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from duban.apps.plans.ledger import wording
from duban.apps.plans.ledger.further import Further
from duban.apps.plans.models import Task
from duban.apps.progress.queries.standings import SEVERE, rank_on, tasks_standing_as
from duban.apps.progress.standings.shown import (
    SEVERE_LABEL,
    Shown,
    pace_markup,
    pace_words,
    shown,
    state_markup,
)
from duban.apps.web.table import Column
from duban.rulebook.health import LABELS, Health

_H = Health
CHOICES = [
    (_H.OVERDUE.value, LABELS[_H.OVERDUE]),
    (_H.BEHIND.value, LABELS[_H.BEHIND]),
    (SEVERE, f"其中{SEVERE_LABEL}"),
    *((one.value, LABELS[one]) for one in list(Health)[2:]),
]
VIEWS = [("滞后和逾期", f"health={_H.OVERDUE}&health={_H.BEHIND}&sort=health")]


def columns(day: date) -> Sequence[tuple[str, Column]]:
    health = Column(
        "health",
        "进度状态",
        value=_said(day, state_markup, wording.state),
        exported=_said(day, lambda one: one.label, wording.state_words),
        filter=lambda actor, words: tasks_standing_as(words, day),
        filter_value=_said(day, lambda one: one.judged.health.value, lambda task: None),
        choices=CHOICES,
        sort="health_rank",
        place="state",
    )
    pace = Column(
        "pace", "进度", value=_said(day, pace_markup), exported=_said(day, pace_words), place="pace", optional=True
    )
    why = Column("reason", "判断依据", value=_said(day, lambda one: one.reason), optional=True, hidden=True, wide=True)
    return [("text", health), ("health", pace), ("pace", why)]


def further() -> Further:
    return Further("health", columns=columns, aliases=_aliases, dress=_dress, views=VIEWS)


def _aliases(day: date) -> Mapping[str, Any]:
    return {"health_rank": rank_on(day)}


def _dress(tasks: QuerySet[Task]) -> QuerySet[Task]:
    return tasks.select_related("standing")


def _said(
    day: date, of: Callable[[Shown], Any], otherwise: Callable[[Task], Any] = lambda task: ""
) -> Callable[[Task], Any]:
    """What is said of a task that is judged, or of another; a task is judged once, however many columns ask."""

    def said(task: Task) -> Any:
        kept = task.__dict__
        if "_shown" not in kept:
            kept["_shown"] = shown(task, day)
        found: Shown | None = kept["_shown"]
        return otherwise(task) if found is None else of(found)

    return said
