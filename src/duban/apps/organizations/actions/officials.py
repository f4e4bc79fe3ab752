"""People: create, change, delete. Two people of one name in one place are told apart by their remark."""

from __future__ import annotations

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations import naming
from duban.apps.organizations.changes import check_unchanged, differences, locked
from duban.apps.organizations.in_use import check_unused
from duban.apps.organizations.models import Jurisdiction, Official
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Invalid


@transaction.atomic
def create_official(*, jurisdiction: Jurisdiction, name: str, remark: str = "", by: Actor) -> Official:
    permissions.check_can(by, Permission.CREATE_OFFICIAL, within=jurisdiction.path)
    official = Official(jurisdiction=jurisdiction, name=naming.person(name), remark=remark.strip())
    _check_told_apart(official)
    official.save()
    after = {"姓名": official.name, "备注": official.remark}
    recording.record("official.created", official, by=by, after=after, jurisdiction_path=jurisdiction.path)
    return official


@transaction.atomic
def change_official(*, official: Official, name: str, remark: str, seen: str | None = None, by: Actor) -> Official:
    official = _locked(official)
    path = official.jurisdiction.path
    permissions.check_can(by, Permission.CHANGE_OFFICIAL, within=path)
    check_unchanged(official, seen)
    old = {"姓名": official.name, "备注": official.remark}
    official.name, official.remark = naming.person(name), remark.strip()
    before, after = differences(old, {"姓名": official.name, "备注": official.remark})
    if not after:
        return official
    _check_told_apart(official)
    official.save(update_fields=["name", "remark"])
    recording.record("official.changed", official, by=by, before=before, after=after, jurisdiction_path=path)
    return official


@transaction.atomic
def delete_official(*, official: Official, by: Actor) -> None:
    official = _locked(official)
    path = official.jurisdiction.path
    permissions.check_can(by, Permission.DELETE_OFFICIAL, within=path)
    check_unused(official)
    before = {"姓名": official.name, "备注": official.remark}
    recording.record("official.deleted", official, by=by, before=before, jurisdiction_path=path)
    official.delete()


def _locked(official: Official) -> Official:
    return locked(official, "jurisdiction")


def _check_told_apart(official: Official) -> None:
    """Refuse a second person of one name in one place, unless both remarks tell them apart."""
    place = Jurisdiction.objects.select_for_update().get(pk=official.jurisdiction_id)
    namesakes = Official.objects.filter(jurisdiction=place, name=official.name).exclude(pk=official.pk)
    remarks = [namesake.remark for namesake in namesakes]
    if not remarks or (official.remark and official.remark not in remarks):
        return
    known = "、".join(f"{official.name}（{remark}）" if remark else official.name for remark in remarks)
    raise Invalid(
        f"{place}已有同名人员：{known}。是否同一人？是同一人的，请直接使用已有人员；不是的，请填写不同的备注加以区分",
        "remark",
    )
