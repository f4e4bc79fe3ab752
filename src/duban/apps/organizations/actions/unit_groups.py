"""Collective units: create, change, delete; add and end members where they are listed one by one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations import naming
from duban.apps.organizations.changes import check_unchanged, differences, locked
from duban.apps.organizations.in_use import check_unused
from duban.apps.organizations.labels.people import in_words
from duban.apps.organizations.models import GroupRule, Jurisdiction, LeadingGroup, Unit, UnitGroup, UnitGroupMember
from duban.apps.organizations.validity import overlapping
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid


@transaction.atomic
def create_unit_group(
    *,
    jurisdiction: Jurisdiction,
    name: str,
    rule: GroupRule,
    by: Actor,
    leading_group: LeadingGroup | None = None,
) -> UnitGroup:
    jurisdiction = Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
    permissions.check_can(by, Permission.CREATE_UNIT_GROUP, within=jurisdiction.path)
    group = UnitGroup(jurisdiction=jurisdiction, name=naming.tidy(name), rule=rule, leading_group=leading_group)
    _check(group)
    group.save()
    path = jurisdiction.path
    recording.record("unit_group.created", group, by=by, after=_values(group), jurisdiction_path=path)
    return group


@transaction.atomic
def change_unit_group(
    *,
    group: UnitGroup,
    name: str,
    rule: GroupRule,
    by: Actor,
    leading_group: LeadingGroup | None = None,
    seen: str | None = None,
) -> UnitGroup:
    """Change name or rule; the rule of a group with listed members stays, so that none is lost unseen."""
    Jurisdiction.objects.select_for_update().get(pk=group.jurisdiction_id)
    group = _locked(group)
    path = group.jurisdiction.path
    permissions.check_can(by, Permission.CHANGE_UNIT_GROUP, within=path)
    check_unchanged(group, seen)
    if group.rule == GroupRule.LISTED and rule != GroupRule.LISTED and group.members.exists():
        raise Invalid("已逐个列出过成员，不能改成按规则确定；请另建集合单位", "rule")
    old = _values(group)
    group.name, group.rule, group.leading_group = naming.tidy(name), rule, leading_group
    _check(group)
    before, after = differences(old, _values(group))
    if after:
        group.save(update_fields=["name", "rule", "leading_group"])
        recording.record("unit_group.changed", group, by=by, before=before, after=after, jurisdiction_path=path)
    return group


@transaction.atomic
def add_group_member(
    *, group: UnitGroup, unit: Unit, by: Actor, since: date | None = None, until: date | None = None
) -> UnitGroupMember:
    """`since` None: a member from before the record begins."""
    group = _locked(group)
    path = group.jurisdiction.path
    permissions.check_can(by, Permission.ADD_GROUP_MEMBER, within=path)
    _check_listed(group)
    _check_can_be_member(unit, group, since)
    if since and until and until <= since:
        raise Invalid("终止日期应晚于起始日期", "until")
    if group.members.filter(overlapping(since, until), unit=unit).exists():
        raise Invalid(f"“{unit}”这段时间已是成员", "unit")
    member = group.members.create(unit=unit, since=since, until=until)
    after = {"单位": unit.name, "起始日期": in_words(since), "终止日期": in_words(until, "")}
    recording.record("unit_group.member_added", group, by=by, after=after, about=[unit], jurisdiction_path=path)
    return member


def _check_can_be_member(unit: Unit, group: UnitGroup, since: date | None) -> None:
    if not unit.jurisdiction.path.startswith(group.jurisdiction.path):
        raise Invalid(f"“{unit}”不在{group.jurisdiction.name}及下级行政区范围内", "unit")
    if unit.until is not None and (since is None or since >= unit.until):
        raise Invalid(f"“{unit}”已自{in_words(unit.until)}起撤销", "unit")


@transaction.atomic
def add_group_members(*, group: UnitGroup, units: Iterable[Unit], by: Actor, since: date | None = None) -> int:
    """Make several units members from a day on, and give how many; those that are members already stay as they are."""
    group = _locked(group)
    path = group.jurisdiction.path
    permissions.check_can(by, Permission.ADD_GROUP_MEMBER, within=path)
    _check_listed(group)
    already = set(group.members.filter(overlapping(since, None)).values_list("unit", flat=True))
    added = [unit for unit in units if unit.pk not in already]
    for unit in added:
        _check_can_be_member(unit, group, since)
    group.members.bulk_create([UnitGroupMember(group=group, unit=unit, since=since) for unit in added])
    words = {"起始日期": in_words(since), "终止日期": ""}
    entries = [
        recording.Entry("unit_group.member_added", group, {}, {"单位": unit.name, **words}, "", [unit], path)
        for unit in added
    ]
    recording.record_many(entries, by=by)
    return len(added)


@transaction.atomic
def end_group_member(*, member: UnitGroupMember, until: date, by: Actor) -> None:
    """The unit is no member from `until` on; whoever was added by mistake ends on the day it began."""
    group = _locked(member.group)
    path = group.jurisdiction.path
    permissions.check_can(by, Permission.END_GROUP_MEMBER, within=path)
    row = group.members.select_related("unit").filter(pk=member.pk).first()
    if row is None or row.until is not None:
        raise Conflict(f"“{member.unit}”已被移出，请刷新后再看")
    if row.since and until < row.since:
        raise Invalid(f"移出日期不能早于列入日期{in_words(row.since)}", "until")
    row.until = until
    row.save(update_fields=["until"])
    after = {"单位": row.unit.name, "终止日期": in_words(until)}
    recording.record("unit_group.member_ended", group, by=by, after=after, about=[row.unit], jurisdiction_path=path)


@transaction.atomic
def delete_unit_group(*, group: UnitGroup, by: Actor) -> None:
    group = _locked(group)
    check_can_delete_unit_group(group, by)
    path = group.jurisdiction.path
    recording.record("unit_group.deleted", group, by=by, before=_values(group), jurisdiction_path=path)
    group.delete()


def check_can_delete_unit_group(group: UnitGroup, by: Actor) -> None:
    """Refuse while something uses the group, or it has listed members whose history would go with it."""
    permissions.check_can(by, Permission.DELETE_UNIT_GROUP, within=group.jurisdiction.path)
    check_unused(group)
    if count := group.members.count():
        raise Conflict(f"不能删除“{group}”：列有 {count} 个成员（含已移出的），它们的起止日期是历史记录")


def _locked(group: UnitGroup) -> UnitGroup:
    return locked(group, "jurisdiction", "leading_group")


def _check_listed(group: UnitGroup) -> None:
    if group.rule != GroupRule.LISTED:
        raise Conflict(f"“{group}”的成员由规则“{GroupRule(group.rule).label}”确定，不能逐个增减")


def _check(group: UnitGroup) -> None:
    if not group.name:
        raise Invalid("请填写名称", "name")
    same = UnitGroup.objects.filter(jurisdiction=group.jurisdiction, name=group.name).exclude(pk=group.pk)
    if same.exists():
        raise Invalid(f"{group.jurisdiction.name}已有集合单位“{group.name}”", "name")
    if (group.rule == GroupRule.LEADING_GROUP) != (group.leading_group is not None):
        raise Invalid("按领导小组确定成员的，请选择领导小组；按其他方式的，请不要选择", "leading_group")


def _values(group: UnitGroup) -> dict[str, Any]:
    return {
        "名称": group.name,
        "行政区": group.jurisdiction.name,
        "成员确定方式": GroupRule(group.rule).label,
        "领导小组": group.leading_group.name if group.leading_group else "",
    }
