"""Draw up the demo city's own set of indicators by hand, put it in force, and give it a second way of computing.

In: the city, the office as actor, now.  Out: the set in force; its scheme's second version.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from duban.apps.indicators.actions.fields import add_field, add_stage
from duban.apps.indicators.actions.indicators import Content, add_indicator
from duban.apps.indicators.actions.links import link_target
from duban.apps.indicators.actions.schemes import Line, Settings, make_scheme
from duban.apps.indicators.actions.set_states import start_set
from duban.apps.indicators.actions.sets import create_set
from duban.apps.indicators.actions.targets import set_targets
from duban.apps.indicators.models import Indicator, IndicatorField, IndicatorSet
from duban.apps.indicators.target_reading import read_words
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.plans.models import Plan, Target
from duban.rulebook.actors import Actor
from duban.site.indicator_words import ENDS, FIELDS, INDICATORS, LINKED, PHASES, STARTS, TITLE, Measured
from duban.site.making_year import morning

ISSUED_ON = date(2023, 3, 20)
EMPHASIS = {"每千名老年人拥有养老床位数": 2, "城镇新增就业人数": 2}  # weights of the second version, the others 1
REASON = "养老床位和新增就业列为重点指标，权重加倍。"


def city_set(city: Jurisdiction, *, by: Actor, now: datetime) -> IndicatorSet:
    at = morning(ISSUED_ON)
    one = create_set(
        jurisdiction=city,
        title=TITLE,
        starts=STARTS,
        ends=ENDS,
        number="青府〔2023〕11号",
        issuer="青泽市人民政府",
        due_months=[6, 12],
        shares_targets=True,
        at=at,
        by=by,
    )
    for name, since, until, work in PHASES:
        add_stage(indicator_set=one, name=name, starts_on=date(*since), ends_on=date(*until), work=work, by=by)
    fields = {title: add_field(indicator_set=one, title=title, at=at, by=by) for title in FIELDS}
    for number, given in enumerate(INDICATORS, 1):
        whole = _added(one, given, str(number), "", fields[given.group], None, at, by)
        for order, part in enumerate(given.parts, 1):
            _added(one, part, str(number), f"({order})", fields[part.group], whole, at, by)
    one.refresh_from_db()
    return start_set(indicator_set=one, issued_on=ISSUED_ON, on=timezone.localdate(now), at=now, by=by)


def _added(
    one: IndicatorSet,
    given: Measured,
    number: str,
    part: str,
    group: IndicatorField,
    whole: Indicator | None,
    at: datetime,
    by: Actor,
) -> Indicator:
    unit = Unit.objects.get(name=given.lead)
    content = Content(
        name=given.name,
        number=number,
        part=part,
        field=group,
        unit=given.unit,
        kind=given.kind.value,
        direction=given.direction.value,
        nature=given.nature.value,
        baseline_year=STARTS if given.baseline else None,
        baseline_value=given.baseline_value,
        baseline_text=f"{given.baseline}{given.unit}" if given.baseline else "",
        aggregation=given.aggregation.value,
        accrues=given.accrues,
        lead=[unit],
    )
    row = add_indicator(indicator_set=one, content=content, parent=whole, at=at, by=by)
    wanted = [read_words(row, year, "", text) for year, text in given.targets.items()]
    if wanted:
        set_targets(indicator=row, place=one.jurisdiction, wanted=wanted, by=by)
    return row


def link_to_plan(one: IndicatorSet, *, now: datetime, by: Actor) -> None:
    """What units report on tasks of the year's plan is the indicator's figure."""
    plan = Plan.objects.filter(jurisdiction=one.jurisdiction).latest("year")
    for name, (number, measure) in LINKED.items():
        target = Target.objects.get(task__plan=plan, task__number=number, measure=measure)
        link_target(target=target, indicator=one.indicators.get(name=name), year=plan.year, at=now, by=by)


def second_version(one: IndicatorSet, *, at: datetime, by: Actor) -> None:
    """From 2026 on some fields and indicators weigh more."""
    weights = {row.pk: Decimal(FIELDS[row.title]) for row in one.fields.all()}
    lines = [Line(row.pk, Decimal(EMPHASIS.get(row.name, 1))) for row in one.indicators.all()]
    make_scheme(
        indicator_set=one,
        since=timezone.localdate(at).replace(month=1, day=1),
        settings=Settings(cap=True, tolerance=Decimal(5), behind_points=10, severe_points=30, ahead_points=10),
        fields=weights,
        lines=lines,
        reason=REASON,
        at=at,
        by=by,
    )
