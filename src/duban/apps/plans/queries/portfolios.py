"""What a unit or a leader answers for: by role and state in figures, and the tasks themselves.

In: a unit or a person, an actor, a day.  Out: counts that link to their rows, querysets of tasks.
A leader's tasks hang on posts: who holds one today answers for all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from duban.apps.organizations.holdings import Holding
from duban.apps.organizations.models import Appointment, Official, Post, Unit
from duban.apps.plans.models import Responsibility, Task
from duban.apps.plans.models.sight import of_tasks
from duban.rulebook.actors import Actor
from duban.rulebook.tasks import ROLE_LABELS, TASK_LABELS, UNIT_ROLES, ResponsibilityRole, TaskState

LATE = "overdue"
COLUMNS = (
    (TaskState.IN_FORCE.value, TASK_LABELS[TaskState.IN_FORCE]),
    (LATE, "其中逾期"),
    (TaskState.CLOSED.value, "办结"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role, all its tasks, and how many of them are in each state of `COLUMNS`."""

    label: str
    total: Figure
    figures: tuple[Figure, ...]


def tasks_of_unit(unit: Unit, actor: Actor) -> QuerySet[Task]:
    """What the unit answers for now, in its own name or by a collective unit."""
    rows = Responsibility.objects.filter(unit=unit, until=None, role__in=UNIT_ROLES)
    return Task.objects.visible_to(actor).filter(pk__in=rows.values("task"))


def tasks_led_by(unit: Unit, actor: Actor) -> QuerySet[Task]:
    """What the unit leads now: what it reports on."""
    rows = Responsibility.objects.filter(unit=unit, until=None, role=ResponsibilityRole.LEAD)
    return Task.objects.visible_to(actor).filter(pk__in=rows.values("task"))


def roles_of_unit(unit: Unit, actor: Actor, *, on: date) -> list[RoleRow]:
    """One query; each figure is the address of its rows on the unit's page."""
    rows = Responsibility.objects.filter(of_tasks(actor, "task"), unit=unit, until=None, role__in=UNIT_ROLES)
    late = Q(task__state=TaskState.IN_FORCE, task__deadline__lt=on)
    counted = (
        rows.order_by()
        .values("role", "task__state")
        .annotate(number=Count("task", distinct=True), late=Count("task", filter=late, distinct=True))
    )
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in counted:
        found[one["role"]][one["task__state"]] += one["number"]
        found[one["role"]][LATE] += one["late"]
    return [_row(role, found[role], unit, on) for role in UNIT_ROLES if found[role]]


def _row(role: ResponsibilityRole, counts: dict[str, int], unit: Unit, on: date) -> RoleRow:
    page = f"{reverse('plans:unit-tasks', args=[unit.pk])}?{role.value}={unit.pk}"
    asked = {LATE: f"&state={TaskState.IN_FORCE.value}&deadline_to={date.fromordinal(on.toordinal() - 1):%Y-%m-%d}"}
    figures = [Figure(counts[key], f"{page}{asked.get(key, f'&state={key}')}") for key, _ in COLUMNS]
    total = sum(number for key, number in counts.items() if key != LATE)
    return RoleRow(ROLE_LABELS[role], Figure(total, page), tuple(figures))


@dataclass(frozen=True, slots=True)
class Tenure:
    """A post someone holds or held, and how many tasks hung on it in that time."""

    appointment: Appointment
    count: int
    is_now: bool


def tenures_of(official: Official, actor: Actor, *, on: date) -> list[Tenure]:
    """Every post with tasks or held today, the present ones first; two queries."""
    held = [
        one
        for one in official.appointments.select_related("post__unit").order_by("post__order", "pk")
        if not one.is_void
    ]
    posts = [one.post_id for one in held]
    rows = Responsibility.objects.filter(of_tasks(actor, "task"), post__in=posts, role=ResponsibilityRole.LEADER)
    spans = rows.exclude(task__state=TaskState.DRAFT).values_list("post", "task", "since", "until")
    known = list(spans)
    found = [Tenure(one, _answered_in(one, known), one.holds_on(on)) for one in held]
    found = [one for one in found if one.is_now or one.count]
    return sorted(found, key=lambda one: (not one.is_now, -(one.appointment.since or date.min).toordinal()))


def _answered_in(held: Appointment, rows: Iterable[tuple[int, int, date | None, date | None]]) -> int:
    """The tasks that hung on the post on some day of the tenure."""
    begins, ends = held.since or date.min, held.until or date.max
    return len(
        {
            task
            for post, task, since, until in rows
            if post == held.post_id and (since or date.min) < ends and (until or date.max) > begins
        }
    )


def tasks_of_leader(official: Official, actor: Actor, *, on: date) -> QuerySet[Task]:
    """What hangs on the posts the person holds on the day."""
    posts = Appointment.objects.on(on).filter(official=official).values("post")
    rows = Responsibility.objects.filter(post__in=posts, role=ResponsibilityRole.LEADER, until=None)
    return Task.objects.visible_to(actor).filter(pk__in=rows.values("task"))


def tasks_hanging_on(post: Post, on: date, reader: Actor) -> Iterable[Holding]:
    """Registered in `holdings`: the open tasks that go with a post, those of drafts for who sees drafts."""
    rows = Responsibility.objects.filter(Q(until=None) | Q(until__gt=on), post=post)
    seen = Task.objects.visible_to(reader)
    tasks = seen.filter(pk__in=rows.values("task"), state__in=(TaskState.DRAFT, TaskState.IN_FORCE))
    for task in tasks.only("year", "number", "text").order_by("-year", "plan_id", "order"):
        label = f"{task.year}年方案第{task.number}项任务" if task.number else f"{task.year}年方案的一项任务"
        yield Holding(label, reverse("plans:task", args=[task.pk]), detail=task.text[:80])
