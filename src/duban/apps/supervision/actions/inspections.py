"""督查: its plan is drafted, changed, taken back to be changed after approval, called off, closed, opened again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.dispatch.actions.drafting import void_dispatch
from duban.apps.organizations.changes import check_version, differences, locked
from duban.apps.organizations.models import Jurisdiction
from duban.apps.supervision.inspection_planning import InspectionPlan, Member, check_plan, words_of
from duban.apps.supervision.models import Inspection, InspectionMember, InspectionObject
from duban.apps.supervision.queries.inspection_endings import why_not_closed
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.inspection_plans import LABELS
from duban.rulebook.inspections import INSPECTION
from duban.rulebook.inspections import InspectionState as State
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict
from duban.rulebook.texts import required_text

LONGEST = 1000


@transaction.atomic
def draft_inspection(*, jurisdiction: Jurisdiction, plan: InspectionPlan, at: datetime, by: Actor) -> Inspection:
    """Drafted twice with the same name and days, it is one."""
    place = locked(jurisdiction)
    permissions.check_can(by, Permission.PLAN_INSPECTION, within=place.path)
    columns = check_plan(plan)
    _check_place(place, plan)
    same = {name: columns[name] for name in ("title", "begins", "ends")}
    there = Inspection.objects.filter(jurisdiction=place, state=State.DRAFT, drafted_by=by.name, **same).first()
    if there is not None:
        return there
    row = Inspection.objects.create(**columns, jurisdiction=place, drafted_at=at, drafted_by=by.name)
    _write_several(row, plan)
    return recorded("inspection.drafted", row, by, after=_in_words(row))


@transaction.atomic
def change_inspection(
    *, inspection: Inspection, plan: InspectionPlan, at: datetime, seen: int | None = None, by: Actor
) -> Inspection:
    """Only a draft is changed; what was approved is kept beside it."""
    row = locked_inspection(inspection)
    check_can_change(row, by)
    check_version(row, seen)
    columns, before = check_plan(plan), _in_words(row)
    _check_place(row.jurisdiction, plan)
    for name, value in columns.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*columns, "version"])
    _write_several(row, plan)
    was, now = differences(before, _in_words(row))
    return recorded("inspection.changed", row, by, before=was, after=now)


@transaction.atomic
def revise_inspection(
    *, inspection: Inspection, reason: str, at: datetime, seen: int | None = None, by: Actor
) -> Inspection:
    """变更方案: what was approved goes back to be written, and needs a new approval (art. 15)."""
    row = locked_inspection(inspection)
    check_can_revise(row, by)
    check_version(row, seen)
    reason = required_text(reason, "reason", "请写变更的原因", most=LONGEST)
    _void_notice(row, "督查方案变更", at, by)
    move(row, State.DRAFT)
    return recorded("inspection.revised", row, by, note=reason)


@transaction.atomic
def cancel_inspection(
    *, inspection: Inspection, reason: str, at: datetime, seen: int | None = None, by: Actor
) -> Inspection:
    row = locked_inspection(inspection)
    check_can_cancel(row, by)
    check_version(row, seen)
    row.cancel_reason = required_text(reason, "reason", "请写取消的原因", most=LONGEST)
    _void_notice(row, "督查取消", at, by)
    move(row, State.CANCELLED, "cancel_reason")
    return recorded("inspection.cancelled", row, by, note=row.cancel_reason)


@transaction.atomic
def close_inspection(*, inspection: Inspection, at: datetime, seen: int | None = None, by: Actor) -> Inspection:
    row = locked_inspection(inspection)
    check_can_close(row, by)
    check_version(row, seen)
    row.closed_at = at
    move(row, State.CLOSED, "closed_at")
    return recorded("inspection.closed", row, by)


@transaction.atomic
def reopen_inspection(
    *, inspection: Inspection, reason: str, at: datetime, seen: int | None = None, by: Actor
) -> Inspection:
    row = locked_inspection(inspection)
    check_can_reopen(row, by)
    check_version(row, seen)
    reason = required_text(reason, "reason", "请写重新打开的原因", most=LONGEST)
    row.closed_at = None
    move(row, State.CONCLUDED, "closed_at")
    return recorded("inspection.reopened", row, by, note=reason)


def check_can_change(row: Inspection, by: Actor) -> None:
    permissions.check_can(by, Permission.PLAN_INSPECTION, within=row.jurisdiction.path)
    if row.state != State.DRAFT:
        raise Conflict(f"督查{row.get_state_display()}，方案不能直接修改；确需变更的，请先点“变更方案”")


def check_can_revise(row: Inspection, by: Actor) -> None:
    permissions.check_can(by, Permission.PLAN_INSPECTION, within=row.jurisdiction.path)
    if row.state == State.SUBMITTED:
        raise Conflict("方案正在报批，由领导批准或者退回")
    INSPECTION.check_move(State(row.state), State.DRAFT)


def check_can_cancel(row: Inspection, by: Actor) -> None:
    permissions.check_can(by, Permission.PLAN_INSPECTION, within=row.jurisdiction.path)
    INSPECTION.check_move(State(row.state), State.CANCELLED)
    if row.conclusions.exclude(state="draft").exists():
        raise Conflict("已经送达督查结论，不能取消")


def check_can_close(row: Inspection, by: Actor) -> None:
    permissions.check_can(by, Permission.CONCLUDE_INSPECTION, within=row.jurisdiction.path)
    INSPECTION.check_move(State(row.state), State.CLOSED)
    if reason := why_not_closed(row):
        raise Conflict(reason)


def check_can_reopen(row: Inspection, by: Actor) -> None:
    permissions.check_can(by, Permission.CONCLUDE_INSPECTION, within=row.jurisdiction.path)
    if row.state != State.CLOSED:
        raise Conflict(f"督查{row.get_state_display()}，没有办结，不用重新打开")


def locked_inspection(inspection: Inspection) -> Inspection:
    return locked(inspection, "jurisdiction", "designation__unit", "dispatch")


def move(row: Inspection, state: State, *fields: str) -> None:
    row.state = state
    row.version += 1
    row.save(update_fields=["state", "version", *fields])


def recorded(
    verb: str,
    row: Inspection,
    by: Actor,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
) -> Inspection:
    path = row.jurisdiction.path
    recording.record(verb, row, by=by, before=before, after=after, note=note, jurisdiction_path=path)
    return row


def _void_notice(row: Inspection, reason: str, at: datetime, by: Actor) -> None:
    """A notice that did not go out yet is of a plan that no longer holds."""
    if row.dispatch is not None and not row.dispatch.is_issued:
        void_dispatch(dispatch=row.dispatch, reason=reason, at=at, by=by)
        row.dispatch = None


def _check_place(place: Jurisdiction, plan: InspectionPlan) -> None:
    """Objects lie in the place or below it (art. 5); a designation is of the same place."""
    for unit in plan.units:
        if not unit.jurisdiction.path.startswith(place.path):
            raise Conflict(f"{unit}不在{place}范围内，不能作为督查对象")
    if plan.designation is not None and plan.designation.jurisdiction_id != place.pk:
        raise Conflict("督查授权不是本行政区的")


def _write_several(row: Inspection, plan: InspectionPlan) -> None:
    """Objects that have records or a conclusion stay the same rows."""
    wanted = {unit.pk: unit for unit in plan.units}
    _check_not_touched(row, set(wanted))
    row.subjects.exclude(unit__in=wanted).delete()
    there = set(row.subjects.values_list("unit", flat=True))
    fresh = [InspectionObject(inspection=row, unit=unit) for key, unit in wanted.items() if key not in there]
    InspectionObject.objects.bulk_create(fresh)
    row.members.all().delete()
    for at, member in enumerate(plan.members):
        _write_member(row, member, is_head=at == 0)


def _check_not_touched(row: Inspection, wanted: set[int]) -> None:
    gone = row.subjects.exclude(unit__in=wanted).select_related("unit")
    kept = gone.filter(unit__in=row.conclusions.values("unit")) | gone.filter(unit__in=row.records.values("unit"))
    if found := kept.first():
        raise Conflict(f"{found.unit}已有督查记录或者督查结论，不能从督查对象中去掉")


def _write_member(row: Inspection, member: Member, *, is_head: bool) -> None:
    InspectionMember.objects.create(
        inspection=row, name=member.name, account=member.account, official=member.official, is_head=is_head
    )


def _in_words(row: Inspection) -> dict[str, Any]:
    """For the record: by the names of the fields."""
    words = words_of(row)
    return {LABELS[key]: "、".join(value) if isinstance(value, list) else value for key, value in words.items()}
