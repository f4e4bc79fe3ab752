"""主要预期目标 of a plan in force become the indicators of its year: a set in draft, each linked to its target."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.indicators import headlines
from duban.apps.indicators.actions.fields import add_field
from duban.apps.indicators.actions.indicators import Content, add_indicator
from duban.apps.indicators.actions.links import hold_reports, link_target
from duban.apps.indicators.actions.sets import create_set
from duban.apps.indicators.linking import QUANTIFIED
from duban.apps.indicators.measuring import write_meanings
from duban.apps.indicators.models import IndicatorField, IndicatorSet, IndicatorTarget, TargetLink
from duban.apps.organizations.changes import check_fits
from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans.models import Plan, Target
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, Invalid

MOST, FIELD = 100, "主要预期目标"


@transaction.atomic
def make_year_set(*, plan: Plan, targets: Collection[int], title: str, at: datetime, by: Actor) -> IndicatorSet:
    """`targets` by their keys; asked once more for the same ones, give the set they already became.

    A target in words alone becomes an indicator whose figure is entered here: it has nothing to be linked by."""
    headlines.check_can_take(plan, by)
    hold_reports(set(Target.objects.filter(task__plan=plan, pk__in=targets).values_list("task", flat=True)))
    Jurisdiction.objects.select_for_update().get(pk=plan.jurisdiction_id)
    plan = Plan.objects.select_related("jurisdiction").get(pk=plan.pk)
    headlines.check_can_take(plan, by)
    rows = _chosen(plan, targets)
    if made := _made_of(plan, rows, title):
        return made
    _check_free(rows)
    one = create_set(jurisdiction=plan.jurisdiction, title=title, starts=plan.year, ends=plan.year, at=at, by=by)
    one.plan = plan
    one.save(update_fields=["plan"])
    _fill(one, rows, at, by)
    after = {"方案": str(plan), "目标": len(rows)}
    recording.record(
        "indicator_set.made_of_plan", one, by=by, after=after, about=[plan], jurisdiction_path=plan.jurisdiction.path
    )
    return one


def _chosen(plan: Plan, targets: Collection[int]) -> list[Target]:
    """In the plan's order; only what the page offers."""
    if not targets:
        raise Invalid("请先勾选目标", "targets")
    if len(set(targets)) > MOST:
        raise Invalid(f"一次最多选{MOST}个目标", "targets")
    rows = [one.target for one in headlines.offered(plan) if one.target.pk in set(targets)]
    if missing := len(set(targets)) - len(rows):
        raise Conflict(f"有{missing}个目标已有变化，请刷新后再选")
    return rows


def _made_of(plan: Plan, rows: Sequence[Target], title: str) -> IndicatorSet | None:
    """The set that these very targets became."""
    made = IndicatorSet.objects.filter(plan=plan, title=title.strip(), starts=plan.year, ends=plan.year).first()
    if made is None:
        return None
    linked = set(TargetLink.objects.filter(indicator__indicator_set=made).values_list("target", flat=True))
    quantified = {one.pk for one in rows if one.kind in QUANTIFIED}
    there = sorted(made.indicators.values_list("number", "name"))
    names = headlines.names_of(rows)
    same = there == sorted((one.task.number, names[one.pk]) for one in rows)
    return made if same and linked == quantified else None


def _check_free(rows: Sequence[Target]) -> None:
    links = TargetLink.objects.filter(target__in=[one.pk for one in rows]).select_related("target", "indicator")
    if link := links.first():
        raise Conflict(f"“{link.target}”已关联到指标“{link.indicator}”，请先取消关联，或者不选它")


def _fill(one: IndicatorSet, rows: Sequence[Target], at: datetime, by: Actor) -> None:
    """One field, an indicator for each target, its words, the link."""
    field = add_field(indicator_set=one, title=FIELD, at=at, by=by)
    contents = _contents(one, rows, field)
    made = [(row, add_indicator(indicator_set=one, content=contents[row.pk], at=at, by=by)) for row in rows]
    aims = [headlines.target_row(target, indicator) for target, indicator in made]
    for aim in aims:
        check_fits(aim)
    write_meanings(IndicatorTarget.objects.bulk_create(aims))
    for target, indicator in made:
        if target.kind in QUANTIFIED:
            link_target(target=target, indicator=indicator, year=one.ends, at=at, by=by)


def _contents(one: IndicatorSet, rows: Sequence[Target], field: IndicatorField) -> dict[int, Content]:
    """What each target says of its indicator; the baseline is the year before's figure where there is one."""
    names, leads = headlines.names_of(rows), headlines.leads_of(rows)
    before = headlines.reached_before(one.jurisdiction_id, one.starts - 1, names.values())
    found = {}
    for row in rows:
        name, kind = names[row.pk], headlines.kind_of(row)
        reached = before.get((name, row.unit, kind))
        found[row.pk] = Content(
            name=name,
            number=row.task.number,
            field=field,
            unit=row.unit,
            kind=kind.value,
            direction=headlines.direction_of(row).value,
            baseline_year=one.starts - 1,
            baseline_value=reached,
            baseline_text=headlines.baseline_words(reached, row.unit),
            lead=leads.get(row.task_id, []),
        )
    return found
