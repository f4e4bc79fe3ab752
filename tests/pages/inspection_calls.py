"""How each action of inspections, conclusions, objections, proposals and referrals is tried; merged into `CALLS`.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from duban.apps.supervision.inspection_planning import InspectionPlan, Member
from duban.apps.supervision.models import Conclusion, Inspection, InspectionRecord, Proposal
from duban.rulebook.inspections import (
    Category,
    ConclusionState,
    Form,
    InspectionState,
    Method,
    ObjectionState,
    ProposalKind,
    ProposalState,
)
from pages.scene import Scene

AT = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)
Arguments = dict[str, Any]


def _plan(scene: Scene) -> InspectionPlan:
    return InspectionPlan(
        title="开工情况核查",
        category=Category.DEPLOYMENT,
        form=Form.SPECIAL,
        basis="市政府专题会议决定",
        content="开工情况",
        scope="第二批项目",
        methods=[Method.ON_SITE],
        begins=date(2026, 4, 15),
        ends=date(2026, 4, 24),
        units=[scene.of("unit")],
        members=[Member("督小青（督查室）")],
    )


def _in(scene: Scene, state: InspectionState, **changes: Any) -> Inspection:
    row: Inspection = scene.of("inspection_draft")
    Inspection.objects.filter(pk=row.pk).update(state=state, **changes)
    row.refresh_from_db()
    return row


def _approved(scene: Scene, **changes: Any) -> Arguments:
    row = _in(scene, InspectionState.APPROVED, **changes)
    return {"inspection": row, "overlap_reason": "会议要求。", "at": AT}


def _noticed(scene: Scene) -> Arguments:
    head = scene.of("letterhead")
    head.kinds = [*head.kinds, "inspection", "objection_decision"]
    head.save()
    return _approved(scene)


def _conclusion(scene: Scene, state: ConclusionState) -> Conclusion:
    """The objection of the scene is out of the way."""
    row: Conclusion = scene.of("conclusion")
    row.objections.all().update(state=ObjectionState.WITHDRAWN)
    Conclusion.objects.filter(pk=row.pk).update(state=state)
    row.refresh_from_db()
    return row


def _closable(scene: Scene, state: InspectionState) -> Inspection:
    row: Inspection = scene.of("inspection")
    _conclusion(scene, ConclusionState.RECEIVED).items.all().update(state="verified")
    Inspection.objects.filter(pk=row.pk).update(state=state)
    row.refresh_from_db()
    return row


def _self_check(scene: Scene) -> InspectionRecord:
    row: InspectionRecord = scene.of("inspection_record")
    row.method, row.particulars, row.text = Method.SELF_CHECK, {"demand": "自查。", "due": "2026-04-22"}, ""
    row.save()
    return row


def _proposal(scene: Scene, state: ProposalState = ProposalState.PROPOSED) -> Proposal:
    row: Proposal = scene.of("proposal")
    row.kind, row.state = ProposalKind.RESEARCH, state
    row.save()
    return row


def _decided(scene: Scene) -> Arguments:
    _noticed(scene)
    row = scene.of("conclusion_objection")
    row.state, row.decision = ObjectionState.UPHELD, "维持。"
    row.save()
    return {"objection": row, "at": AT}


_RECORDED: Arguments = {"on": date(2026, 4, 16), "particulars": {"checked": "工地"}, "text": "未施工。", "at": AT}
_CONCLUDED: Arguments = {"facts": "未开工。", "opinion": "限期开工。", "at": AT}
INSPECTION_CALLS: dict[str, Callable[[Scene, str], Arguments]] = {
    "supervision.designations.designate_unit": lambda scene, who: {
        "jurisdiction": scene.of("place"),
        "unit": scene.of("unit"),
        "matter": "开工情况",
        "scope": "各县（区）",
        "duty": "核查",
        "basis": "会议纪要",
        "since": date(2026, 5, 1),
        "until": date(2026, 8, 1),
        "at": AT,
    },
    "supervision.designations.end_designation": lambda scene, who: {
        "designation": scene.of("designation"),
        "until": date(2026, 5, 1),
        "reason": "已完成。",
    },
    "supervision.inspections.draft_inspection": lambda scene, who: {
        "jurisdiction": scene.of("place"),
        "plan": _plan(scene),
        "at": AT,
    },
    "supervision.inspections.change_inspection": lambda scene, who: {
        "inspection": scene.of("inspection_draft"),
        "plan": _plan(scene),
        "at": AT,
    },
    "supervision.inspections.revise_inspection": lambda scene, who: {
        "inspection": scene.of("inspection"),
        "reason": "增加对象。",
        "at": AT,
    },
    "supervision.inspections.cancel_inspection": lambda scene, who: {
        "inspection": scene.of("inspection_draft"),
        "reason": "合并。",
        "at": AT,
    },
    "supervision.inspections.close_inspection": lambda scene, who: {
        "inspection": _closable(scene, InspectionState.CONCLUDED),
        "at": AT,
    },
    "supervision.inspections.reopen_inspection": lambda scene, who: {
        "inspection": _closable(scene, InspectionState.CLOSED),
        "reason": "反弹。",
        "at": AT,
    },
    "supervision.inspection_approval.submit_inspection": lambda scene, who: {
        "inspection": scene.of("inspection_draft"),
        "at": AT,
    },
    "supervision.inspection_approval.approve_inspection": lambda scene, who: {
        "inspection": _in(scene, InspectionState.SUBMITTED),
        "at": AT,
    },
    "supervision.inspection_approval.return_inspection": lambda scene, who: {
        "inspection": _in(scene, InspectionState.SUBMITTED),
        "opinion": "缩短。",
        "at": AT,
    },
    "supervision.inspection_approval.notify_inspection": lambda scene, who: _noticed(scene),
    "supervision.inspection_approval.start_inspection": lambda scene, who: _approved(scene, is_announced=False),
    "supervision.inspection_records.add_record": lambda scene, who: {
        **_RECORDED,
        "inspection": scene.of("inspection"),
        "method": Method.ON_SITE,
        "unit": scene.of("unit"),
    },
    "supervision.inspection_records.change_record": lambda scene, who: {
        **_RECORDED,
        "record": scene.of("inspection_record"),
        "unit": scene.of("unit"),
    },
    "supervision.inspection_records.answer_self_check": lambda scene, who: {
        "record": _self_check(scene),
        "text": "已自查。",
        "at": AT,
    },
    "supervision.conclusions.draft_conclusion": lambda scene, who: {
        **_CONCLUDED,
        "inspection": _in(scene, InspectionState.UNDER_WAY),
        "unit": scene.of("unit"),
    },
    "supervision.conclusions.change_conclusion": lambda scene, who: {
        **_CONCLUDED,
        "conclusion": _conclusion(scene, ConclusionState.DRAFT),
    },
    "supervision.conclusions.write_conclusion": lambda scene, who: {
        "conclusion": _conclusion(scene, ConclusionState.DRAFT),
        "at": AT,
    },
    "supervision.conclusions.receive_conclusion": lambda scene, who: {
        "conclusion": _conclusion(scene, ConclusionState.DELIVERED),
        "at": AT,
    },
    "supervision.objections.file_objection": lambda scene, who: {
        "conclusion": _conclusion(scene, ConclusionState.RECEIVED),
        "text": "有异议。",
        "at": AT,
    },
    "supervision.objections.withdraw_objection": lambda scene, who: {
        "objection": scene.of("conclusion_objection"),
        "at": AT,
    },
    "supervision.objections.decide_objection": lambda scene, who: {
        "objection": scene.of("conclusion_objection"),
        "upheld": True,
        "decision": "维持。",
        "at": AT,
    },
    "supervision.objections.write_decision": lambda scene, who: _decided(scene),
    "supervision.proposals.make_proposal": lambda scene, who: {
        "conclusion": scene.of("conclusion"),
        "kind": ProposalKind.RESEARCH,
        "text": "建议调研。",
        "at": AT,
    },
    "supervision.proposals.approve_proposal": lambda scene, who: {"proposal": _proposal(scene), "at": AT},
    "supervision.proposals.refuse_proposal": lambda scene, who: {
        "proposal": _proposal(scene),
        "decision": "已整改。",
        "at": AT,
    },
    "supervision.proposals.finish_proposal": lambda scene, who: {
        "proposal": _proposal(scene, ProposalState.APPROVED),
        "outcome": "已调研。",
        "at": AT,
    },
    "supervision.referrals.refer_clue": lambda scene, who: {
        "inspection": scene.of("inspection"),
        "receiver": "青泽市监察委员会",
        "text": "线索。",
        "at": AT,
    },
    "supervision.referrals.note_receipt": lambda scene, who: {
        "referral": scene.of("referral"),
        "receipt": "青监函〔2026〕8号",
        "at": AT,
    },
}
