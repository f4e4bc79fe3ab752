"""Who sees which task: the office its jurisdictions, drafts too; others what is issued there, or what they answer for.

In: an actor, and the lookups under which a row has its task.  Out: one condition, made so that an index serves it.
A top jurisdiction is given nothing from above, so who sees it whole is not looked for among the receipts; who sees no
jurisdiction whole starts from the receipts alone.
"""

from __future__ import annotations

from django.db.models import Q

from duban.apps.organizations.models import Unit
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can
from duban.rulebook.roles import BUSINESS
from duban.rulebook.tasks import PlanState, TaskState

_TOP = 2  # slashes in the path of a place without one above it: "/1/"


def condition(actor: Actor, *, path: str, state: str, given: tuple[str, str]) -> Q:
    """`path` and `state` are lookups of the row; `given`: its lookup, and the receipts' one it must be among."""
    if actor.is_system:
        return Q()
    if actor.role not in BUSINESS:
        return Q(pk__in=())
    whole = bool(actor.path) and actor.sees_jurisdiction
    own = Q(**{f"{path}__startswith": actor.path})
    if not can(actor, Permission.EDIT_PLAN):
        own &= ~Q(**{f"{state}__in": (TaskState.DRAFT.value, PlanState.DRAFT.value)})
    if whole and actor.path.count("/") == _TOP:
        return own
    from duban.apps.plans.models.receipts import Receipt

    asked = Receipt.objects.filter(unit__in=Unit.objects.visible_to(actor)).values(given[1])
    answers = Q(**{f"{given[0]}__in": asked})
    return own | answers if whole else answers
