"""What was filed of implementation plans (落实方案): what is kept of it, and who reads how much.

In: implementation plans, an actor.  Out: `Read`, files, submissions; the number of queries never grows with rows.
What a unit has not filed only the unit reads; after a return others read what was filed last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from duban.apps.plans.queries.receipts import answers_for
from duban.apps.progress.models import Evidence, ImplementationPlan, ImplementationSubmission, Milestone
from duban.apps.progress.queries.implementation import FILED
from duban.apps.progress.queries.milestones import Shown, as_filed, name_of, shown
from duban.rulebook.actors import Actor
from duban.rulebook.figures import plain
from duban.rulebook.reports import Decision, FilingState


@dataclass(frozen=True, slots=True)
class Read:
    """An implementation plan as far as the actor may read it; `milestones` None: nothing was filed."""

    plan: ImplementationPlan
    is_own: bool
    measures: str = ""
    milestones: tuple[Shown, ...] | None = None
    is_last_filed: bool = False  # not as it is now: what is being changed is the unit's alone


def read(plans: Collection[ImplementationPlan], actor: Actor) -> list[Read]:
    """Each, with its unit at hand, as far as the actor may; two queries at most."""
    own = {one.unit_id for one in plans if answers_for(actor, one.unit)}
    by_plan: dict[int, list[Milestone]] = defaultdict(list)
    for row in Milestone.objects.filter(implementation_plan__in=plans).select_related("target"):
        by_plan[row.implementation_plan_id].append(row)
    filed = _last_filed([one for one in plans if one.unit_id not in own and one.state not in FILED])
    return [_read(one, one.unit_id in own, by_plan[one.pk], filed.get(one.pk)) for one in plans]


def _read(plan: ImplementationPlan, is_own: bool, rows: Iterable[Milestone], values: Mapping[str, Any] | None) -> Read:
    if is_own or plan.state in FILED:
        return Read(plan, is_own, plan.measures, tuple(shown(row) for row in rows))
    if values is None:
        return Read(plan, is_own)
    live = {row.pk: row for row in rows}
    told = tuple(as_filed(one, live.get(one.get("编号", 0))) for one in values.get("节点", ()))
    return Read(plan, is_own, values.get("工作举措", ""), told, is_last_filed=True)


def _last_filed(plans: Iterable[ImplementationPlan]) -> dict[int, Mapping[str, Any]]:
    """The values last filed and not withdrawn, by the plan's key."""
    rows = ImplementationSubmission.objects.filter(implementation_plan__in=[one.pk for one in plans])
    rows = rows.exclude(decision=Decision.WITHDRAWN).order_by("number")
    return dict(rows.values_list("implementation_plan", "values"))


def is_readable(plan: ImplementationPlan, actor: Actor) -> bool:
    """Whether somebody who sees the task reads what was filed: the unit always, others once it was filed."""
    return answers_for(actor, plan.unit) or plan.state in (*FILED, FilingState.RETURNED)


def files_read_by(plan: ImplementationPlan, actor: Actor) -> list[Evidence]:
    """Others read the files that came along when it was filed, not what the unit adds before it files again."""
    rows = Evidence.objects.filter(implementation_plan=plan, removed_at=None)
    if answers_for(actor, plan.unit):
        return list(rows)
    filed = plan.submitted_at if is_readable(plan, actor) else None
    return list(rows.filter(uploaded_at__lte=filed)) if filed else []


def submissions_read_by(plan: ImplementationPlan, actor: Actor) -> QuerySet[ImplementationSubmission]:
    """What the unit took back before anybody decided on it is its own."""
    rows = plan.submissions.all()
    return rows if answers_for(actor, plan.unit) else rows.exclude(decision=Decision.WITHDRAWN)


def values_of(plan: ImplementationPlan, milestones: Iterable[Milestone]) -> dict[str, Any]:
    """What a submission keeps, by Chinese names."""
    files = plan.evidence.filter(removed_at=None).values_list("name", flat=True)
    return {
        "工作举措": plan.measures,
        "节点": [_values_of(row) for row in milestones],
        "佐证材料": list(files),
    }


def _values_of(row: Milestone) -> dict[str, Any]:
    return {
        "编号": row.pk,
        "完成时间": row.due.isoformat(),
        "工作内容": row.content,
        "目标": name_of(row.target) if row.target else "",
        "阶段目标值": plain(row.figure),
        "科室": row.section,
        "责任人": row.person,
    }
