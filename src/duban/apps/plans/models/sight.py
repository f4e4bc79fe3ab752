"""Who sees which task: the office its jurisdictions, drafts too; others what is issued there, or what they answer for.

In: an actor.  Out: conditions, made so that an index serves them (measured: benchmarks/ledger.py).
A top jurisdiction is given nothing from above, so who sees it whole walks through the ledger in its order; who sees one
below takes the few of that place; who sees no jurisdiction whole starts from the receipts alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from duban.apps.organizations.models import Jurisdiction, Unit
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can
from duban.rulebook.roles import BUSINESS
from duban.rulebook.tasks import PlanState, TaskState

_TOP = 2  # slashes in the path of a place without one above it: "/1/"


def of_tasks(actor: Actor, relation: str = "") -> Q:
    """The tasks one sees; or the rows whose `relation` leads to one, without looking through all tasks."""
    at, key = (f"{relation}__", relation) if relation else ("", "pk")

    def given(above: list[int] | None) -> Q:
        asked = Q(**{f"{key}__in": _asked(actor)})
        return asked if above is None else asked & Q(**{f"{at}jurisdiction__in": above})

    return _seen(actor, at, f"{at}jurisdiction_path", given)


def of_plans(actor: Actor) -> Q:
    """The plans of the places one sees whole, and those with a task one's units answer for."""

    def given(above: list[int] | None) -> Q:
        tasks = apps.get_model("plans", "Task")._default_manager.filter(pk__in=_asked(actor)).order_by()
        return Q(pk__in=(tasks if above is None else tasks.filter(jurisdiction__in=above)).values("plan"))

    return _seen(actor, "", "jurisdiction__path", given)


def _seen(actor: Actor, at: str, path: str, given: Callable[[list[int] | None], Q]) -> Q:
    """`given`: the condition that the own units answer for it, of tasks of the places above if these are told."""
    if actor.is_system:
        return Q()
    if actor.role not in BUSINESS:
        return Q(pk__in=())
    if not (actor.path and actor.sees_jurisdiction):
        return given(None)
    if actor.path.count("/") == _TOP:
        return Q(**{f"{path}__startswith": actor.path}) & _no_draft(actor, at)
    own = Q(**{f"{at}jurisdiction__in": Jurisdiction.objects.within(actor.path).order_by().values("pk")})
    return own & _no_draft(actor, at) | given([int(key) for key in actor.path.split("/") if key][:-1])


def _no_draft(actor: Actor, at: str) -> Q:
    drafts = (TaskState.DRAFT.value, PlanState.DRAFT.value)
    return Q() if can(actor, Permission.EDIT_PLAN) else ~Q(**{f"{at}state__in": set(drafts)})


def _asked(actor: Actor) -> QuerySet[Any]:
    """The keys of the tasks for which a unit one sees was asked to acknowledge."""
    receipts = apps.get_model("plans", "Receipt")._default_manager
    return receipts.filter(unit__in=Unit.objects.visible_to(actor).order_by()).order_by().values("task")
