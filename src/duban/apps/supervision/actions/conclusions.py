"""督查结论 (art. 16): written for each object, delivered as a document, received; receipt begins the term to object."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.dispatch.actions.receiving import acknowledge_copy
from duban.apps.dispatch.models import Dispatch
from duban.apps.organizations.changes import check_version, locked
from duban.apps.organizations.models import Unit
from duban.apps.progress.answering import check_acts_for
from duban.apps.supervision.actions.inspections import locked_inspection, move
from duban.apps.supervision.inspection_papers import conclusion_of, draft_paper
from duban.apps.supervision.models import Conclusion, Inspection
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.inspections import CONCLUSION, ConclusionState, InspectionState, objection_until
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.texts import optional_text, required_text

LONGEST = 10000


@transaction.atomic
def draft_conclusion(
    *, inspection: Inspection, unit: Unit, facts: str, problems: str = "", opinion: str, at: datetime, by: Actor
) -> Conclusion:
    """One for each object; drafted twice, it is the one that is there."""
    parent = locked_inspection(inspection)
    check_may_conclude(parent, by)
    texts = _checked(facts, problems, opinion)
    if not parent.subjects.filter(unit=unit).exists():
        raise Invalid(f"{unit}不是这次督查的督查对象", "unit")
    there = Conclusion.objects.filter(inspection=parent, unit=unit).first()
    if there is not None:
        if (there.facts, there.problems, there.opinion) == tuple(texts.values()):
            return there
        raise Conflict(f"{unit}已有督查结论，请打开修改")
    row = Conclusion.objects.create(
        **texts, inspection=parent, unit=unit, drafted_at=at, drafted_by=by.name, drafted_account_id=by.account
    )
    return recorded("conclusion.drafted", row, by)


@transaction.atomic
def change_conclusion(
    *,
    conclusion: Conclusion,
    facts: str,
    problems: str = "",
    opinion: str,
    at: datetime,
    seen: int | None = None,
    by: Actor,
) -> Conclusion:
    row = locked_conclusion(conclusion)
    check_can_change(row, by)
    check_version(row, seen)
    texts = _checked(facts, problems, opinion)
    for name, value in texts.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*texts, "version"])
    return recorded("conclusion.changed", row, by)


@transaction.atomic
def write_conclusion(*, conclusion: Conclusion, at: datetime, seen: int | None = None, by: Actor) -> Dispatch:
    """Draft the document; the conclusion is delivered when it is issued. Asked twice, it is the one that is there."""
    row = locked_conclusion(conclusion)
    check_can_write(row, by)
    check_version(row, seen)
    if row.dispatch is not None:
        return row.dispatch
    paper = conclusion_of(row, timezone.localtime(at).date())
    row.dispatch = draft_paper(paper, DispatchKind.CONCLUSION, row.inspection, by, at=at)
    row.version += 1
    row.save(update_fields=["dispatch", "version"])
    recorded("conclusion.written", row, by)
    return row.dispatch


@transaction.atomic
def receive_conclusion(*, conclusion: Conclusion, at: datetime, by: Actor) -> Conclusion:
    """签收: the day of receipt begins the 30 days, and is not counted itself."""
    row = locked_conclusion(conclusion)
    check_can_receive(row, by)
    copy = row.dispatch.copies.filter(unit=row.unit, acknowledged_at=None).first() if row.dispatch else None
    if copy is None:
        return received(row, by, at=at)
    acknowledge_copy(copy=copy, at=at, by=by)  # and the conclusion follows it
    return locked_conclusion(conclusion)


def delivered(row: Conclusion, by: Actor, *, at: datetime) -> Conclusion:
    """Its document went out; the inspection is concluded with the last of its objects."""
    CONCLUSION.check_move(ConclusionState(row.state), ConclusionState.DELIVERED)
    row.delivered_at, row.delivered_by = at, by.name
    move_conclusion(row, ConclusionState.DELIVERED, "delivered_at", "delivered_by")
    recorded("conclusion.delivered", row, by)
    parent = locked_inspection(row.inspection)
    told = parent.conclusions.exclude(state=ConclusionState.DRAFT).values("unit")
    if parent.state == InspectionState.UNDER_WAY and not parent.subjects.exclude(unit__in=told).exists():
        move(parent, InspectionState.CONCLUDED)
    return row


def received(row: Conclusion, by: Actor, *, at: datetime) -> Conclusion:
    CONCLUSION.check_move(ConclusionState(row.state), ConclusionState.RECEIVED)
    row.received_at, row.received_by = at, by.name
    move_conclusion(row, ConclusionState.RECEIVED, "received_at", "received_by")
    until = objection_until(timezone.localtime(at).date())
    return recorded("conclusion.received", row, by, after={"申请期限": until})


def check_may_conclude(row: Inspection, by: Actor) -> None:
    permissions.check_can(by, Permission.CONCLUDE_INSPECTION, within=row.jurisdiction.path)
    if row.state not in (InspectionState.UNDER_WAY, InspectionState.CONCLUDED):
        raise Conflict(f"督查{row.get_state_display()}，派出以后才能作出督查结论")


def check_can_change(row: Conclusion, by: Actor) -> None:
    check_may_conclude(row.inspection, by)
    if row.state != ConclusionState.DRAFT:
        raise Conflict(f"督查结论{row.get_state_display()}，不能再改；有异议的，由督查对象申请复核")
    if row.dispatch is not None:
        raise Conflict("督查结论的公文正在办理，请先作废公文再改")


def check_can_write(row: Conclusion, by: Actor) -> None:
    check_may_conclude(row.inspection, by)
    CONCLUSION.check_move(ConclusionState(row.state), ConclusionState.DELIVERED)


def check_may_receive(row: Conclusion, by: Actor) -> None:
    check_acts_for(row.unit, by, Permission.RECEIVE_CONCLUSION)


def check_can_receive(row: Conclusion, by: Actor) -> None:
    check_may_receive(row, by)
    CONCLUSION.check_move(ConclusionState(row.state), ConclusionState.RECEIVED)


def locked_conclusion(conclusion: Conclusion) -> Conclusion:
    return locked(conclusion, "inspection__jurisdiction", "unit__merged_into", "dispatch")


def move_conclusion(row: Conclusion, state: ConclusionState, *fields: str) -> None:
    row.state = state
    row.version += 1
    row.save(update_fields=["state", "version", *fields])


def recorded(
    verb: str, row: Conclusion, by: Actor, *, after: dict[str, Any] | None = None, note: str = ""
) -> Conclusion:
    told = {"督查对象": row.unit.name, "督查": row.inspection.title, **(after or {})}
    about, path = [row.inspection, row.unit], row.inspection.jurisdiction.path
    recording.record(verb, row, by=by, after=told, note=note, about=about, jurisdiction_path=path)
    return row


def _checked(facts: str, problems: str, opinion: str) -> dict[str, str]:
    return {
        "facts": required_text(facts, "facts", "请写查明的事实", most=LONGEST),
        "problems": optional_text(problems, "problems", most=LONGEST),
        "opinion": required_text(opinion, "opinion", "请写结论意见", most=LONGEST),
    }
