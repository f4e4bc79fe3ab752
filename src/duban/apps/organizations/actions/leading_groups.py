"""领导小组: found, change, dissolve, delete a group. Its seats: `actions.memberships`."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_unchanged, differences, locked
from duban.apps.organizations.in_use import check_unused
from duban.apps.organizations.labels.people import in_words
from duban.apps.organizations.models import Jurisdiction, LeadingGroup, Unit
from duban.apps.organizations.validity import overlapping
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid


@transaction.atomic
def create_leading_group(
    *,
    jurisdiction: Jurisdiction,
    name: str,
    since: date | None = None,
    basis: str = "",
    duties: str = "",
    office_unit: Unit | None = None,
    term_ends_on: date | None = None,
    end_condition: str = "",
    by: Actor,
) -> LeadingGroup:
    """Without basis, or without term and end condition, the group is created and carries the doubt."""
    permissions.check_can(by, Permission.CREATE_LEADING_GROUP, within=jurisdiction.path)
    group = LeadingGroup(jurisdiction=jurisdiction, name=name.strip(), since=since, basis=basis.strip())
    group.duties, group.office_unit = duties.strip(), office_unit
    group.term_ends_on, group.end_condition = term_ends_on, end_condition.strip()
    _check_name_is_free(group)
    _check_term(group)
    group.save()
    recording.record("leading_group.created", group, by=by, after=_values(group), jurisdiction_path=jurisdiction.path)
    return group


@transaction.atomic
def change_leading_group(
    *,
    group: LeadingGroup,
    name: str,
    since: date | None,
    basis: str,
    duties: str,
    office_unit: Unit | None,
    term_ends_on: date | None,
    end_condition: str,
    seen: str | None = None,
    by: Actor,
) -> LeadingGroup:
    group = locked_group(group)
    path = group.jurisdiction.path
    permissions.check_can(by, Permission.CHANGE_LEADING_GROUP, within=path)
    check_unchanged(group, seen)
    check_running(group)
    old = _values(group)
    group.name, group.since, group.basis = name.strip(), since, basis.strip()
    group.duties, group.office_unit = duties.strip(), office_unit
    group.term_ends_on, group.end_condition = term_ends_on, end_condition.strip()
    before, after = differences(old, _values(group))
    if after:
        _check_name_is_free(group)
        _check_term(group)
        group.save()
        recording.record("leading_group.changed", group, by=by, before=before, after=after, jurisdiction_path=path)
    return group


@transaction.atomic
def dissolve_leading_group(*, group: LeadingGroup, until: date, basis: str, by: Actor) -> LeadingGroup:
    """The group and its seats end; `basis`: the document, or the condition that came about."""
    group = locked_group(group)
    path = group.jurisdiction.path
    permissions.check_can(by, Permission.DISSOLVE_LEADING_GROUP, within=path)
    check_running(group)
    if not basis.strip():
        raise Invalid("请写明撤销依据", "basis")
    if group.since is not None and until < group.since:
        raise Invalid(f"撤销日期不能早于设立日期{in_words(group.since)}", "until")
    seats = group.memberships.filter(overlapping(until, None))
    if later := seats.filter(since__gt=until).first():
        raise Conflict(f"成员“{later}”自{in_words(later.since)}起列入，晚于撤销日期，请先核对")
    seats.update(until=until)
    group.until, group.end_basis = until, basis.strip()
    group.save(update_fields=["until", "end_basis"])
    after = {"撤销日期": in_words(until), "撤销依据": group.end_basis}
    recording.record("leading_group.dissolved", group, by=by, after=after, note=group.end_basis, jurisdiction_path=path)
    return group


@transaction.atomic
def delete_leading_group(*, group: LeadingGroup, by: Actor) -> None:
    """Only a group created by mistake, that never had a seat, can be deleted."""
    group = locked_group(group)
    path = group.jurisdiction.path
    permissions.check_can(by, Permission.DELETE_LEADING_GROUP, within=path)
    check_can_delete(group)
    recording.record("leading_group.deleted", group, by=by, before=_values(group), jurisdiction_path=path)
    group.delete()


def locked_group(group: LeadingGroup) -> LeadingGroup:
    """The group with its place and office, locked for whoever changes it or its seats."""
    return locked(group, "jurisdiction", "office_unit")


def check_running(group: LeadingGroup) -> None:
    if group.until is not None:
        raise Conflict(f"“{group}”已自{in_words(group.until)}起撤销")


def check_can_delete(group: LeadingGroup) -> None:
    if seats := group.memberships.count():
        raise Conflict(f"不能删除“{group}”：已列有{seats}名成员，可改为撤销")
    check_unused(group, instead="可改为撤销")


def _values(group: LeadingGroup) -> dict[str, str]:
    return {
        "名称": group.name,
        "设立日期": in_words(group.since, ""),
        "设立依据": group.basis,
        "职责": group.duties,
        "办公室所在单位": group.office_unit.name if group.office_unit else "",
        "任期至": in_words(group.term_ends_on, ""),
        "撤销条件": group.end_condition,
    }


def _check_name_is_free(group: LeadingGroup) -> None:
    place = Jurisdiction.objects.select_for_update().get(pk=group.jurisdiction_id)
    running = LeadingGroup.objects.filter(jurisdiction=place, name=group.name, until=None)
    if running.exclude(pk=group.pk).exists():
        raise Invalid(f"{place}已有“{group.name}”，尚未撤销", "name")


def _check_term(group: LeadingGroup) -> None:
    if group.since is not None and group.term_ends_on is not None and group.term_ends_on < group.since:
        raise Invalid(f"任期不能在设立日期{in_words(group.since)}之前届满", "term_ends_on")
