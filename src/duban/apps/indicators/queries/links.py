"""Which quantified targets of tasks may be an indicator's, the likest first; which indicators a task's targets are.

In: an indicator or a task, who asks.  Out: rows; a fixed number of queries. Likeness: the pairs of characters shared.
"""

from __future__ import annotations

from duban.apps.indicators.linking import OPEN, QUANTIFIED
from duban.apps.indicators.models import Indicator, TargetLink
from duban.apps.organizations.naming import pairs
from duban.apps.plans.models import Target, Task
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import IndicatorKind
from duban.rulebook.targets import TargetKind

MOST = 60


def proposed(indicator: Indicator, actor: Actor) -> list[Target]:
    """Targets of the same unit and way of counting that no indicator has."""
    of = indicator.indicator_set
    is_growth = indicator.kind == IndicatorKind.GROWTH
    kinds = [one for one in QUANTIFIED if (one is TargetKind.GROWTH) == is_growth]
    tasks = Task.objects.visible_to(actor).filter(
        jurisdiction_path__startswith=of.jurisdiction.path, state__in=OPEN, year__range=(of.starts, of.ends)
    )
    rows = Target.objects.filter(task__in=tasks.order_by(), kind__in=kinds, unit=indicator.unit, indicator_link=None)
    found = rows.select_related("task").defer("task__search", "task__grams").order_by("-task__year", "pk")
    return sorted(found, key=lambda one: -likeness(indicator.name, one.measure))[:MOST]


def likeness(one: str, other: str) -> float:
    """0 to 1; a single character is like nothing."""
    bare = ["".join(words.split()) for words in (one, other)]
    if any(len(words) < 2 for words in bare):
        return 0.0
    mine, theirs = map(pairs, bare)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def links_of(task: Task, actor: Actor) -> list[TargetLink]:
    seen = Indicator.objects.visible_to(actor).order_by().values("pk")
    rows = TargetLink.objects.filter(target__task=task, indicator__in=seen)
    return list(rows.select_related("target", "indicator__indicator_set__jurisdiction").order_by("target__order", "pk"))
