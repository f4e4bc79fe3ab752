"""What the ledger can be asked beyond its own fields, and what each filter offers.

In: an actor, the values chosen.  Out: conditions on tasks, each by an index of its own; pairs of value and label.
No offer looks through the tasks: plans, units and posts are few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from duban.apps.organizations.models import Post, Unit
from duban.apps.plans.models import Plan, Receipt, Responsibility, Section
from duban.apps.plans.models.sight import of_tasks
from duban.apps.plans.queries.ledger import places
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can
from duban.rulebook.tasks import RECEIPT_LABELS, TASK_LABELS, ReceiptState, ResponsibilityRole, TaskState

MOST = 301  # one more than a filter offers
NEWEST_PLANS = 24
Pairs = list[tuple[Any, str]]


def answers_as(role: ResponsibilityRole) -> Callable[[Actor, Sequence[Any]], Q]:
    """The tasks in which one of these units has the role now, in its own name or by a collective unit."""

    def condition(actor: Actor, units: Sequence[Any]) -> Q:
        rows = Responsibility.objects.filter(unit__in=units, role=role, until=None)
        return Q(pk__in=rows.values("task"))

    return condition


def led_by(actor: Actor, posts: Sequence[Any]) -> Q:
    rows = Responsibility.objects.filter(post__in=posts, role=ResponsibilityRole.LEADER, until=None)
    return Q(pk__in=rows.values("task"))


def in_chapters(actor: Actor, sections: Sequence[Any]) -> Q:
    """In these chapters or in a part of them, two levels down."""
    inside = Q(pk__in=sections) | Q(parent__in=sections) | Q(parent__parent__in=sections)
    return Q(section__in=Section.objects.filter(inside).values("pk"))


def received(actor: Actor, states: Sequence[Any]) -> Q:
    """A receipt in one of the states; of the own units for who sees no jurisdiction whole."""
    rows = Receipt.objects.filter(state__in=states)
    if not actor.sees_jurisdiction:
        rows = rows.filter(unit__in=Unit.objects.visible_to(actor))
    return Q(pk__in=rows.values("task"))


def years(actor: Actor) -> Pairs:
    found = Plan.objects.visible_to(actor).order_by("-year").values_list("year", flat=True).distinct()
    return [(year, f"{year}年") for year in found]


def plans(actor: Actor) -> Pairs:
    found = Plan.objects.visible_to(actor).order_by("-year", "-pk").values_list("pk", "title")
    return list(found[:MOST])


def known_plans(actor: Actor, keys: Sequence[str]) -> Pairs:
    return list(Plan.objects.visible_to(actor).filter(pk__in=_numbers(keys)).values_list("pk", "title"))


def chapters(actor: Actor) -> Pairs:
    """The first level of the newest plans' outlines."""
    newest = Plan.objects.visible_to(actor).order_by("-year", "-pk").values("pk")[:NEWEST_PLANS]
    rows = Section.objects.filter(plan__in=list(newest.values_list("pk", flat=True)), parent=None)
    return _titles(rows.order_by("-plan__year", "plan_id", "order", "pk")[:MOST])


def known_chapters(actor: Actor, keys: Sequence[str]) -> Pairs:
    return _titles(Section.objects.filter(plan__in=Plan.objects.visible_to(actor), pk__in=_numbers(keys)))


def units(actor: Actor) -> Pairs:
    return list(Unit.objects.visible_to(actor).filter(until=None).values_list("pk", "name")[:MOST])


def known_units(actor: Actor, keys: Sequence[str]) -> Pairs:
    """Units that answer for a task one sees, wherever they are."""
    seen = Responsibility.objects.filter(of_tasks(actor, "task"), unit__in=_numbers(keys))
    return list(Unit.objects.filter(pk__in=seen.values("unit")).values_list("pk", "name"))


def leaders(actor: Actor) -> Pairs:
    """The posts that lead the own place and, for who sees it whole, those below."""
    inside = Q(unit__jurisdiction__path__startswith=actor.path) if actor.sees_jurisdiction else Q()
    rows = Post.objects.filter(inside | Q(unit__jurisdiction=actor.jurisdiction), leads_jurisdiction=True, until=None)
    found = rows.select_related("unit").order_by("unit__jurisdiction__path", "order", "seat")[:MOST]
    return [(post.pk, str(post)) for post in found]


def known_leaders(actor: Actor, keys: Sequence[str]) -> Pairs:
    seen = Responsibility.objects.filter(of_tasks(actor, "task"), post__in=_numbers(keys))
    return [(post.pk, str(post)) for post in Post.objects.filter(pk__in=seen.values("post")).select_related("unit")]


def place_choices(actor: Actor) -> Pairs:
    return list(places(actor).values_list("pk", "name")[:MOST])


def states(actor: Actor) -> Pairs:
    """Drafts are offered to who sees them."""
    shown = [state for state in TaskState if state is not TaskState.DRAFT or can(actor, Permission.EDIT_PLAN)]
    return [(state.value, TASK_LABELS[state]) for state in shown]


RECEIPT_STATES: Pairs = [(state.value, RECEIPT_LABELS[state]) for state in ReceiptState]


def _titles(sections: QuerySet[Section]) -> Pairs:
    return [(one.pk, f"{one}（{one.plan.year}年）") for one in sections.select_related("plan")]


def _numbers(keys: Iterable[str]) -> list[int]:
    return [int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) < 19]
