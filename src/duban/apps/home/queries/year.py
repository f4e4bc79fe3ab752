"""What waits in the year's work: to fill in, to approve inside, to review, to decide, to answer.

In: an actor, today.  Out: `Todo`s with their day; one query for each kind, whatever the number of rows.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone

from duban.apps.calendars.queries import work_calendar
from duban.apps.home.parts import Todo
from duban.apps.plans.queries.receipts import units_answered_by
from duban.apps.progress.models import (
    Adjustment,
    Closure,
    ImplementationPlan,
    Instruction,
    Milestone,
    Report,
)
from duban.apps.progress.queries import contributions
from duban.apps.progress.queries.practice import practice_of
from duban.apps.web.templatetags.duban import short_day
from duban.rulebook.actors import Actor
from duban.rulebook.reports import WRITABLE, FilingState
from duban.rulebook.requests import AdjustmentState, ClosureState, InstructionState
from duban.rulebook.roles import Role
from duban.rulebook.tasks import TaskState

_SHOWN, _READ = 6, 200
_AHEAD = 20  # working days ahead in which milestones are told


def of_unit(actor: Actor, *, on: date) -> list[Todo]:
    """What the actor's units have to file, in the order of its days."""
    return [
        *_instructions(actor),
        *_reports(actor),
        *_inner(actor),
        *_contributions(actor),
        *_implementation_plans(actor),
        *_milestones(actor, on),
    ]


def of_office(actor: Actor, *, on: date) -> list[Todo]:
    """What the office of a place has to review and to decide."""
    return [*_to_review(actor, on), *_plans_to_review(actor), *_adjustments(actor, on), *_closures(actor, on)]


def of_leader(actor: Actor) -> list[Todo]:
    """What is laid before a leader."""
    referred = Adjustment.objects.filter(state=AdjustmentState.REFERRED, task__jurisdiction=actor.jurisdiction)
    count = referred.count()
    answered = Instruction.objects.filter(state=InstructionState.ANSWERED, task__jurisdiction=actor.jurisdiction)
    answers = answered.filter(post__appointments__official__account=actor.account).distinct().count()
    todos = []
    if count:
        todos.append(
            Todo("审批调整申请", "督查室已提出拟办意见", reverse("progress:adjustments"), "去审批", f"{count} 件")
        )
    if answers:
        todos.append(
            Todo("批示已反馈", "承办单位已报办理情况", reverse("progress:instructions"), "去查看", f"{answers} 件")
        )
    return todos


def _reports(actor: Actor) -> list[Todo]:
    """Round by round; what was returned stands apart, by its own day."""
    open_rounds = Report.objects.filter(unit__in=units_answered_by(actor), round__closed_at=None, state__in=WRITABLE)
    counted = open_rounds.order_by().values("round", "round__sequence", "round__plan__title", "due")
    returned = Count("pk", filter=Q(state=FilingState.RETURNED))
    rows = counted.annotate(count=Count("pk"), returned=returned).order_by("due", "round")
    return [
        Todo(
            "重报退回的进展情况" if row["returned"] == row["count"] else "填报进展情况",
            f"{row['round__plan__title']}，第{row['round__sequence']}轮" + _returned(row["returned"], row["count"]),
            reverse("progress:reports"),
            "去填报",
            f"{row['count']} 项",
            row["due"],
        )
        for row in rows[:_SHOWN]
    ]


def _returned(returned: int, count: int) -> str:
    return f"，其中退回 {returned} 项" if 0 < returned < count else ""


def _inner(actor: Actor) -> list[Todo]:
    if actor.role != Role.UNIT_HEAD:
        return []
    inner = Report.objects.filter(unit__in=units_answered_by(actor), state=FilingState.INNER)
    found = inner.filter(round__closed_at=None).aggregate(count=Count("pk"), due=Min("due"))
    if not found["count"]:
        return []
    url = reverse("progress:reports")
    return [Todo("审核本单位的填报", "审核后报送督查室", url, "去审核", f"{found['count']} 项", found["due"])]


def _contributions(actor: Actor) -> list[Todo]:
    found = contributions.waiting_for(actor).aggregate(
        count=Count("pk"), due=Min("due"), units=Count("report__unit", distinct=True)
    )
    if not found["count"]:
        return []
    asked = f"{found['units']} 个牵头单位请本单位提供"
    url = reverse("progress:contributions")
    return [Todo("提供配合材料", asked, url, "去提供", f"{found['count']} 件", found["due"])]


