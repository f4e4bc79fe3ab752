"""The indicators a unit or a leader answers for, with how they stand at the newest figures, set by set.

In: a condition on indicators, who looks, the day.  Out: `Answered`; of the newest sets in force only.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from duban.apps.indicators.measuring import measure
from duban.apps.indicators.models import Indicator, IndicatorSet, IndicatorTask, IndicatorUnit, TargetLink
from duban.apps.indicators.queries.looks import Look, look_at
from duban.apps.indicators.queries.set_standing import Line
from duban.apps.organizations.models import Appointment, Official, Unit
from duban.apps.plans.queries.portfolios import tasks_of_leader
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import SetState
from duban.rulebook.tasks import ResponsibilityRole

MOST_SETS = 3
Answered = list[tuple[Look, list[Line]]]


def of_unit(unit: Unit, actor: Actor, *, on: date) -> Answered:
    """What the unit leads."""
    return _answered(Q(pk__in=_led_by(Q(unit=unit))), actor, on=on)


def of_leader(official: Official, actor: Actor, *, on: date) -> Answered:
    """What serves the tasks the person is in charge of, and what units lead in which the person holds a post."""
    tasks = tasks_of_leader(official, actor, on=on).order_by().values("pk")
    units = Appointment.objects.on(on).filter(official=official).order_by().values("post__unit")
    served = Q(pk__in=IndicatorTask.objects.filter(task__in=tasks).order_by().values("indicator"))
    served |= Q(pk__in=TargetLink.objects.filter(target__task__in=tasks).order_by().values("indicator"))
    return _answered(served | Q(pk__in=_led_by(Q(unit__in=units))), actor, on=on)


def _led_by(units: Q) -> object:
    return IndicatorUnit.objects.filter(units, role=ResponsibilityRole.LEAD).order_by().values("indicator")


def _answered(asked: Q, actor: Actor, *, on: date) -> Answered:
    rows = Indicator.objects.visible_to(actor).filter(asked, indicator_set__state=SetState.IN_FORCE)
    sets = IndicatorSet.objects.filter(pk__in=rows.order_by().values("indicator_set"))
    found: Answered = []
    for one in sets.select_related("jurisdiction")[:MOST_SETS]:
        look = look_at(one, {}, actor, on=on)
        standing = measure(one, year=look.year, month=look.month, only=rows)
        found.append((look, [Line(item, "", (), frozenset()) for item in standing.items]))
    return found
