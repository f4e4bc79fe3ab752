"""What waits about plans and their tasks: drafts to go through, tasks to acknowledge or to break down, objections.

In: an actor, today.  Out: things to do, a leader's tasks by plan, a unit's by role; in a fixed number of queries.
"""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Min, Q
from django.urls import reverse

from duban.apps.home.parts import Part, Row, Todo
from duban.apps.organizations.models import Official, Unit
from duban.apps.plans.models import Plan, PlanImport, PlanImportState, Receipt
from duban.apps.plans.nearness import distance
from duban.apps.plans.queries.links import not_broken_down
from duban.apps.plans.queries.plan_receipts import Standing
from duban.apps.plans.queries.portfolios import roles_of_unit, tasks_of_leader
from duban.apps.plans.queries.receipts import objections_to_decide, overdue, waiting_for
from duban.apps.web.templatetags.duban import short_day
from duban.rulebook.actors import Actor
from duban.rulebook.tasks import PlanState, TaskState

_SHOWN = 6


def to_acknowledge(actor: Actor, *, on: date) -> list[Todo]:
    """The tasks of one's units that wait, plan by plan, what is due first first."""
    counted = waiting_for(actor).order_by().values("task__plan", "task__plan__title")
    rows = counted.annotate(count=Count("pk"), due=Min("due")).order_by("due", "task__plan")
    return [
        Todo(
            "签收任务",
            "，".join(filter(None, (row["task__plan__title"], _by(row["due"], on)))),
            f"{reverse('plans:receipts')}#plan-{row['task__plan']}",
            "去签收",
            f"{row['count']} 项",
            row["due"],
        )
        for row in rows[:_SHOWN]
    ]


def to_break_down(actor: Actor) -> list[Todo]:
    """The tasks from above that nothing of the own place carries out."""
    counted = not_broken_down(actor).order_by().values("plan", "plan__title")
    url = f"{reverse('plans:from-above')}?{urlencode({'broken_down': False})}"
    return [
        Todo("分解上级交办任务", row["plan__title"], url, "去分解", f"{row['count']} 项")
        for row in counted.annotate(count=Count("pk")).order_by("-plan")[:_SHOWN]
    ]


def of_own_plans(actor: Actor, *, on: date) -> list[Todo]:
    """What an office has to do about the plans of its place."""
    return [*_objections(actor), *_not_acknowledged(actor, on), *_imports(actor), *_drafts(actor)]


def _objections(actor: Actor) -> list[Todo]:
    counted = objections_to_decide(actor).aggregate(count=Count("pk"), units=Count("unit", distinct=True))
    if not counted["count"]:
        return []
    who = f"{counted['units']} 个单位对任务提出异议，答复后才签收"
    return [Todo("答复异议", who, reverse("plans:objections"), "去答复", f"{counted['count']} 件")]


def _not_acknowledged(actor: Actor, on: date) -> list[Todo]:
    late = overdue(Receipt.objects.filter(task__jurisdiction=actor.jurisdiction), on=on)
    counted = late.order_by().values("task__plan", "task__plan__title")
    rows = counted.annotate(units=Count("unit", distinct=True), count=Count("pk")).order_by("-task__plan")
    return [
        Todo(
            "逾期未签收",
            f"{row['task__plan__title']}，{row['count']} 项任务",
            f"{reverse('plans:plan-receipts', args=[row['task__plan']])}?standing={Standing.OVERDUE}",
            "看名单",
            f"{row['units']} 个单位",
        )
        for row in rows[:_SHOWN]
    ]


def _imports(actor: Actor) -> list[Todo]:
    rows = PlanImport.objects.filter(state=PlanImportState.REVIEWING, source__jurisdiction=actor.jurisdiction)
    named = rows.order_by("-pk").values_list("pk", "title", "source__name")[:_SHOWN]
    return [
        Todo("核对导入的方案", title or name, reverse("plans:review", args=[key]), "去核对")
        for key, title, name in named
    ]


def _drafts(actor: Actor) -> list[Todo]:
    rows = Plan.objects.filter(state=PlanState.DRAFT, jurisdiction=actor.jurisdiction)
    named = rows.order_by("-year", "-pk").values_list("pk", "title")[:_SHOWN]
    return [Todo("印发方案", title, reverse("plans:plan", args=[key]), "去印发") for key, title in named]


def leaders_tasks(official: Official, actor: Actor, *, on: date) -> Part:
    """The tasks that hang on the posts somebody holds today, plan by plan."""
    tasks = tasks_of_leader(official, actor, on=on).exclude(state=TaskState.DRAFT)
    in_force = Q(state=TaskState.IN_FORCE)
    counted = (
        tasks.order_by()
        .values("plan", "plan__title")
        .annotate(
            count=Count("pk"), open=Count("pk", filter=in_force), late=Count("pk", filter=in_force & Q(deadline__lt=on))
        )
    )
    before = on - timedelta(days=1)
    url = reverse("plans:leader-tasks", args=[official.pk])
    rows = [
        Row(
            row["plan__title"],
            f"{url}?{urlencode({'plan': row['plan']})}",
            note=f"{row['count']} 项，在办 {row['open']} 项",
            warning=_late(row["late"]),
            is_late=True,
            warning_url=f"{url}?{urlencode({'plan': row['plan'], 'state': TaskState.IN_FORCE, 'deadline_to': before})}",
        )
        for row in counted.order_by("-plan__year", "-plan")[:_SHOWN]
    ]
    return Part("我分管的任务", rows, "方案印发后，由您分管的任务会列在这里。", url)


def units_tasks(unit: Unit, actor: Actor, *, on: date) -> Part:
    """The tasks the unit answers for, by what it does for them."""
    rows = []
    for role in roles_of_unit(unit, actor, on=on):
        is_open, late, _ = role.figures
        note = f"{role.total.count} 项，在办 {is_open.count} 项"
        rows.append(Row(role.label, role.total.url, note, _late(late.count), is_late=True, warning_url=late.url))
    url = reverse("plans:unit-tasks", args=[unit.pk])
    return Part("本单位的任务", rows, "方案印发后，由本单位牵头、负责和配合的任务会列在这里。", url)


def _late(count: int) -> str:
    return f"逾期 {count} 项" if count else ""


def _by(due: date | None, on: date) -> str:
    return f"{short_day(due)}前签收，{distance(due, on=on)}" if due else ""
