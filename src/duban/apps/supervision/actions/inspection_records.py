"""督查记录: what each use of a method brought to light, by that method's form; a self-check is asked and answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_version, locked
from duban.apps.organizations.models import Unit
from duban.apps.progress.answering import check_acts_for
from duban.apps.progress.keeping import File
from duban.apps.supervision.actions.files import attach_files
from duban.apps.supervision.actions.inspections import locked_inspection
from duban.apps.supervision.method_forms import ANSWERED, ANSWERED_BY, DUE, checked_particulars
from duban.apps.supervision.models import Inspection, InspectionRecord
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.inspections import METHODS, InspectionState, Method
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.texts import optional_text, required_text

LONGEST = 10000


@transaction.atomic
def add_record(
    *,
    inspection: Inspection,
    method: Method,
    unit: Unit | None,
    on: date,
    place: str = "",
    present: str = "",
    particulars: Mapping[str, str],
    text: str,
    is_restricted: bool = False,
    files: Sequence[File] = (),
    at: datetime,
    by: Actor,
) -> InspectionRecord:
    """The same words of the same day once more are the record that is there."""
    parent = locked_inspection(inspection)
    check_can_record(parent, by, method)
    columns = _checked(parent, method, unit, on, place, present, particulars, text, at=at)
    same = {"inspection": parent, "method": method, "unit": unit, "on": on, "text": columns["text"]}
    there = InspectionRecord.objects.filter(**same, recorded_by=by.name).first()
    if there is not None:
        return there
    row = InspectionRecord.objects.create(
        **columns,
        inspection=parent,
        method=method,
        is_restricted=is_restricted,
        recorded_at=at,
        recorded_by=by.name,
        recorded_account_id=by.account,
    )
    attach_files(row, files, by, at=at)
    return _recorded("inspection.recorded", row, by)


@transaction.atomic
def change_record(
    *,
    record: InspectionRecord,
    unit: Unit | None,
    on: date,
    place: str = "",
    present: str = "",
    particulars: Mapping[str, str],
    text: str,
    is_restricted: bool = False,
    at: datetime,
    seen: int | None = None,
    by: Actor,
) -> InspectionRecord:
    row = locked(record, "inspection__jurisdiction", "unit")
    check_can_change_record(row, by)
    check_version(row, seen)
    method = Method(row.method)
    columns = _checked(row.inspection, method, unit, on, place, present, particulars, text, at=at)
    kept = {key: row.particulars[key] for key in (ANSWERED, ANSWERED_BY) if key in row.particulars}
    columns["particulars"] |= kept
    for name, value in columns.items():
        setattr(row, name, value)
    row.is_restricted = is_restricted
    row.version += 1
    row.save(update_fields=[*columns, "is_restricted", "version"])
    return _recorded("inspection.record_changed", row, by)


@transaction.atomic
def answer_self_check(
    *,
    record: InspectionRecord,
    text: str,
    files: Sequence[File] = (),
    at: datetime,
    seen: int | None = None,
    by: Actor,
) -> InspectionRecord:
    """自查: the object says itself how things stand, by the day it was given."""
    row = locked(record, "inspection__jurisdiction", "unit__merged_into")
    check_can_answer(row, by)
    check_version(row, seen)
    attach_files(row, files, by, at=at)
    row.text = required_text(text, "text", "请写自查情况", most=LONGEST)
    row.particulars = {**row.particulars, ANSWERED: timezone.localtime(at).isoformat(), ANSWERED_BY: by.name}
    row.version += 1
    row.save(update_fields=["text", "particulars", "version"])
    return _recorded("inspection.self_checked", row, by)


def check_may_record(row: Inspection, by: Actor) -> None:
    permissions.check_can(by, Permission.RECORD_INSPECTION, within=row.jurisdiction.path)
    if row.state != InspectionState.UNDER_WAY:
        raise Conflict(f"督查{row.get_state_display()}，督查期间才能记录")


def check_can_record(row: Inspection, by: Actor, method: Method) -> None:
    check_may_record(row, by)
    if method not in row.methods:
        raise Conflict(f"批准的方案没有“{METHODS[method]}”这种方式，请先变更方案")


def check_can_change_record(row: InspectionRecord, by: Actor) -> None:
    check_may_record(row.inspection, by)
    if row.method == Method.SELF_CHECK and row.particulars.get(ANSWERED):
        raise Conflict("督查对象已经报来自查情况，不能再改")


def check_may_answer(row: InspectionRecord, by: Actor) -> None:
    if row.method != Method.SELF_CHECK or row.unit is None:
        raise Conflict("这份记录不是要求自查的")
    check_acts_for(row.unit, by, Permission.ANSWER_CASE)


def check_can_answer(row: InspectionRecord, by: Actor) -> None:
    check_may_answer(row, by)
    if row.inspection.state != InspectionState.UNDER_WAY:
        raise Conflict("督查已经结束，不能再报自查情况")
    if row.particulars.get(ANSWERED):
        raise Conflict("自查情况已经报送")


def check_may_add_file(row: InspectionRecord, by: Actor) -> None:
    """The object with its self-check, the office with everything else."""
    if row.method == Method.SELF_CHECK and permissions.can(by, Permission.ANSWER_CASE) and row.unit is not None:
        try:
            check_can_answer(row, by)
        except (Conflict, NotAllowed):
            pass
        else:
            return
    check_may_record(row.inspection, by)


def _checked(
    parent: Inspection,
    method: Method,
    unit: Unit | None,
    on: date,
    place: str,
    present: str,
    particulars: Mapping[str, str],
    text: str,
    *,
    at: datetime,
) -> dict[str, Any]:
    if unit is not None and not parent.subjects.filter(unit=unit).exists():
        raise Invalid(f"{unit}不是这次督查的督查对象", "unit")
    asks = method is Method.SELF_CHECK
    if asks and unit is None:
        raise Invalid("请选择由哪个督查对象自查", "unit")
    if on > timezone.localtime(at).date():
        raise Invalid("日期还没有到", "on")
    if on < parent.begins:
        raise Invalid("日期早于督查开始日期", "on")
    return {
        "unit": unit,
        "on": on,
        "place": optional_text(place, "place", most=100),
        "present": optional_text(present, "present", most=300),
        "particulars": checked_particulars(method, particulars),
        "text": "" if asks else required_text(text, "text", "请写情况", most=LONGEST),
    }


def _recorded(verb: str, row: InspectionRecord, by: Actor) -> InspectionRecord:
    """Without what was found: the record may be restricted, the history is read by more people."""
    after = {"方式": METHODS[Method(row.method)], "日期": row.on, "期限": row.particulars.get(DUE, "")}
    if not row.is_restricted:
        after["督查对象"] = row.unit.name if row.unit else ""
    parent = row.inspection
    recording.record(verb, row, by=by, after=after, about=[parent], jurisdiction_path=parent.jurisdiction.path)
    return row
