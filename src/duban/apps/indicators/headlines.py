"""Which targets of a plan are its 主要预期目标, and what an indicator of the year is when it is made of one.

In: a plan in force, its targets.  Out: those that may be taken, what each becomes; a fixed number of queries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, prefetch_related_objects

from duban.apps.indicators.answering import Answering
from duban.apps.indicators.linking import OPEN, QUANTIFIED
from duban.apps.indicators.models import Indicator, IndicatorTarget, Observation
from duban.apps.plans.models import Plan, Responsibility, Target, Task
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.figures import plain
from duban.rulebook.indicators import Direction, IndicatorKind, TargetRule
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict
from duban.rulebook.target_rules import rule_of
from duban.rulebook.targets import TargetKind
from duban.rulebook.tasks import PlanState, ResponsibilityRole

ORIGIN = "任务方案"
_AT_MOST = ("<=", "<")
_LONGEST = 200  # an indicator's name, and the words of its target


@dataclass(frozen=True, slots=True)
class Offered:
    """`is_headline`: chosen at first; `taken`: the indicator that has it already."""

    target: Target
    is_headline: bool
    taken: Indicator | None


def check_can_take(plan: Plan, by: Actor) -> None:
    permissions.check_can(by, Permission.EDIT_INDICATORS, within=plan.jurisdiction.path)
    if plan.state != PlanState.ISSUED:
        raise Conflict("方案不在执行中，不能把它的目标设为年度指标")


def offered(plan: Plan) -> list[Offered]:
    """Targets with a figure, and those in words that a task of the first chapter consists of, in the plan's order."""
    first = _first_chapter(plan)
    tasks = list(plan.tasks.filter(state__in=OPEN).defer("search", "grams").order_by("order", "pk"))
    prefetch_related_objects(tasks, "targets__indicator_link__indicator")
    found = []
    for task in tasks:
        is_headline = (not first or task.section_id in first) and _is_only_targets(task)
        for target in task.targets.all():
            if target.kind in QUANTIFIED or (is_headline and target.kind == TargetKind.QUALITATIVE):
                link = getattr(target, "indicator_link", None)
                taken = link.indicator if link else None
                found.append(Offered(target, is_headline and taken is None, taken))
    return found


def names_of(targets: Iterable[Target]) -> dict[int, str]:
    """What the indicator of each target is called: its measure; its words where a task has two of one measure."""
    names: dict[int, str] = {}
    taken: set[tuple[str, str]] = set()
    for one in targets:
        name = (one.measure.strip() or one.text.strip())[:_LONGEST]
        if (one.task.number, name) in taken:
            name = one.text.strip()[:_LONGEST]
        taken.add((one.task.number, name))
        names[one.pk] = name
    return names


def kind_of(target: Target) -> IndicatorKind:
    return IndicatorKind.GROWTH if target.kind == TargetKind.GROWTH else IndicatorKind.VALUE


def direction_of(target: Target) -> Direction:
    """控制在…以内 is better the lower it is."""
    return Direction.LOWER if target.comparator in _AT_MOST else Direction.HIGHER


def leads_of(targets: Iterable[Target]) -> dict[int, list[Answering]]:
    """Who leads each task, by its key; members of a collective unit stand for themselves once the set is in force."""
    rows = Responsibility.objects.filter(
        task__in={one.task_id for one in targets}, role=ResponsibilityRole.LEAD, through=None, until=None
    )
    found: dict[int, list[Answering]] = {}
    for row in rows.select_related("unit", "unit_group", "post").order_by("order", "pk"):
        found.setdefault(row.task_id, []).append(row.unit or row.unit_group or str(row))
    return found


def reached_before(place: int, year: int, names: Iterable[str]) -> dict[tuple[str, str, str], Decimal]:
    """The whole year's figure that counts in a place's set of that one year, by name, unit and kind."""
    same = Q(indicator__indicator_set__jurisdiction=place, jurisdiction=place)
    of_year = Q(indicator__indicator_set__starts=year, indicator__indicator_set__ends=year, year=year, month=12)
    rows = Observation.objects.filter(same, of_year, counts=True, indicator__name__in=set(names))
    values = rows.order_by("indicator__indicator_set", "indicator").values_list(
        "indicator__name", "indicator__unit", "indicator__kind", "value"
    )
    return {(name, unit, kind): value for name, unit, kind, value in values}


def baseline_words(value: Decimal | None, unit: str) -> str:
    return "" if value is None else f"{plain(value)}{unit}"


def target_row(target: Target, indicator: Indicator) -> IndicatorTarget:
    """In the task's own words; a plain figure means what it says, else a person confirms the meaning."""
    rule, amount = rule_of(
        target.text,
        comparator=target.comparator,
        value=target.value,
        value_to=target.value_to,
        unit=indicator.unit,
        name=indicator.name,
    )
    return IndicatorTarget(
        indicator=indicator,
        jurisdiction=indicator.indicator_set.jurisdiction,
        year=indicator.indicator_set.ends,
        comparator=target.comparator,
        value=target.value,
        value_to=target.value_to,
        text=target.text[:_LONGEST],
        rule=rule,
        amount=amount,
        rule_confirmed=rule == TargetRule.VALUE,
        origin=ORIGIN,
    )


def _first_chapter(plan: Plan) -> set[int]:
    """The keys of the first heading and what is under it; none where the plan has no headings."""
    sections: Mapping[int, int | None] = dict(plan.sections.order_by("order", "pk").values_list("pk", "parent"))
    top = next((key for key, parent in sections.items() if parent is None), None)
    found = {top} if top else set()
    while more := {key for key, parent in sections.items() if parent in found} - found:
        found |= more
    return found


def _is_only_targets(task: Task) -> bool:
    """地区生产总值增长5%以上。 and nothing else: no measures, no further words."""
    left = task.text
    for target in task.targets.all():
        left = left.replace(target.text, "")
    return not task.measures.strip() and not re.sub(r"[\s，。；、,.;]", "", left)
