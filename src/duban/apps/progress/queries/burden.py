"""The burden of the units one sees, month by month; a fixed number of queries, whatever the number of units.

In: an actor, a month.  Out: units with their `Burden`.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from duban.apps.calendars.queries import work_calendar
from duban.apps.organizations.models import Unit, UnitKind
from duban.apps.outbox.owing import Owed, Span, owed_by
from duban.apps.plans.models import Task, TaskLink
from duban.apps.plans.queries.receipts import units_answered_by
from duban.apps.progress.burden import About, Burden, burdens
from duban.rulebook.actors import Actor


def units_measured(actor: Actor) -> QuerySet[Unit]:
    """The units of the place and the governments right below it; of who sees no place whole, the own units."""
    if not actor.sees_jurisdiction:
        return units_answered_by(actor)
    below = Q(kind=UnitKind.GOVERNMENT, jurisdiction__parent=actor.jurisdiction)
    rows = Unit.objects.visible_to(actor).filter(Q(jurisdiction=actor.jurisdiction) | below, until=None)
    return rows.select_related("jurisdiction").order_by("jurisdiction__path", "order", "pk")


def month_of(year: int, month: int) -> Span:
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]), done=True)


def burdens_of(units: Sequence[Unit], span: Span) -> list[tuple[Unit, Burden]]:
    """The units that owe something, the heaviest first."""
    owed = owed_by([unit.pk for unit in units], span)
    found = burdens(owed, about_tasks({one.task for one in owed if one.task}), work_calendar())
    rows = [(unit, found[unit.pk]) for unit in units if unit.pk in found]
    return sorted(rows, key=lambda row: -len(row[1].items))


def by_month(unit: Unit, year: int) -> list[tuple[int, int]]:
    """How much is due in each month of a year."""
    owed = owed_by([unit.pk], Span(date(year, 1, 1), date(year, 12, 31), done=True))
    counted = Counter(one.due.month for one in owed)
    return [(month, counted[month]) for month in range(1, 13)]


def about_tasks(keys: Collection[int]) -> dict[int, About]:
    linked: dict[int, set[int]] = defaultdict(set)
    links = TaskLink.objects.filter(Q(parent__in=keys) | Q(child__in=keys))
    for parent, child in links.values_list("parent", "child"):
        linked[parent].add(child)
        linked[child].add(parent)
    rows = Task.objects.filter(pk__in=keys).values_list("pk", "plan", "text")
    return {key: About(plan, text, frozenset(linked[key])) for key, plan, text in rows}


def by_day(items: Sequence[Owed]) -> list[tuple[date, list[Owed]]]:
    """A month as its days, in order."""
    days: dict[date, list[Owed]] = defaultdict(list)
    for one in items:
        days[one.due].append(one)
    return sorted(days.items())
