"""Which saved views does a user have for a table?

In: an actor and a table's key.  Out: views, in their order.
"""

from __future__ import annotations

from duban.apps.web.models import SavedView
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import NotAllowed


def views_of(table: str, *, actor: Actor) -> list[SavedView]:
    return list(SavedView.objects.visible_to(actor).filter(table=table).order_by("order", "pk"))


def check_may_change(actor: Actor, view: SavedView, permission: Permission) -> None:
    """One's own view is one's own; a shared one may also be changed by who may share within its jurisdiction."""
    permissions.check_can(actor, permission)
    if actor.account is not None and view.account_id == actor.account:
        return
    if not (view.shared_path and permissions.can(actor, Permission.SHARE_VIEW, within=view.shared_path)):
        raise NotAllowed("这是别人保存的视图，只有保存人和共享范围内的督查室可以改动；需要时请另存为自己的视图")
