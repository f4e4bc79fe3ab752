"""批示: who sees and answers which, what waits for whom; as whom a leader speaks, whom a task can ask.

In: an actor, a task, a day.  Out: querysets, units, a post; what a clock of an instruction runs for.
What a unit merged away was asked, the unit it went to answers.
"""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from duban.apps.accounts.models import Account
from duban.apps.organizations.models import Post, Unit
from duban.apps.organizations.queries.people import posts_held_by
from duban.apps.plans.models import Responsibility, Task
from duban.apps.plans.queries.receipts import units_answered_by
from duban.apps.progress.answering import of_units
from duban.apps.progress.clock_holders import Held
from duban.apps.progress.models import Clock, Instruction, InstructionAnswer
from duban.apps.progress.models.instructions import InstructionQuerySet
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can
from duban.rulebook.requests import InstructionState
from duban.rulebook.roles import UNIT_WIDE
from duban.rulebook.tasks import UNIT_ROLES, ResponsibilityRole


def units_of_task(task: Task) -> list[tuple[Unit, ResponsibilityRole]]:
    """Who can be asked: each unit in its strongest role, the leads first; one query."""
    rows = Responsibility.objects.filter(task=task, until=None, unit__isnull=False, role__in=UNIT_ROLES)
    found: dict[int, tuple[Unit, ResponsibilityRole]] = {}
    for row in sorted(rows.select_related("unit").order_by("order", "pk"), key=lambda one: _rank(one.role)):
        if row.unit is not None:
            found.setdefault(row.unit.pk, (row.unit, ResponsibilityRole(row.role)))
    return list(found.values())


def post_of(actor: Actor, *, on: date) -> Post | None:
    """The post in which a leader speaks on the day: one of the own unit, of a leader of the place, any."""
    account = Account.objects.select_related("official").filter(pk=actor.account or 0).first()
    if account is None or account.official is None:
        return None
    posts = [held.post for held in posts_held_by(account.official, on=on)]
    return min(posts, key=lambda post: (post.unit_id != actor.unit, not post.leads_jurisdiction), default=None)


def is_own(row: Instruction, actor: Actor, *, on: date) -> bool:
    """Whether the actor gave it, or holds the post in which it was given."""
    if row.post_id is None:
        return row.leader == actor.name
    post = post_of(actor, on=on)
    return row.leader == actor.name or (post is not None and post.pk == row.post_id)


def instructions_for(actor: Actor) -> InstructionQuerySet:
    """A unit's own; for everybody else those of all tasks one sees."""
    if actor.role in UNIT_WIDE:
        return Instruction.objects.filter(of_units(units_answered_by(actor)))
    return Instruction.objects.visible_to(actor)


def waiting_for(actor: Actor) -> InstructionQuerySet:
    """What the actor has still to do: a unit answers, a leader or the office looks at the answers of its place."""
    rows = Instruction.objects.none()
    if can(actor, Permission.ANSWER_INSTRUCTION):
        rows = Instruction.objects.filter(of_units(units_answered_by(actor)), state=InstructionState.GIVEN)
    if can(actor, Permission.SETTLE_INSTRUCTION):
        rows = rows | Instruction.objects.filter(task__jurisdiction=actor.jurisdiction, state=InstructionState.ANSWERED)
    return rows


def count_waiting(actor: Actor) -> int:
    return waiting_for(actor).count()


def find_held(clock: Clock, actor: Actor | None) -> Held | None:
    """The instruction a clock runs for, if `actor` sees it."""
    rows = Instruction.objects.all() if actor is None else Instruction.objects.visible_to(actor)
    row = rows.filter(clock=clock).select_related("task", "unit").first()
    if row is None:
        return None
    title = f"{row.leader}给{row.unit}的批示"
    url = reverse("progress:instruction", args=[row.pk])
    return Held(row, title, url, row.task.jurisdiction_path, (row.task, row.unit))


def is_readable(answer: InstructionAnswer, actor: Actor) -> bool:
    return Instruction.objects.visible_to(actor).filter(pk=answer.instruction_id).exists()


def _rank(role: str) -> int:
    return UNIT_ROLES.index(ResponsibilityRole(role))
