"""An inspection as the tests of its actions need it: planned, approved, sent out, concluded, by whom one expects."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from duban.apps.dispatch.actions.issuing import issue_dispatch
from duban.apps.dispatch.models import Dispatch
from duban.apps.supervision.actions import conclusions, inspection_approval, inspections
from duban.apps.supervision.inspection_planning import InspectionPlan, Member
from duban.apps.supervision.models import Conclusion, Inspection
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.inspections import Category, Form, Method
from supervision_cast import Supervised

AT = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
BEGINS, ENDS = date(2026, 9, 1), date(2026, 9, 11)


def plan(done: Supervised, *units: str, **changes: Any) -> InspectionPlan:
    """Of 文旅 unless other units are named; 督小青 leads the team."""
    standing = InspectionPlan(
        title="文旅项目专项督查",
        category=Category.DEPLOYMENT,
        form=Form.SPECIAL,
        basis="市政府第8次常务会议决定",
        content="文旅项目建设情况",
        scope="年度重点文旅项目",
        methods=[Method.ON_SITE, Method.SELF_CHECK],
        begins=BEGINS,
        ends=ENDS,
        units=[done.units[key] for key in units or ("文旅",)],
        members=[Member("督小青（督查室）", done.city.accounts["office"]), Member("专家甲（高级工程师）")],
    )
    return replace(standing, **changes)


def draft(done: Supervised, *units: str, **changes: Any) -> Inspection:
    by = done.city.actor("office")
    given = plan(done, *units, **changes)
    return inspections.draft_inspection(jurisdiction=done.place, plan=given, at=AT, by=by)


def approve(done: Supervised, row: Inspection) -> Inspection:
    row = inspection_approval.submit_inspection(inspection=row, at=AT, by=done.city.actor("office"))
    return inspection_approval.approve_inspection(inspection=row, at=AT, by=done.city.actor("leader"))


def write_under(done: Supervised, *kinds: DispatchKind) -> None:
    """The city's letterhead is in use for these kinds, and the office signs them."""
    done.letterhead.kinds = [*done.letterhead.kinds, *kinds]
    done.letterhead.save()


def issue(done: Supervised, dispatch: Dispatch, *, at: datetime = AT) -> Dispatch:
    return issue_dispatch(dispatch=dispatch, at=at, by=done.city.actor("office"))


def start(done: Supervised, *units: str, **changes: Any) -> Inspection:
    """Under way without a notice."""
    row = approve(done, draft(done, *units, is_announced=False, **changes))
    by = done.city.actor("office")
    return inspection_approval.start_inspection(inspection=row, overlap_reason="会议要求。", at=AT, by=by)


def conclude(done: Supervised, row: Inspection, unit: str = "文旅") -> Conclusion:
    """Drafted, its document issued."""
    by = done.city.actor("office")
    texts = {"facts": "抽查3个项目，1个停工。", "problems": "停工项目没有复工计划。", "opinion": "限期复工。"}
    made = conclusions.draft_conclusion(inspection=row, unit=done.units[unit], **texts, at=AT, by=by)
    issue(done, conclusions.write_conclusion(conclusion=made, at=AT, by=by))
    made.refresh_from_db()
    return made


def receive(done: Supervised, row: Conclusion, *, who: str = "stranger", at: datetime = AT) -> Conclusion:
    """`stranger` is the liaison of 文旅."""
    return conclusions.receive_conclusion(conclusion=row, at=at, by=done.city.actor(who))


def days(number: int) -> datetime:
    return AT + timedelta(days=number)
