"""What hangs on a unit in this application, and how it goes to the unit it is merged into.

Of sets not finished, the indicators it answers for; figures it gave stay its own. A set is named with how many of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Count, Model, Q, QuerySet

from duban.apps.indicators.models import Indicator, IndicatorUnit
from duban.apps.organizations.merging import Bar, Item, Part
from duban.apps.organizations.models import Unit
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import SetState
from duban.rulebook.tasks import ResponsibilityRole


def _duties(unit: Unit) -> QuerySet[IndicatorUnit]:
    return IndicatorUnit.objects.filter(unit=unit).exclude(indicator__indicator_set__state=SetState.CLOSED)


def _listed(losing: Unit, winning: Unit, on: date) -> list[Item]:
    leads = Q(role=ResponsibilityRole.LEAD)
    rows = _duties(losing).order_by().values("indicator__indicator_set", "indicator__indicator_set__ends")
    counted = rows.annotate(held=Count("indicator", distinct=True), led=Count("indicator", filter=leads, distinct=True))
    return [
        Item(
            str(row["indicator__indicator_set"]),
            f"至{row['indicator__indicator_set__ends']}年的指标体系：指标{row['held']}项，其中牵头{row['led']}项",
        )
        for row in counted.order_by("-indicator__indicator_set__ends", "indicator__indicator_set")
    ]


def _move(*, losing: Unit, winning: Unit | None, on: date, keys: Collection[str], by: Actor) -> Sequence[Model]:
    rows = list(_duties(losing).select_related("indicator"))
    held = set(_duties(winning).values_list("indicator", "role")) if winning else set()
    moving = [
        row
        for row in rows
        if winning is not None
        and str(row.indicator.indicator_set_id) in keys
        and (row.indicator_id, row.role) not in held
    ]
    IndicatorUnit.objects.filter(pk__in=[row.pk for row in moving]).update(unit=winning)
    IndicatorUnit.objects.filter(pk__in={row.pk for row in rows} - {row.pk for row in moving}).delete()
    return list(Indicator.objects.filter(pk__in={row.indicator_id for row in rows}))


def _led(unit: Unit, on: date) -> int:
    return _duties(unit).filter(role=ResponsibilityRole.LEAD).values("indicator").distinct().count()


INDICATORS = Part(
    "indicators",
    "承担的指标",
    _listed,
    _move,
    "不再承担，指标须另行分派",
    Bar("牵头的指标", _led),
    order=65,
)
