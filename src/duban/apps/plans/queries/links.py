"""What was given down to a place, into what it was broken down there, and what is above and below a task.

In: an actor, a task.  Out: querysets and plain values. Each sees of the other end what one may see anyway.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from duban.apps.organizations.models import Jurisdiction, UnitKind
from duban.apps.plans.linking.proposing import Proposal, propose
from duban.apps.plans.models import Plan, Receipt, Task, TaskLink
from duban.apps.plans.models.sight import of_tasks
from duban.apps.plans.queries.counting import counted
from duban.apps.plans.queries.receipts import units_answered_by
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can
from duban.rulebook.tasks import TASK_LABELS, PlanState, ReceiptState, TaskState

OPEN_STATES = (TaskState.DRAFT, TaskState.IN_FORCE)


def given_from_above(actor: Actor) -> QuerySet[Task]:
    """The tasks of higher plans given to the government the actor answers for; each with `is_linked`, and `linked`,
    how many tasks of this place carry it out."""
    below = _linked_below(actor)
    given = _given(actor).select_related("plan", "jurisdiction")
    return given.annotate(linked=counted(below, "parent"), is_linked=Exists(below))


def not_broken_down(actor: Actor) -> QuerySet[Task]:
    """Those in force that nothing below carries out yet; of a place that has issued a later year's plan, only its."""
    later = Plan.objects.filter(
        jurisdiction=OuterRef("jurisdiction"), year__gt=OuterRef("year"), state=PlanState.ISSUED
    )
    return _given(actor).filter(~Exists(_linked_below(actor)), ~Exists(later), state=TaskState.IN_FORCE)


def _given(actor: Actor) -> QuerySet[Task]:
    governments = units_answered_by(actor).filter(kind=UnitKind.GOVERNMENT)
    given = Receipt.objects.filter(unit__in=governments).exclude(state=ReceiptState.RELEASED)
    tasks = Task.objects.filter(pk__in=given.values("task")).exclude(state=TaskState.DRAFT)
    return tasks.exclude(jurisdiction=actor.jurisdiction)


def _linked_below(actor: Actor) -> QuerySet[TaskLink]:
    """The links of a task to tasks of the actor's place."""
    return TaskLink.objects.filter(parent=OuterRef("pk"), child__jurisdiction_path__startswith=actor.path)


def count_not_broken_down(actor: Actor) -> int:
    return not_broken_down(actor).count()


def own_plans(actor: Actor, parent: Task) -> QuerySet[Plan]:
    """The plans of the actor's place that can take tasks: of the parent's year first."""
    plans = Plan.objects.filter(jurisdiction=actor.jurisdiction, state__in=(PlanState.DRAFT, PlanState.ISSUED))
    return plans.filter(year__gte=parent.year).order_by("year", "-pk")


def linkable(parent: Task, actor: Actor, *, linked: bool = False) -> QuerySet[Task]:
    """The open tasks of the actor's place that could carry out `parent`; `linked`: those that do already, too."""
    tasks = Task.objects.filter(jurisdiction=actor.jurisdiction, state__in=OPEN_STATES).exclude(pk=parent.pk)
    tasks = tasks if linked else tasks.exclude(links_up__parent=parent)
    return tasks.select_related("plan")


def proposals(parent: Task, actor: Actor, *, words: str = "") -> list[tuple[Task, Proposal | None]]:
    """The tasks that look like `parent`, those of its year if there are any; or those in which `words` occur."""
    tasks = linkable(parent, actor)
    if words:
        return [(task, None) for task in tasks.filter(text__icontains=words).order_by("-year", "plan", "order")[:50]]
    of_year = {task.pk: task for task in tasks.filter(year=parent.year)}
    found = of_year or {task.pk: task for task in tasks}
    ranked = propose(parent.text, {key: task.text for key, task in found.items()})
    return [(found[one.key], one) for one in ranked]


@dataclass(frozen=True, slots=True)
class PlaceBelow:
    """The tasks of one place that carry out a task above."""

    place: Jurisdiction
    links: Sequence[TaskLink]

    @property
    def states(self) -> str:
        """在办 2 项，草稿 1 项"""
        counts = Counter(TaskState(link.child.state) for link in self.links)
        return "，".join(f"{TASK_LABELS[state]} {counts[state]} 项" for state in TaskState if counts[state])


@dataclass(frozen=True, slots=True)
class Links:
    """What is above and below a task; `missing`: places it was given to that have nothing below it yet."""

    above: Sequence[TaskLink]
    below: Sequence[PlaceBelow]
    missing: Sequence[Jurisdiction]
    can_unlink: bool
    can_break_down: bool

    @property
    def count(self) -> int:
        return sum(len(place.links) for place in self.below)


def links_of(task: Task, actor: Actor) -> Links:
    """Five queries at most, whatever there is; `can_unlink`: from the task above."""
    above = TaskLink.objects.filter(of_tasks(actor, "parent"), child=task)
    below = TaskLink.objects.filter(of_tasks(actor, "child"), parent=task)
    found: dict[int, list[TaskLink]] = {}
    rows = below.select_related("child__jurisdiction", "child__plan").order_by("child__jurisdiction__path", "child")
    for link in rows:
        found.setdefault(link.child.jurisdiction_id, []).append(link)
    links = can(actor, Permission.LINK_TASKS)
    return Links(
        above=list(above.select_related("parent__plan", "parent__jurisdiction")),
        below=[PlaceBelow(one[0].child.jurisdiction, one) for one in found.values()],
        missing=_missing(task, actor, found),
        can_unlink=links and can(actor, Permission.LINK_TASKS, within=task.jurisdiction_path),
        can_break_down=links and given_from_above(actor).filter(pk=task.pk).exists(),
    )


def _missing(task: Task, actor: Actor, found: dict[int, list[TaskLink]]) -> list[Jurisdiction]:
    given = Receipt.objects.filter(task=task, unit__kind=UnitKind.GOVERNMENT).exclude(state=ReceiptState.RELEASED)
    places = Jurisdiction.objects.visible_to(actor).filter(pk__in=given.values("unit__jurisdiction"))
    return list(places.exclude(pk__in=found).exclude(pk=task.jurisdiction_id).order_by("path"))
