"""申请复核 (art. 17): filed within 30 days of the receipt, decided within 30 days by who took no part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.dispatch.models import Dispatch
from duban.apps.organizations.changes import check_version, locked
from duban.apps.progress.answering import check_acts_for
from duban.apps.progress.keeping import File
from duban.apps.supervision.actions.conclusions import locked_conclusion, move_conclusion
from duban.apps.supervision.actions.files import attach_files
from duban.apps.supervision.inspection_papers import decision_of, draft_paper
from duban.apps.supervision.models import Conclusion, Objection
from duban.apps.supervision.queries.recusal import accounts_in, names_in
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.inspections import (
    CONCLUSION,
    OBJECTION,
    ConclusionState,
    ObjectionState,
    check_in_time,
    check_stands_aside,
    decision_until,
    objection_until,
)
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict
from duban.rulebook.texts import required_text

LONGEST = 5000


@transaction.atomic
def file_objection(
    *, conclusion: Conclusion, text: str, files: Sequence[File] = (), at: datetime, by: Actor
) -> Objection:
    """Sent twice, it is one."""
    row = locked_conclusion(conclusion)
    check_may_file(row, by)
    text = required_text(text, "text", "请写申请复核的理由", most=LONGEST)
    there = row.objections.filter(state=ObjectionState.FILED, text=text).first()
    if there is not None:
        return there
    check_can_file(row, by, at=at)
    assert row.received_at is not None
    received, filed = timezone.localtime(row.received_at).date(), timezone.localtime(at).date()
    objection = Objection.objects.create(
        conclusion=row,
        text=text,
        filed_at=at,
        filed_by=by.name,
        file_until=objection_until(received),
        decide_until=decision_until(filed),
    )
    move_conclusion(row, ConclusionState.CONTESTED)
    attach_files(objection, files, by, at=at)
    return _recorded("objection.filed", objection, by, after={"决定期限": objection.decide_until})


@transaction.atomic
def withdraw_objection(*, objection: Objection, at: datetime, seen: int | None = None, by: Actor) -> Objection:
    """The conclusion stands again as received; its term goes on as it was."""
    row, conclusion = _locked(objection)
    check_can_withdraw(row, by)
    check_version(row, seen)
    row.state = ObjectionState.WITHDRAWN
    row.version += 1
    row.save(update_fields=["state", "version"])
    if conclusion.state == ConclusionState.CONTESTED:
        move_conclusion(conclusion, ConclusionState.RECEIVED)
    return _recorded("objection.withdrawn", row, by)


@transaction.atomic
def decide_objection(
    *,
    objection: Objection,
    upheld: bool,
    decision: str,
    revised_opinion: str = "",
    at: datetime,
    seen: int | None = None,
    by: Actor,
) -> Objection:
    """`upheld`: the conclusion stands; otherwise `revised_opinion` takes the place of its opinion."""
    row, conclusion = _locked(objection)
    check_can_decide(row, by)
    check_version(row, seen)
    row.decision = required_text(decision, "decision", "请写复核查明的情况和理由", most=LONGEST)
    row.state = ObjectionState.UPHELD if upheld else ObjectionState.REVISED
    row.decided_at, row.decided_by, row.decided_account_id = at, by.name, by.account
    if not upheld:
        missing = "请写变更后的结论；撤销的，写明撤销"
        conclusion.revised_opinion = required_text(revised_opinion, "revised_opinion", missing, most=LONGEST)
    row.version += 1
    row.save(update_fields=["decision", "state", "decided_at", "decided_by", "decided_account", "version"])
    _settle(conclusion, upheld, at)
    return _recorded("objection.upheld" if upheld else "objection.revised", row, by, note=row.decision)


@transaction.atomic
def write_decision(*, objection: Objection, at: datetime, seen: int | None = None, by: Actor) -> Dispatch:
    """Draft the decision as a document; asked twice, it is the one that is there."""
    row, conclusion = _locked(objection)
    check_can_write(row, by)
    check_version(row, seen)
    if row.dispatch is not None:
        return row.dispatch
    paper = decision_of(row, timezone.localtime(at).date())
    row.dispatch = draft_paper(paper, DispatchKind.OBJECTION_DECISION, conclusion.inspection, by, at=at)
    row.version += 1
    row.save(update_fields=["dispatch", "version"])
    _recorded("objection.written", row, by)
    return row.dispatch


def check_may_file(row: Conclusion, by: Actor) -> None:
    check_acts_for(row.unit, by, Permission.FILE_OBJECTION)


def check_can_file(row: Conclusion, by: Actor, *, at: datetime) -> None:
    check_may_file(row, by)
    if row.state == ConclusionState.DELIVERED or row.received_at is None:
        raise Conflict("请先签收督查结论，再申请复核")
    CONCLUSION.check_move(ConclusionState(row.state), ConclusionState.CONTESTED)
    if row.objections.filter(state=ObjectionState.FILED).exists():
        raise Conflict("已经申请复核，正在办理")
    check_in_time(timezone.localtime(row.received_at).date(), timezone.localtime(at).date())


def check_can_withdraw(row: Objection, by: Actor) -> None:
    check_may_file(row.conclusion, by)
    OBJECTION.check_move(ObjectionState(row.state), ObjectionState.WITHDRAWN)


def check_may_decide(row: Objection, by: Actor) -> None:
    """By the account; who is written down without one is known by the name."""
    inspection = row.conclusion.inspection
    permissions.check_can(by, Permission.DECIDE_CONCLUSION_OBJECTION, within=inspection.jurisdiction.path)
    check_stands_aside(by.account, accounts_in(inspection), name=by.name, names=names_in(inspection))


def check_can_decide(row: Objection, by: Actor) -> None:
    check_may_decide(row, by)
    OBJECTION.check_move(ObjectionState(row.state), ObjectionState.UPHELD)


def check_can_write(row: Objection, by: Actor) -> None:
    place = row.conclusion.inspection.jurisdiction
    permissions.check_can(by, Permission.DRAFT_DISPATCH, within=place.path)
    if row.state not in (ObjectionState.UPHELD, ObjectionState.REVISED):
        raise Conflict("复核还没有作出决定")


def check_may_add_file(row: Objection, by: Actor) -> None:
    check_may_file(row.conclusion, by)
    if row.state != ObjectionState.FILED:
        raise Conflict("复核已经结束，材料不能再改")


def _settle(conclusion: Conclusion, upheld: bool, at: datetime) -> None:
    """With the decision the conclusion is final, as it was or as it is now."""
    conclusion.final_on = timezone.localtime(at).date()
    state = ConclusionState.FINAL if upheld else ConclusionState.REVISED
    if conclusion.state != ConclusionState.RECEIVED:
        CONCLUSION.check_move(ConclusionState(conclusion.state), state)
    move_conclusion(conclusion, state, "final_on", "revised_opinion")


def _locked(objection: Objection) -> tuple[Objection, Conclusion]:
    """The conclusion first: filing locks it, too."""
    conclusion = locked_conclusion(objection.conclusion)
    row = locked(objection)
    row.conclusion = conclusion
    return row, conclusion


def _recorded(
    verb: str, row: Objection, by: Actor, *, after: dict[str, Any] | None = None, note: str = ""
) -> Objection:
    conclusion = row.conclusion
    told = {"督查对象": conclusion.unit.name, "督查": conclusion.inspection.title, **(after or {})}
    about, path = [conclusion, conclusion.inspection], conclusion.inspection.jurisdiction.path
    recording.record(verb, row, by=by, after=told, note=note, about=about, jurisdiction_path=path)
    return row
