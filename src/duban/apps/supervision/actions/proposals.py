"""结果运用 (art. 19 to 21): proposed, approved by a leader, carried out with its outcome."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_version, locked
from duban.apps.supervision.actions.conclusions import locked_conclusion
from duban.apps.supervision.models import Conclusion, Proposal
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.inspections import PROPOSAL, ConclusionState, ObjectionState, ProposalKind, ProposalState
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict
from duban.rulebook.texts import optional_text, required_text

LONGEST = 2000
_AGAINST = (ProposalKind.CRITICISM, ProposalKind.ACCOUNTABILITY)


@transaction.atomic
def make_proposal(*, conclusion: Conclusion, kind: ProposalKind, text: str, at: datetime, by: Actor) -> Proposal:
    """Nothing follows from it until a leader approves; made twice in the same words, it is one."""
    parent = locked_conclusion(conclusion)
    check_can_propose(parent, by)
    text = required_text(text, "text", "请写建议的内容", most=LONGEST)
    there = Proposal.objects.filter(conclusion=parent, kind=kind, text=text, state=ProposalState.PROPOSED).first()
    if there is not None:
        return there
    row = Proposal.objects.create(conclusion=parent, kind=kind, text=text, proposed_at=at, proposed_by=by.name)
    return _recorded("proposal.made", row, by, text)


@transaction.atomic
def approve_proposal(
    *, proposal: Proposal, decision: str = "", at: datetime, seen: int | None = None, by: Actor
) -> Proposal:
    row = _locked(proposal)
    check_can_approve(row, by)
    check_version(row, seen)
    return _decided(row, ProposalState.APPROVED, optional_text(decision, "decision", most=LONGEST), at, by)


@transaction.atomic
def refuse_proposal(*, proposal: Proposal, decision: str, at: datetime, seen: int | None = None, by: Actor) -> Proposal:
    row = _locked(proposal)
    check_can_decide(row, by)
    check_version(row, seen)
    said = required_text(decision, "decision", "请写不批准的理由", most=LONGEST)
    return _decided(row, ProposalState.REFUSED, said, at, by)


@transaction.atomic
def finish_proposal(*, proposal: Proposal, outcome: str, at: datetime, seen: int | None = None, by: Actor) -> Proposal:
    row = _locked(proposal)
    check_can_finish(row, by)
    check_version(row, seen)
    row.outcome = required_text(outcome, "outcome", "请写落实情况", most=LONGEST)
    row.done_at, row.done_by = at, by.name
    _move(row, ProposalState.DONE, "outcome", "done_at", "done_by")
    return _recorded("proposal.done", row, by, row.outcome)


def check_can_propose(row: Conclusion, by: Actor) -> None:
    permissions.check_can(by, Permission.MAKE_PROPOSAL, within=row.inspection.jurisdiction.path)
    if row.state == ConclusionState.DRAFT:
        raise Conflict("督查结论送达以后才能提出结果运用建议")


def check_can_decide(row: Proposal, by: Actor) -> None:
    path = row.conclusion.inspection.jurisdiction.path
    permissions.check_can(by, Permission.DECIDE_PROPOSAL, within=path)
    PROPOSAL.check_move(ProposalState(row.state), ProposalState.REFUSED)


def check_can_approve(row: Proposal, by: Actor) -> None:
    """Nothing is held against an object while its objection is open."""
    check_can_decide(row, by)
    is_open = row.conclusion.objections.filter(state=ObjectionState.FILED)
    if row.kind in _AGAINST and is_open.exists():
        raise Conflict("督查结论正在复核，复核决定作出以前不能批准批评、追究责任的建议")


def check_can_finish(row: Proposal, by: Actor) -> None:
    path = row.conclusion.inspection.jurisdiction.path
    permissions.check_can(by, Permission.MAKE_PROPOSAL, within=path)
    PROPOSAL.check_move(ProposalState(row.state), ProposalState.DONE)


def _locked(proposal: Proposal) -> Proposal:
    return locked(proposal, "conclusion__inspection__jurisdiction", "conclusion__unit")


def _decided(row: Proposal, state: ProposalState, said: str, at: datetime, by: Actor) -> Proposal:
    row.decision, row.decided_at, row.decided_by = said, at, by.name
    _move(row, state, "decision", "decided_at", "decided_by")
    return _recorded(f"proposal.{state.value}", row, by, said)


def _move(row: Proposal, state: ProposalState, *fields: str) -> None:
    row.state = state
    row.version += 1
    row.save(update_fields=["state", "version", *fields])


def _recorded(verb: str, row: Proposal, by: Actor, note: str) -> Proposal:
    """Not in the history of the conclusion: its object reads that."""
    conclusion = row.conclusion
    after = {"类别": row.get_kind_display(), "督查对象": conclusion.unit.name, "状态": row.get_state_display()}
    recording.record(
        verb, row, by=by, after=after, note=note, jurisdiction_path=conclusion.inspection.jurisdiction.path
    )
    return row
