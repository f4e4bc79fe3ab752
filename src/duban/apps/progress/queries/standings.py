"""How tasks stand on a day, asked of the database: the same words as `rulebook.health`, held equal by a test.

In: a day, the way from a row to its standing.  Out: expressions, conditions that an index answers, counts.
A task without a standing (a draft, a terminated one) has no word.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from django.db.models import Case, CharField, Count, IntegerField, Q, QuerySet, Value, When

from duban.apps.plans.models import Task
from duban.apps.progress.models import Standing
from duban.rulebook.health import Health

SEVERE = "severe"  # 严重滞后: asked for beside the words, of which it is a part
H = Health


def health_on(day: date, prefix: str = "standing__") -> Case:
    """The word of the row's task on the day, None where it has none."""
    return Case(
        When(_has_come("done_on", day, prefix), then=Value(H.DONE.value)),
        When(_has_come("overdue_from", day, prefix), then=Value(H.OVERDUE.value)),
        When(_has_come("behind_from", day, prefix), then=Value(H.BEHIND.value)),
        When(Q(**{f"{prefix}started": False}), then=Value(H.NOT_STARTED.value)),
        When(Q(**{f"{prefix}ahead_until__gte": day}), then=Value(H.AHEAD.value)),
        When(Q(**{f"{prefix}started": True}), then=Value(H.ON_PACE.value)),
        default=None,
        output_field=CharField(max_length=12, null=True),
    )


def rank_on(day: date, prefix: str = "standing__") -> Case:
    """The worst first: overdue, severely behind, behind, and so on; rows without a word last."""
    order = {one: Value(at) for at, one in enumerate([H.OVERDUE, SEVERE, *list(Health)[1:]])}
    return Case(
        When(_has_come("done_on", day, prefix), then=order[H.DONE]),
        When(_has_come("overdue_from", day, prefix), then=order[H.OVERDUE]),
        When(_has_come("behind_from", day, prefix) & _has_come("severe_from", day, prefix), then=order[SEVERE]),
        When(_has_come("behind_from", day, prefix), then=order[H.BEHIND]),
        When(Q(**{f"{prefix}started": False}), then=order[H.NOT_STARTED]),
        When(Q(**{f"{prefix}ahead_until__gte": day}), then=order[H.AHEAD]),
        When(Q(**{f"{prefix}started": True}), then=order[H.ON_PACE]),
        default=None,
        output_field=IntegerField(null=True),
    )


def standing_as(words: Collection[str], day: date) -> Q:
    """The condition that a standing has one of these words on the day; SEVERE is one of them."""
    found = Q(pk__in=[])
    for word in words:
        found |= _CONDITIONS[word](day)
    return found


def tasks_standing_as(words: Collection[str], day: date) -> Q:
    """The same of a task, found by the index of its standing."""
    return Q(pk__in=Standing.objects.filter(standing_as(words, day)).values("task"))


def counts_by_health(tasks: QuerySet[Task], day: date) -> dict[Health, int]:
    """How many of the tasks have each word on the day; one query."""
    rows = tasks.order_by().exclude(standing=None).values(health=health_on(day)).annotate(number=Count("pk"))
    found = {Health(row["health"]): row["number"] for row in rows if row["health"]}
    return {health: found.get(health, 0) for health in Health}


def _has_come(name: str, day: date, prefix: str = "") -> Q:
    return Q(**{f"{prefix}{name}__lte": day})


def _not_come(name: str, day: date) -> Q:
    return Q(**{name: None}) | Q(**{f"{name}__gt": day})


def _overdue(day: date) -> Q:
    return _has_come("overdue_from", day) & _not_come("done_on", day)


def _behind(day: date) -> Q:
    return _has_come("behind_from", day) & _not_come("overdue_from", day) & _not_come("done_on", day)


def _quiet(day: date) -> Q:
    return _not_come("behind_from", day) & _not_come("overdue_from", day) & _not_come("done_on", day)


_CONDITIONS: dict[str, Callable[[date], Q]] = {
    H.DONE.value: lambda day: _has_come("done_on", day),
    H.OVERDUE.value: _overdue,
    H.BEHIND.value: _behind,
    SEVERE: lambda day: _behind(day) & _has_come("severe_from", day),
    H.NOT_STARTED.value: lambda day: _quiet(day) & Q(started=False),
    H.AHEAD.value: lambda day: _quiet(day) & Q(started=True, ahead_until__gte=day),
    H.ON_PACE.value: lambda day: _quiet(day) & Q(started=True) & (Q(ahead_until=None) | Q(ahead_until__lt=day)),
}
