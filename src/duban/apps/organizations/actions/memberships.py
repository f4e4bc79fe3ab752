"""The seats of a leading group: add and end. A seat names a post, or a person, or a unit; a post's holder takes it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from duban.apps.audit import recording
from duban.apps.organizations.actions.leading_groups import check_running, locked_group
from duban.apps.organizations.changes import locked
from duban.apps.organizations.labels.people import in_words
from duban.apps.organizations.models import LeadingGroup, Membership, MembershipRole, Official, Post, Unit
from duban.apps.organizations.validity import overlapping
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid


@transaction.atomic
def add_member(
    *,
    group: LeadingGroup,
    role: str = MembershipRole.MEMBER,
    post: Post | None = None,
    official: Official | None = None,
    unit: Unit | None = None,
    since: date | None = None,
    listed_name: str = "",
    listed_title: str = "",
    by: Actor,
) -> Membership:
    """One of post, person and unit; `listed_…` are the document's own words where they say it differently."""
    group = locked_group(group)
    permissions.check_can(by, Permission.ADD_MEMBER, within=group.jurisdiction.path)
    check_running(group)
    seat = Membership(
        leading_group=group, role=role, post=post, official=official, unit=unit, since=since or group.since
    )
    seat.listed_name, seat.listed_title = listed_name.strip(), listed_title.strip()
    _check_names_one(seat)
    _check_since(seat)
    _check_not_listed(seat)
    seat.order = (group.memberships.aggregate(last=Max("order"))["last"] or 0) + 1
    seat.save()
    _record("leading_group.member_added", seat, by=by)
    return seat


@transaction.atomic
def end_member(*, membership: Membership, until: date, basis: str = "", by: Actor) -> Membership:
    """From `until` on the seat is no longer in the group."""
    group = locked_group(membership.leading_group)
    permissions.check_can(by, Permission.END_MEMBER, within=group.jurisdiction.path)
    seat = locked(membership)
    seat.leading_group = group
    if seat.until is not None:
        raise Conflict(f"“{seat}”已自{in_words(seat.until)}起调出")
    if seat.since is not None and until < seat.since:
        raise Invalid(f"调出日期不能早于列入日期{in_words(seat.since)}", "until")
    seat.until = until
    seat.save(update_fields=["until"])
    _record("leading_group.member_ended", seat, by=by, note=basis.strip())
    return seat


def _record(verb: str, seat: Membership, *, by: Actor, note: str = "") -> None:
    group = seat.leading_group
    after = {
        "领导小组": group.name,
        "成员": str(seat.post or seat.official or seat.unit),
        "小组职务": seat.get_role_display(),
        "文件所列姓名": seat.listed_name,
        "文件所列职务": seat.listed_title,
        "起始日期": in_words(seat.since),
        "终止日期": in_words(seat.until, ""),
    }
    about = [subject for subject in (seat.post, seat.official, seat.unit) if subject is not None]
    path = group.jurisdiction.path
    recording.record(verb, group, by=by, after=after, note=note, about=about, jurisdiction_path=path)


def _check_names_one(seat: Membership) -> None:
    named = [subject for subject in (seat.post, seat.official, seat.unit) if subject is not None]
    if len(named) != 1:
        raise Invalid("请在职务、人员、单位中选定一项：按职务列入的，职务易人后由接任者担任")


def _check_since(seat: Membership) -> None:
    founded = seat.leading_group.since
    if founded is not None and seat.since is not None and seat.since < founded:
        raise Invalid(f"列入日期不能早于设立日期{in_words(founded)}", "since")


def _check_not_listed(seat: Membership) -> None:
    same = Membership.objects.filter(leading_group=seat.leading_group, role=seat.role)
    same = same.filter(post=seat.post, official=seat.official, unit=seat.unit)
    if same.filter(overlapping(seat.since, None)).exists():
        named = seat.post or seat.official or seat.unit
        raise Conflict(f"“{named}”已是本领导小组的{seat.get_role_display()}")
