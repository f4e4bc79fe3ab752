"""What hangs on a unit in this application, and how each of it goes to the unit it is merged into.

Posts, seats and memberships are not rewritten: the old row ends on the day and a new one begins, so that every day
before the merger stays as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import F, Max, Model, QuerySet

from duban.apps.organizations.labels.people import VACANT
from duban.apps.organizations.merging import Bar, Item, Part, register
from duban.apps.organizations.models import (
    Appointment,
    LeadingGroup,
    Membership,
    MembershipRole,
    Post,
    Unit,
    UnitGroupMember,
)
from duban.apps.organizations.queries.people import holders_of
from duban.apps.organizations.validity import Validity, overlapping
from duban.rulebook.actors import Actor


def register_parts() -> None:
    """Add this application's parts, in the order of the comparison page."""
    for part in (_POSTS, _GROUPS, _SEATS, _OFFICES, _CHILDREN):
        register(part)


def end_rows(rows: QuerySet[Model], on: date) -> None:
    """End on the day what still holds then; what would only begin later never does."""
    rows.filter(since__gt=on).update(until=F("since"))
    rows.filter(overlapping(on, None)).update(until=on)


def _list_posts(losing: Unit, winning: Unit, on: date) -> list[Item]:
    posts = list(_lasting_posts(losing, on).order_by("order", "pk"))
    held = holders_of(posts, on=on)
    taken = set(_lasting_posts(winning, on).values_list("title", flat=True))
    names = {post.pk: held[post.pk].official.name if post.pk in held else VACANT for post in posts}
    return [Item(str(post.pk), f"{post.title}（{names[post.pk]}）", post.title not in taken) for post in posts]


def _move_posts(*, losing: Unit, winning: Unit | None, on: date, keys: Collection[str], by: Actor) -> list[Model]:
    about: list[Model] = []
    for post in _lasting_posts(losing, on).select_for_update():
        held = list(post.appointments.filter(overlapping(on, None)).select_related("official"))
        if winning is not None and str(post.pk) in keys:
            about += [_move_post(post, winning, on, held)]
        about += [post, *(appointment.official for appointment in held)]
        basis = f"{losing.name}并入{winning.name}" if winning else f"{losing.name}撤销"
        post.appointments.filter(until=None).update(end_basis=basis)
        end_rows(post.appointments.all(), on)
        end_rows(post.memberships.all(), on)
    end_rows(Post.objects.filter(unit=losing), on)
    return about


def _move_post(post: Post, winning: Unit, on: date, held: Iterable[Appointment]) -> Post:
    """A new seat in the winning unit, with the holder and the seats in leading groups that hang on the old one."""
    same = Post.objects.filter(unit=winning, title=post.title)
    seat = (same.aggregate(last=Max("seat"))["last"] or 0) + 1
    moved = Post.objects.create(
        unit=winning,
        title=post.title,
        seat=seat,
        portfolio=post.portfolio,
        leads_jurisdiction=post.leads_jurisdiction,
        order=post.order,
        since=_later(post.since, on),
        until=post.until,
    )
    for row in (*held, *post.memberships.filter(overlapping(on, None))):
        begin_again(row, on, post=moved)
    return moved


def _list_groups(losing: Unit, winning: Unit, on: date) -> list[Item]:
    rows = losing.group_memberships.filter(overlapping(on, None)).select_related("group")
    return [Item(str(row.pk), row.group.name) for row in rows]


def _move_groups(*, losing: Unit, winning: Unit | None, on: date, keys: Collection[str], by: Actor) -> list[Model]:
    rows = list(losing.group_memberships.filter(overlapping(on, None)).select_related("group"))
    members = UnitGroupMember.objects.filter(overlapping(on, None), unit=winning).values_list("group", flat=True)
    present = set(members) if winning else set()
    for row in rows:
        if winning is not None and str(row.pk) in keys and row.group_id not in present:
            begin_again(row, on, unit=winning)
    end_rows(losing.group_memberships.all(), on)
    return [row.group for row in rows]


def _list_seats(losing: Unit, winning: Unit, on: date) -> list[Item]:
    return [
        Item(str(row.pk), f"{row.leading_group.name}（{MembershipRole(row.role).label}）") for row in _seats(losing, on)
    ]


def _move_seats(*, losing: Unit, winning: Unit | None, on: date, keys: Collection[str], by: Actor) -> list[Model]:
    rows = list(_seats(losing, on))
    present = {(row.leading_group_id, row.role) for row in _seats(winning, on)} if winning else set()
    for row in rows:
        if winning is not None and str(row.pk) in keys and (row.leading_group_id, row.role) not in present:
            begin_again(row, on, unit=winning)
    end_rows(losing.memberships.all(), on)
    return [row.leading_group for row in rows]


def _list_offices(losing: Unit, winning: Unit, on: date) -> list[Item]:
    return [Item(str(group.pk), group.name) for group in _offices(losing, on)]


def _move_offices(*, losing: Unit, winning: Unit | None, on: date, keys: Collection[str], by: Actor) -> list[Model]:
    groups = [group for group in _offices(losing, on) if str(group.pk) in keys]
    if winning is not None:
        LeadingGroup.objects.filter(pk__in=[group.pk for group in groups]).update(office_unit=winning)
    return list(groups)


def _list_children(losing: Unit, winning: Unit, on: date) -> list[Item]:
    return [Item(str(unit.pk), unit.name) for unit in _children(losing, on) if unit.pk != winning.pk]


def _move_children(*, losing: Unit, winning: Unit | None, on: date, keys: Collection[str], by: Actor) -> list[Model]:
    units = [unit for unit in _children(losing, on) if str(unit.pk) in keys and unit != winning]
    if winning is not None:
        Unit.objects.filter(pk__in=[unit.pk for unit in units]).update(parent=winning)
    return list(units)


def begin_again(row: Validity, on: date, **changes: Model) -> None:
    """A copy of the row from the day on, with another owner."""
    row.pk, row._state.adding = None, True
    row.since = _later(row.since, on)
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


def _later(since: date | None, on: date) -> date:
    return since if since is not None and since > on else on


def _lasting_posts(unit: Unit, on: date) -> QuerySet[Post]:
    return Post.objects.filter(overlapping(on, None), unit=unit)


def _held_posts(unit: Unit, on: date) -> int:
    return _lasting_posts(unit, on).filter(appointments__in=Appointment.objects.filter(overlapping(on, None))).count()


def _seats(unit: Unit, on: date) -> QuerySet[Membership]:
    return Membership.objects.filter(overlapping(on, None), unit=unit).select_related("leading_group")


def _offices(unit: Unit, on: date) -> QuerySet[LeadingGroup]:
    return unit.group_offices.filter(overlapping(on, None))


def _children(unit: Unit, on: date) -> QuerySet[Unit]:
    return unit.children.filter(overlapping(on, None))


_POSTS = Part("posts", "职务", _list_posts, _move_posts, "到期终止，任职同时结束", Bar("在任职务", _held_posts))
_GROUPS = Part("groups", "集合单位", _list_groups, _move_groups, "退出集合单位")
_SEATS = Part("seats", "领导小组席位", _list_seats, _move_seats, "退出领导小组")
_OFFICES = Part(
    "offices",
    "领导小组办公室",
    _list_offices,
    _move_offices,
    "仍记在原单位名下，须另行调整",
    Bar("领导小组办公室", lambda unit, on: _offices(unit, on).count()),
)
_CHILDREN = Part(
    "children",
    "下级单位",
    _list_children,
    _move_children,
    "仍记在原单位之下，须另行调整",
    Bar("下级单位", lambda unit, on: _children(unit, on).count()),
)
