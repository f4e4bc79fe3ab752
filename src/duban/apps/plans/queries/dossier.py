"""一事一档: what a task's page says of it, gathered for one reader.

In: a task, an actor, a day.  Out: plain values; a fixed number of queries but for one for each leader's post.
Whom one may not see is named without a link.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from duban.apps.organizations.models import Official, Unit
from duban.apps.organizations.queries.people import Answered, who_answered
from duban.apps.plans.linking.proposing import propose
from duban.apps.plans.models import Correction, Receipt, ReportingRound, Responsibility, Task
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can
from duban.rulebook.tasks import ROLE_LABELS, ReceiptState, ResponsibilityRole, TaskState

MOST_CANDIDATES = 600  # tasks of last year that are compared; a plan has one or two hundred
ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Named:
    """Who stands in a role: the unit or post, who they are through a collective unit, who answered when."""

    row: Responsibility
    seen: bool
    members: Sequence[Named] = ()
    answered: Sequence[Answered] = ()

    @property
    def name(self) -> str:
        return self.row.unit.name if self.row.unit else str(self.row.unit_group or self.row)

    @property
    def listed_as(self) -> str:
        """The document's own words, where they are others and not only without the place (市财政局)."""
        listed, post = self.row.listed_name, self.row.post
        return listed if listed and not self.name.endswith(listed) and post is None else ""


@dataclass(frozen=True, slots=True)
class InRole:
    label: str
    named: Sequence[Named]


def task_for_page(actor: Actor, pk: int) -> Task | None:
    """The task with its plan, its chapter and those above it, if this actor may see it."""
    related = ("plan__jurisdiction", "plan__plan_import__source", "section__parent__parent")
    tasks = Task.objects.visible_to(actor).select_related(*related).defer("search", "grams")
    return tasks.defer(*_HEAVY).filter(pk=pk).first()


_HEAVY = ("search", "grams", *(f"plan__plan_import__{name}" for name in ("text", "blocks", "document", "rules")))


def roles_of(task: Task, actor: Actor, *, on: date) -> list[InRole]:
    """Every role that somebody has or had, with the members of collective units below them."""
    rows = list(task.responsibilities.select_related("unit", "unit_group", "post__unit").order_by("order", "pk"))
    keys = {row.unit_id for row in rows if row.unit_id is not None}
    seen = set(Unit.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))
    below: dict[int, list[Named]] = {}
    for row in rows:
        if row.through_id is not None:
            below.setdefault(row.through_id, []).append(Named(row, row.unit_id in seen))
    between = _answering_days(task, on)
    named = [
        (row.role, Named(row, row.unit_id in seen, below.get(row.pk, ()), _answered(row, between)))
        for row in rows
        if row.through_id is None
    ]
    found = [InRole(ROLE_LABELS[role], [one for kind, one in named if kind == role]) for role in ResponsibilityRole]
    return [one for one in found if one.named]


def officials_seen(roles: Sequence[InRole], actor: Actor) -> set[int]:
    """The leaders whose pages this actor may see."""
    answered = [answer for role in roles for one in role.named for answer in one.answered]
    keys = [one.appointment.official_id for one in answered if one.appointment]
    return set(Official.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()


def next_round_of(task: Task, *, on: date) -> ReportingRound | None:
    """None once nothing is reported any more."""
    if task.state != TaskState.IN_FORCE:
        return None
    return task.plan.rounds.filter(due__gte=on).order_by("due").first()


def receipts_of(task: Task, actor: Actor) -> QuerySet[Receipt]:
    """Who said what, the open ones first; all units' for whoever sees the task."""
    return task.receipts.select_related("unit").order_by("-state", "unit__jurisdiction__path", "unit__order", "pk")


def own_open_receipt(receipts: Sequence[Receipt], actor: Actor) -> Receipt | None:
    """What this actor's unit has still to acknowledge here."""
    if not can(actor, Permission.ACKNOWLEDGE_TASK):
        return None
    return next((one for one in receipts if one.unit_id == actor.unit and one.state == ReceiptState.ASKED), None)


def last_years(task: Task, actor: Actor) -> Task | None:
    """The task of the same place a year before that says most nearly the same."""
    before = Task.objects.visible_to(actor).filter(jurisdiction=task.jurisdiction_id, year=task.year - 1)
    texts = dict(before.order_by("plan_id", "order").values_list("pk", "text")[:MOST_CANDIDATES])
    found = propose(task.text, texts, most=1)
    if not found or found[0].likeness < ALIKE:
        return None
    return Task.objects.select_related("plan").defer("search", "grams").get(pk=found[0].key)


def corrections_of(task: Task, actor: Actor) -> list[Correction]:
    """What a person changed of what was read, for the office that may import."""
    if task.plan.plan_import_id is None or not can(actor, Permission.IMPORT_PLAN, within=task.jurisdiction_path):
        return []
    return list(Correction.objects.filter(draft_task__task=task).select_related("account"))


def _answering_days(task: Task, on: date) -> tuple[date, date] | None:
    """From the day the task was given out to today; a draft is answered for by nobody yet."""
    if task.plan.put_in_force_at is None:
        return None
    begins = timezone.localtime(task.plan.put_in_force_at).date()
    return begins, max(on, begins) + timedelta(days=1)


def _answered(row: Responsibility, between: tuple[date, date] | None) -> Sequence[Answered]:
    """Who held the leader's post while it answered for the task."""
    if row.post is None or between is None:
        return ()
    first, last = max(row.since or between[0], between[0]), min(row.until or between[1], between[1])
    return who_answered(row.post, (first, last)) if first < last else ()
