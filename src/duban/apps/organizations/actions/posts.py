"""Posts of a unit: create, change, abolish from a day, delete. A title held by several people has several seats."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from duban.apps.audit import recording
from duban.apps.organizations import holdings
from duban.apps.organizations.changes import check_unchanged, differences, locked
from duban.apps.organizations.event_values import post_values
from duban.apps.organizations.in_use import check_unused
from duban.apps.organizations.labels.people import in_words, span_in_words
from duban.apps.organizations.models import Post, Unit
from duban.apps.organizations.validity import overlapping
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid


@transaction.atomic
def create_post(
    *,
    unit: Unit,
    title: str,
    portfolio: str = "",
    leads_jurisdiction: bool = False,
    since: date | None = None,
    order: int | None = None,
    by: Actor,
) -> Post:
    """Create a seat; the second of one title in one unit gets the number 2, and so on. Without `order` it is last."""
    unit = locked(unit, "jurisdiction")
    path = unit.jurisdiction.path
    permissions.check_can(by, Permission.CREATE_POST, within=path)
    _check_unit_lasts(unit, since)
    post = Post(unit=unit, title=title.strip(), seat=_next_seat(unit, title.strip()), since=since)
    post.portfolio, post.leads_jurisdiction = portfolio.strip(), leads_jurisdiction
    post.order = _next_order(unit) if order is None else order
    post.save()
    recording.record("post.created", post, by=by, after=post_values(post), about=[unit], jurisdiction_path=path)
    return post


@transaction.atomic
def change_post(
    *,
    post: Post,
    title: str,
    portfolio: str,
    leads_jurisdiction: bool,
    order: int = 0,
    seen: str | None = None,
    by: Actor,
) -> Post:
    post = locked_post(post)
    path = post.unit.jurisdiction.path
    permissions.check_can(by, Permission.CHANGE_POST, within=path)
    check_unchanged(post, seen)
    old = post_values(post)
    if title.strip() != post.title:
        post.title, post.seat = title.strip(), _next_seat(post.unit, title.strip())
    post.portfolio, post.leads_jurisdiction, post.order = portfolio.strip(), leads_jurisdiction, order
    before, after = differences(old, post_values(post))
    if after:
        post.save(update_fields=["title", "seat", "portfolio", "leads_jurisdiction", "order"])
        recording.record("post.changed", post, by=by, before=before, after=after, jurisdiction_path=path)
    return post


@transaction.atomic
def abolish_post(*, post: Post, until: date, by: Actor) -> Post:
    """The post exists no longer from `until` on; refused while it is held or something hangs on it then."""
    post = locked_post(post)
    path = post.unit.jurisdiction.path
    permissions.check_can(by, Permission.ABOLISH_POST, within=path)
    if post.since is not None and until < post.since:
        raise Invalid(f"撤销日期不能早于设立日期{in_words(post.since)}", "until")
    check_can_abolish(post, until)
    post.until = until
    post.save(update_fields=["until"])
    after = {"撤销日期": in_words(until)}
    recording.record("post.abolished", post, by=by, after=after, about=[post.unit], jurisdiction_path=path)
    return post


@transaction.atomic
def delete_post(*, post: Post, by: Actor) -> None:
    post = locked_post(post)
    path = post.unit.jurisdiction.path
    permissions.check_can(by, Permission.DELETE_POST, within=path)
    check_unused(post)
    before = post_values(post)
    recording.record("post.deleted", post, by=by, before=before, about=[post.unit], jurisdiction_path=path)
    post.delete()


def locked_post(post: Post) -> Post:
    """The post with its unit and place, locked for whoever changes it or who holds it."""
    return locked(post, "unit__jurisdiction")


def _next_order(unit: Unit) -> int:
    last: int | None = unit.posts.aggregate(last=Max("order"))["last"]
    return (last or 0) + 1


def _next_seat(unit: Unit, title: str) -> int:
    taken = Post.objects.filter(unit=unit, title=title).aggregate(last=Max("seat"))["last"]
    return (taken or 0) + 1


def _check_unit_lasts(unit: Unit, since: date | None) -> None:
    if unit.until is not None and (since is None or since >= unit.until):
        raise Conflict(f"“{unit}”已自{in_words(unit.until)}起撤销，不能再设职务")


def check_can_abolish(post: Post, until: date) -> None:
    """Refuse while somebody holds the post on that day or later, or something hangs on it."""
    if post.until is not None:
        raise Conflict(f"该职务已自{in_words(post.until)}起撤销")
    held = post.appointments.filter(overlapping(until, None)).select_related("official").first()
    if held is not None:
        held_for = span_in_words(held.since, held.until)
        raise Conflict(f"{held.official.name}{held_for}任该职务，请先办理免职，再撤销职务")
    if hanging := holdings.hanging_on(post, on=until):
        named = "、".join(holding.label for holding in hanging[:5])
        raise Conflict(f"该职务还承担着{len(hanging)}项：{named}，请先调出或改由他人承担，再撤销职务")
