"""督查授权 (art. 7): a leader designates a department with matter, scope, duty and period; ends it early."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_unchanged, locked
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.supervision.models import Designation
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.texts import required_text

LONGEST = 2000


@transaction.atomic
def designate_unit(
    *,
    jurisdiction: Jurisdiction,
    unit: Unit,
    matter: str,
    scope: str,
    duty: str,
    basis: str,
    since: date,
    until: date,
    at: datetime,
    by: Actor,
) -> Designation:
    """`until`: the first day it no longer holds. The same once more is the one that is there."""
    place = locked(jurisdiction)
    permissions.check_can(by, Permission.DESIGNATE_UNIT, within=place.path)
    told = {
        "matter": required_text(matter, "matter", "请写督查事项", most=200),
        "scope": required_text(scope, "scope", "请写督查范围", most=LONGEST),
        "duty": required_text(duty, "duty", "请写督查职责", most=LONGEST),
        "basis": required_text(basis, "basis", "请写依据", most=300),
    }
    if unit.jurisdiction_id != place.pk:
        raise Invalid(f"只能指定{place}的部门", "unit")
    if until <= since:
        raise Invalid("终止日期应晚于起始日期", "until")
    same = {"jurisdiction": place, "unit": unit, "since": since, "until": until, **told}
    there = Designation.objects.filter(**same).first()
    if there is not None:
        return there
    row = Designation.objects.create(**same, decided_at=at, decided_by=by.name)
    return _recorded("designation.made", row, by)


@transaction.atomic
def end_designation(
    *, designation: Designation, until: date, reason: str, seen: str | None = None, by: Actor
) -> Designation:
    row = locked(designation, "jurisdiction", "unit")
    check_can_end(row, by)
    check_unchanged(row, seen)
    reason = required_text(reason, "reason", "请写终止的原因", most=LONGEST)
    if row.since is not None and until < row.since:
        raise Invalid("终止日期早于起始日期", "until")
    if row.until is not None and until >= row.until:
        raise Conflict("终止日期应早于原定的终止日期")
    before = row.until
    row.until, row.ended_reason = until, reason
    row.save(update_fields=["until", "ended_reason"])
    return _recorded("designation.ended", row, by, before={"终止日期": before}, note=reason)


def check_can_end(row: Designation, by: Actor) -> None:
    permissions.check_can(by, Permission.DESIGNATE_UNIT, within=row.jurisdiction.path)
    if row.ended_reason:
        raise Conflict("这项督查授权已经提前终止")


def _recorded(
    verb: str, row: Designation, by: Actor, *, before: dict[str, object] | None = None, note: str = ""
) -> Designation:
    after = {"部门": row.unit.name, "事项": row.matter, "起始日期": row.since, "终止日期": row.until}
    path = row.jurisdiction.path
    recording.record(verb, row, by=by, before=before, after=after, note=note, about=[row.unit], jurisdiction_path=path)
    return row
