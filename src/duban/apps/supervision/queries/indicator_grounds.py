"""What the record knows of an indicator when somebody opens a case about it: how it stands, and who leads it.

In: an indicator, an actor, a day.  Out: words to begin with, the unit, the task that serves it (None: there is none).
The newest figures of the set's own place count, as on the indicator's page.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from duban.apps.indicators.measuring import IndicatorStanding, standing_of
from duban.apps.indicators.models import Indicator, IndicatorTask, IndicatorUnit, TargetLink
from duban.apps.indicators.queries.looks import look_at
from duban.apps.indicators.showing.words import need_words, target_words
from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Task
from duban.rulebook.actors import Actor
from duban.rulebook.cases import Level, Trigger
from duban.rulebook.indicator_pace import PaceClass
from duban.rulebook.ladder_rules import standing_demand
from duban.rulebook.tasks import ResponsibilityRole, TaskState
from duban.rulebook.texts import cited

_BEHIND = {PaceClass.BEHIND: "滞后", PaceClass.SEVERE: "严重滞后", PaceClass.MISSED: "未完成"}
_LONGEST_NAME = 40


def task_of(indicator: Indicator, actor: Actor) -> Task | None:
    """In force and seen: that whose target is its target, else that which carries one of its 重点工作任务 out."""
    linked = TargetLink.objects.filter(target__task=OuterRef("pk"), indicator=indicator)
    serving = IndicatorTask.objects.filter(task=OuterRef("pk"), indicator=indicator)
    rows = Task.objects.visible_to(actor).annotate(is_linked=Exists(linked)).defer("search", "grams")
    rows = rows.filter(Q(is_linked=True) | Exists(serving), state=TaskState.IN_FORCE)
    rows = rows.filter(jurisdiction=indicator.indicator_set.jurisdiction_id)
    return rows.order_by("-is_linked", "-year", "order", "pk").first()


def lead_of(indicator: Indicator) -> Unit | None:
    """A unit that was merged stands for the one it went to; a part without own leads has those of its whole."""
    of_it = [key for key in (indicator.pk, indicator.parent_id) if key]
    rows = IndicatorUnit.objects.filter(indicator__in=of_it, role=ResponsibilityRole.LEAD, unit__isnull=False)
    found = sorted(rows.select_related("unit__merged_into").order_by("order", "pk"), key=_is_of_whole(indicator))
    return (found[0].unit.merged_into or found[0].unit) if found and found[0].unit else None


def grounds_of_indicator(indicator: Indicator, actor: Actor, *, on: date) -> tuple[dict[str, Any], list[str]]:
    """What the form begins with, and what stands beside it."""
    look = look_at(indicator.indicator_set, {}, actor, on=on, indicator=indicator)
    stands = standing_of(indicator, year=look.year, month=look.month)
    behind = _BEHIND.get(stands.pace.standing, "")
    initial = {
        "unit": lead_of(indicator),
        "level": Level.URGING.value,
        "subject": f"指标{cited(indicator.name, most=_LONGEST_NAME)}{behind or '落实情况'}"[:200],
        "reason": _reason(stands) if behind else "",
        "basis": _basis(stands),
        "demand": standing_demand(Trigger.BEHIND),
    }
    return initial, [one for one in (stands.pace.words, stands.attainment.working) if one]


def _reason(stands: IndicatorStanding) -> str:
    """指标“…”2026年目标64%，2026年实际60%。2026年应达64，实际60，低4，滞后。到2028年还差12个百分点…。"""
    unit = stands.indicator.unit
    facts = [f"{one.year}年目标{target_words(one)}" for one in stands.targets]
    if stands.figure is not None:
        facts.append(f"{stands.as_of}实际{stands.figure.shown}{unit}")
    said = [f"指标{cited(stands.indicator.name, most=_LONGEST_NAME)}{'，'.join(facts)}" if facts else ""]
    said += [stands.pace.words, need_words(stands)]
    return "".join(f"{one}。" for one in said if one)


def _basis(stands: IndicatorStanding) -> str:
    """The document with the item, and how far the indicator has come, as it is worked out."""
    row = stands.indicator
    of = row.indicator_set
    item = f"第{row.number}项{row.part}" if row.number else ""
    working = f"（{stands.attainment.working}）" if stands.attainment.percent is not None else ""
    source = f"{of.number or f'《{of.title}》'}{item}"
    return f"{source}{working}" if len(source) + len(working) <= 300 else source[:300]


def _is_of_whole(indicator: Indicator) -> Any:
    return lambda row: row.indicator_id != indicator.pk