def _implementation_plans(actor: Actor) -> list[Todo]:
    waiting = ImplementationPlan.objects.filter(unit__in=units_answered_by(actor), state__in=WRITABLE)
    counted = waiting.order_by().values("task__plan", "task__plan__title", "due").annotate(count=Count("pk"))
    url = reverse("progress:plans-due")
    return [
        Todo("填报落实方案", row["task__plan__title"], url, "去填报", f"{row['count']} 项", row["due"])
        for row in counted.order_by("due", "task__plan")[:_SHOWN]
    ]


def _milestones(actor: Actor, on: date) -> list[Todo]:
    until = work_calendar().add_working_days(on, _AHEAD)
    rows = Milestone.objects.filter(
        implementation_plan__unit__in=units_answered_by(actor),
        implementation_plan__state=FilingState.ACCEPTED,
        implementation_plan__task__state=TaskState.IN_FORCE,
        done_on=None,
        due__lte=until,
    )
    of_tasks: dict[int, list[Milestone]] = {}
    for row in rows.select_related("implementation_plan").order_by("due", "pk")[:_READ]:
        of_tasks.setdefault(row.implementation_plan.task_id, []).append(row)
    return [
        Todo("完成节点", str(row), reverse("plans:task", args=[task]), "看任务", f"{len(found)} 个", row.due)
        for task, found in list(of_tasks.items())[:_SHOWN]
        for row in found[:1]
    ]


def _instructions(actor: Actor) -> list[Todo]:
    rows = Instruction.objects.filter(unit__in=units_answered_by(actor), state=InstructionState.GIVEN)
    rows = rows.select_related("clock").order_by("clock__due_at", "pk")
    return [
        Todo(
            "办理批示",
            str(row),
            reverse("progress:instruction", args=[row.pk]),
            "去办理",
            "",
            timezone.localtime(row.clock.due_at).date(),
        )
        for row in rows[:_SHOWN]
    ]


def _to_review(actor: Actor, on: date) -> list[Todo]:
    waiting = Report.objects.filter(state=FilingState.SUBMITTED, task__jurisdiction=actor.jurisdiction)
    found = waiting.aggregate(count=Count("pk"), first=Min("submitted_at"))
    if not found["count"]:
        return []
    first = timezone.localtime(found["first"]).date()
    within = practice_of(actor.jurisdiction or 0, on=on).review_within
    detail = f"最早一份{short_day(first)}报送，{within}个工作日内应审核"
    due = work_calendar().add_working_days(first, within)
    return [Todo("审核进展情况", detail, reverse("progress:review"), "去审核", f"{found['count']} 份", due)]


def _plans_to_review(actor: Actor) -> list[Todo]:
    waiting = ImplementationPlan.objects.filter(state=FilingState.SUBMITTED, task__jurisdiction=actor.jurisdiction)
    found = waiting.aggregate(count=Count("pk"), units=Count("unit", distinct=True))
    if not found["count"]:
        return []
    url = reverse("progress:implementation-reviews")
    return [Todo("审核落实方案", f"{found['units']} 个单位报送", url, "去审核", f"{found['count']} 份")]


def _adjustments(actor: Actor, on: date) -> list[Todo]:
    rows = Adjustment.objects.filter(state=AdjustmentState.ASKED, task__jurisdiction=actor.jurisdiction)
    return [
        Todo(
            "审批调整申请",
            f"{row.unit}申请{row.get_kind_display()}{_waited(row.asked_at, on)}：{row.task}",
            reverse("progress:adjustment", args=[row.pk]),
            "去审批",
        )
        for row in rows.select_related("unit", "task").order_by("asked_at")[:_SHOWN]
    ]


def _closures(actor: Actor, on: date) -> list[Todo]:
    rows = Closure.objects.filter(state=ClosureState.ASKED, task__jurisdiction=actor.jurisdiction)
    return [
        Todo(
            "核查销号",
            f"{row.unit}申请{_waited(row.asked_at, on)}：{row.task}",
            reverse("progress:closure", args=[row.pk]),
            "去核查",
        )
        for row in rows.select_related("unit", "task").order_by("asked_at")[:_SHOWN]
    ]


def _waited(since: datetime, on: date) -> str:
    days = work_calendar().working_days_between(timezone.localtime(since).date(), on)
    return f"，已等 {days} 个工作日" if days > 0 else ""
