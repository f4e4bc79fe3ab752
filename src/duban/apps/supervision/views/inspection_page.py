"""What the page of an inspection shows its reader: the steps, the next one, its plan, records, conclusions.

In: the row, who reads.  Out: the template's context; a fixed number of queries.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from duban.apps.dispatch.models import Dispatch
from duban.apps.organizations.models import Unit
from duban.apps.supervision.actions import conclusions, inspection_records, inspections, referrals
from duban.apps.supervision.actions import inspection_approval as approval
from duban.apps.supervision.forms.inspections import OpinionForm
from duban.apps.supervision.inspection_planning import words_of
from duban.apps.supervision.models import Conclusion, Inspection, Rectification, Referral
from duban.apps.supervision.queries.inspections import inspected_before, is_of_place, reads_restricted, records_for
from duban.apps.supervision.queries.objections import objections_for, proposals_for
from duban.apps.supervision.queries.overlaps import inspected_this_year, overlaps_of
from duban.rulebook.actors import Actor
from duban.rulebook.inspection_plans import differences, widened
from duban.rulebook.inspections import METHODS, ConclusionState, Method
from duban.rulebook.inspections import InspectionState as State
from duban.rulebook.permissions import Permission, can, why_not

_ORDER = (State.DRAFT, State.SUBMITTED, State.APPROVED, State.UNDER_WAY, State.CONCLUDED, State.CLOSED)


@dataclass(frozen=True, slots=True)
class Step:
    """`moment`: past, now, none."""

    title: str
    moment: str
    by: str = ""
    at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Next:
    """The one thing to do now; without `url` somebody else does it."""

    words: str
    label: str = ""
    url: str = ""
    why_not: str = ""


def context_of(row: Inspection, actor: Actor) -> dict[str, Any]:
    knows, runs = is_of_place(row, actor), can(actor, Permission.PLAN_INSPECTION, within=row.jurisdiction.path)
    now = words_of(row) if knows else {}
    told = _conclusions(row, actor)
    units = [one.unit for one in row.subjects.select_related("unit")]
    return {
        "row": row,
        "knows": knows,
        "runs": runs,
        "steps": _steps(row, knows),
        "next": _next(row, actor, units, told),
        "methods": [METHODS[Method(one)] for one in row.methods],
        "units": units,
        "members": list(row.members.all()),
        "differences": differences(row.approved_plan, now) if knows else [],
        "widened": widened(row.approved_plan, now) if knows else [],
        "overlaps": overlaps_of(row) if knows and row.state in (State.DRAFT, State.SUBMITTED, State.APPROVED) else [],
        "times": inspected_before(units, inspected_this_year([one.pk for one in units], row.begins.year, but=row.pk))
        if knows
        else [],
        "records": records_for(row, actor),
        "reads_restricted": reads_restricted(row, actor),
        "conclusions": told,
        **_further(row, actor),
        **_buttons(row, actor),
    }


def _conclusions(row: Inspection, actor: Actor) -> list[Conclusion]:
    rows = Conclusion.objects.visible_to(actor).filter(inspection=row)
    return list(rows.select_related("unit", "dispatch", "inspection__jurisdiction"))


def _further(row: Inspection, actor: Actor) -> dict[str, Any]:
    """What the conclusions led to, as far as the reader sees it."""
    items = Rectification.objects.visible_to(actor).filter(conclusion__inspection=row)
    return {
        "items": list(items.select_related("unit")),
        "objections": list(objections_for(actor).filter(conclusion__inspection=row)),
        "proposals": list(proposals_for(actor).filter(conclusion__inspection=row)),
        "referrals": list(Referral.objects.visible_to(actor).filter(inspection=row)),
    }


def _buttons(row: Inspection, actor: Actor) -> dict[str, Any]:
    may = {
        "can_change": inspections.check_can_change,
        "can_revise": inspections.check_can_revise,
        "can_cancel": inspections.check_can_cancel,
        "can_reopen": inspections.check_can_reopen,
        "can_record": inspection_records.check_may_record,
        "can_refer": referrals.check_can_refer,
        "can_conclude": conclusions.check_may_conclude,
    }
    decides = not why_not(approval.check_can_decide, row, actor)
    asked = [(Method(one), METHODS[Method(one)]) for one in row.methods]
    return {
        **{name: not why_not(check, row, actor) for name, check in may.items()},
        "decide_form": OpinionForm(initial={"seen": row.version}) if decides else None,
        "record_methods": asked,
    }


def _steps(row: Inspection, knows: bool) -> list[Step]:
    """What happened, and what is still to come; who planned it is not told to its objects."""
    titles = {
        State.DRAFT: ("拟订方案", row.drafted_by, row.drafted_at),
        State.SUBMITTED: ("报批", row.submitted_by, row.submitted_at),
        State.APPROVED: ("批准", row.approved_by, row.approved_at),
        State.UNDER_WAY: ("派出督查", row.dispatched_by, row.dispatched_at),
        State.CONCLUDED: ("督查结论、复核、整改", "", None),
        State.CLOSED: ("办结", "", row.closed_at),
    }
    at = _ORDER.index(State(row.state)) if row.state != State.CANCELLED else -1
    found = []
    for place, state in enumerate(_ORDER):
        title, by, when = titles[state]
        moment = "past" if place < at or state == row.state == State.CLOSED else "now" if place == at else "none"
        is_told = knows or state in (State.UNDER_WAY, State.CONCLUDED, State.CLOSED)
        if is_told:
            shown = moment != "none" or state is State.DRAFT
            found.append(Step(title, moment, by if shown else "", when if shown else None, _note(row, state)))
    return found


def _note(row: Inspection, state: State) -> str:
    if state is State.APPROVED and row.approved_at:
        return row.approval
    if state is State.UNDER_WAY and row.dispatched_at:
        return "" if row.is_announced else "不事先通知"
    return ""


def _next(row: Inspection, actor: Actor, units: list[Unit], told: list[Conclusion]) -> Next | None:
    runs = can(actor, Permission.PLAN_INSPECTION, within=row.jurisdiction.path)
    if not runs:
        return _for_others(row, actor, told)
    match row.state:
        case State.DRAFT:
            return _to(row, "方案拟好以后报领导批准。", "报批", "inspection-submit")
        case State.SUBMITTED:
            return Next("等领导批准方案。")
        case State.APPROVED:
            return _sending(row, row.dispatch)
        case State.UNDER_WAY:
            return _concluding(row, units, told)
        case State.CONCLUDED:
            reason = why_not(inspections.check_can_close, row, actor)
            return Next(
                "整改核查完、没有未决的复核申请，就可以办结。", "办结", _url("inspection-close", row.pk), reason
            )
    return None


def _for_others(row: Inspection, actor: Actor, told: list[Conclusion]) -> Next | None:
    if row.state == State.SUBMITTED and can(actor, Permission.APPROVE_INSPECTION, within=row.jurisdiction.path):
        return Next("请审批督查方案。", "审批", "#decide")
    for one in told:
        if one.state == ConclusionState.DELIVERED and not why_not(conclusions.check_can_receive, one, actor):
            return Next("督查结论已经送达，请签收。", "打开督查结论", _url("conclusion", one.pk))
    return None


def _sending(row: Inspection, notice: Dispatch | None) -> Next:
    if not row.is_announced:
        return _to(row, "方案已批准，不事先通知，可以派出督查组。", "派出", "inspection-send")
    if notice is not None and not notice.is_issued:
        return Next("督查通知印发以后，督查组即派出。", "办理督查通知", reverse("dispatch:dispatch", args=[notice.pk]))
    return _to(row, "方案已批准，拟制督查通知，印发后派出。", "拟制督查通知", "inspection-send")


def _concluding(row: Inspection, units: list[Unit], told: list[Conclusion]) -> Next:
    written = {one.unit_id for one in told}
    missing = [unit for unit in units if unit.pk not in written]
    if missing:
        url = reverse("supervision:conclusion-create", args=[row.pk, missing[0].pk])
        return Next(f"记录督查情况；查清以后，给{len(missing)}个督查对象写督查结论。", f"写{missing[0]}的督查结论", url)
    draft = next((one for one in told if one.state == ConclusionState.DRAFT), None)
    if draft is not None:
        return Next("督查结论写好以后，印发送达。", f"送达{draft.unit}的督查结论", _url("conclusion", draft.pk))
    return Next("督查结论都已送达。")


def _to(row: Inspection, words: str, label: str, name: str) -> Next:
    return Next(words, label, _url(name, row.pk))


def _url(name: str, pk: int) -> str:
    return reverse(f"supervision:{name}", args=[pk])
