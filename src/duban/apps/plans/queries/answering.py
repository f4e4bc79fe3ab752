"""Who can answer for a task, as somebody types it into a form: posts by title or holder, units and collective units.

In: words, for whom.  Out: those they name; what is offered while somebody types.
"""

from __future__ import annotations

from typing import Any

from duban.apps.organizations.models import Official, Post, UnitGroup
from duban.apps.organizations.queries import picking
from duban.apps.organizations.queries.picking import MOST, Choice
from duban.rulebook.actors import Actor

KINDS = ("post", "unit")


def meant(kind: str, actor: Actor, words: str) -> list[Any]:
    """The posts, or the units and collective units, that the words name: one, none, or several to be told apart."""
    found = picking.meant(kind, actor, words)
    if kind == "unit":
        return found + list(UnitGroup.objects.visible_to(actor).filter(name=words)[:MOST])
    return found or list(_held_by(actor, Official.objects.filter(name=words)))


def offered(kind: str, actor: Actor, words: str) -> list[Choice]:
    """What begins to match while somebody types; nothing before the first character."""
    words = "".join(one if one.isprintable() else " " for one in words).strip()
    if not words:
        return []
    if kind == "unit":
        groups = UnitGroup.objects.visible_to(actor).filter(name__icontains=words).select_related("jurisdiction")
        named = [Choice(group.name, f"集合单位　{group.jurisdiction.name}") for group in groups[:MOST]]
        return [*named, *picking.offered(kind, actor, words)][:MOST]
    held = _held_by(actor, Official.objects.filter(name__icontains=words))
    posts = {post.pk: post for post in held}
    by_title = picking.offered(kind, actor, words)
    return [*picking.choices(kind, actor, posts.values()), *by_title][:MOST]


def choices(kind: str, actor: Actor, rows: list[Any]) -> list[Choice]:
    """Several that the same words name, each with the words that name it alone."""
    groups = [Choice(row.name, "集合单位") for row in rows if isinstance(row, UnitGroup)]
    return picking.choices(kind, actor, [row for row in rows if not isinstance(row, UnitGroup)]) + groups


def _held_by(actor: Actor, officials: Any) -> Any:
    posts = Post.objects.visible_to(actor).filter(
        appointments__official__in=officials, appointments__until=None, until=None
    )
    return posts.select_related("unit").prefetch_related("appointments__official").distinct()[:MOST]
