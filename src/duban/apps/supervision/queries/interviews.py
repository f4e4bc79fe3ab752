"""约谈: those of an actor, those that wait for whom; who may chair and come; which stand in each other's way.

In: an actor, a unit, a day, a moment.  Out: querysets, posts with who holds them that day; a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch, Q

from duban.apps.organizations.models import Appointment, Post, Unit
from duban.apps.organizations.queries.people import posts_of
from duban.apps.plans.models import Responsibility
from duban.apps.plans.queries.receipts import units_answered_by
from duban.apps.progress.answering import of_units
from duban.apps.supervision.models import Case, Interview, InterviewParticipant, Rectification
from duban.apps.supervision.models.interviews import InterviewQuerySet
from duban.rulebook.actors import Actor
from duban.rulebook.cases import InterviewState
from duban.rulebook.interviews import LASTS
from duban.rulebook.permissions import Permission, can
from duban.rulebook.roles import UNIT_WIDE
from duban.rulebook.tasks import ResponsibilityRole

V = InterviewState


def listed(actor: Actor) -> InterviewQuerySet:
    """A unit's own, once it was told, with those of units merged into it; for everybody else all one sees."""
    if actor.role in UNIT_WIDE:
        own = Interview.objects.filter(of_units(units_answered_by(actor)), planned_at__isnull=False)
        return own.select_related("unit__merged_into", "jurisdiction")
    return Interview.objects.visible_to(actor).select_related("unit__merged_into", "jurisdiction")


def whole(rows: InterviewQuerySet) -> InterviewQuerySet:
    """With all that its page shows."""
    people = Prefetch("participants", InterviewParticipant.objects.select_related("post__unit", "official"))
    return rows.select_related("case", "dispatch", "chair_post__unit").prefetch_related(people)


def to_arrange(actor: Actor) -> InterviewQuerySet:
    """What the office of the place has still to schedule."""
    if not can(actor, Permission.SCHEDULE_INTERVIEW):
        return Interview.objects.none()
    return Interview.objects.filter(jurisdiction=actor.jurisdiction, state=V.PROPOSED)


def to_record(actor: Actor, *, at: datetime) -> InterviewQuerySet:
    """Those whose time has come and that nobody has written down."""
    if not can(actor, Permission.RECORD_INTERVIEW):
        return Interview.objects.none()
    return Interview.objects.filter(jurisdiction=actor.jurisdiction, state=V.SCHEDULED, planned_at__lte=at)


def to_close(actor: Actor) -> InterviewQuerySet:
    """Those whose commitments were all checked."""
    if not can(actor, Permission.RECORD_INTERVIEW):
        return Interview.objects.none()
    rows = Interview.objects.filter(jurisdiction=actor.jurisdiction, state=V.HELD)
    live = Rectification.objects.filter(interview__isnull=False, state__in=("open", "done"))
    return rows.exclude(pk__in=live.values("interview"))


def to_attend(actor: Actor) -> InterviewQuerySet:
    """To which the actor's units are called."""
    if not can(actor, Permission.RECTIFY):
        return Interview.objects.none()
    return Interview.objects.filter(of_units(units_answered_by(actor)), state=V.SCHEDULED)


def count_waiting(actor: Actor, *, at: datetime) -> int:
    return (to_arrange(actor) | to_record(actor, at=at) | to_attend(actor)).count()


def clashes(
    planned: datetime, *, chair: str, posts: Collection[Post], officials: Collection[int], but: Interview
) -> list[Interview]:
    """Other scheduled ones of the same chair, or of somebody who is to come, at about the same time; one query."""
    keys = [post.pk for post in posts]
    same = Q(chair_post__in=keys) | Q(participants__post__in=keys) | Q(participants__official__in=list(officials))
    if chair:
        same |= Q(chair=chair, jurisdiction=but.jurisdiction_id)
    near = Q(planned_at__gt=planned - LASTS, planned_at__lt=planned + LASTS, state=V.SCHEDULED)
    rows = Interview.objects.filter(near & same).exclude(pk=but.pk)
    return list(rows.select_related("unit").distinct().order_by("planned_at", "pk"))


def posts_to_ask(unit: Unit, *, on: date) -> list[tuple[Post, Appointment | None]]:
    """The posts of the unit with who holds them that day, its head first; two queries."""
    return posts_of(unit.merged_into or unit, on=on)


def proposed_chair(unit: Unit, case: Case | None) -> Post | None:
    """The leader in charge of the task, else the one in charge of most of what the unit leads."""
    leads = Responsibility.objects.filter(role=ResponsibilityRole.LEADER, until=None, post__isnull=False)
    if case is not None and case.task_id is not None:
        found = leads.filter(task=case.task_id).select_related("post__unit").order_by("order", "pk").first()
        if found is not None:
            return found.post
    own = Responsibility.objects.filter(unit=unit, role=ResponsibilityRole.LEAD, until=None)
    most: Any = leads.filter(task__in=own.values("task")).values("post").annotate(many=Count("pk"))
    first = most.order_by("-many", "post").first()
    return Post.objects.select_related("unit").get(pk=first["post"]) if first else None
