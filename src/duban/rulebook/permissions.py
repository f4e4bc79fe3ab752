"""Which role may do what: every action asks here before anything else.

In: an `Actor`, a `Permission`, the path of the jurisdiction concerned.  Out: nothing, or `NotAllowed` with the reason.
What a user may *see* is asked of the querysets (`visible_to`); this is what a user may *do*.
"""

from __future__ import annotations

from collections.abc import Callable

from duban.rulebook import roles
from duban.rulebook.actors import Actor
from duban.rulebook.permission_names import LABELS, Permission
from duban.rulebook.permission_table import ALLOWED, EVERYONE
from duban.rulebook.refusals import NotAllowed, RuleError
from duban.rulebook.roles import Role

__all__ = ["ALLOWED", "LABELS", "Permission", "can", "check_can", "why_not"]


def check_can(actor: Actor, permission: Permission, *, within: str | None = None) -> None:
    """Refuse unless the role has `permission` and `within`, a jurisdiction's path, is the actor's own or below it."""
    if actor.is_system:
        return
    own = actor.account is not None and ALLOWED[permission] == EVERYONE  # also before any role was granted
    if actor.role not in ALLOWED[permission] and not own:
        named = "、".join(roles.LABELS[role] for role in Role if role in ALLOWED[permission])
        raise NotAllowed(f"只有{named}可以{LABELS[permission]}")
    if within is not None and not (actor.path and within.startswith(actor.path)):
        raise NotAllowed(f"只能在本行政区及下级行政区范围内{LABELS[permission]}")


def can(actor: Actor, permission: Permission, *, within: str | None = None) -> bool:
    return not why_not(check_can, actor, permission, within=within)


def why_not(check: Callable[..., object], *args: object, **named: object) -> str:
    """The reason `check` refuses, or "" when it allows; for buttons and tooltips."""
    try:
        check(*args, **named)
    except RuleError as refusal:
        return str(refusal)
    return ""
