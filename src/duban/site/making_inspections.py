"""The demo's inspections by the regulation: one concluded, its conclusion contested; one that waits for approval.

In: the place, whose hands, days before today.  Out: what happens when, for `make_year`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from duban.apps.accounts.models import Account
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.supervision.actions.conclusions import draft_conclusion, receive_conclusion, write_conclusion
from duban.apps.supervision.actions.inspection_approval import (
    approve_inspection,
    notify_inspection,
    submit_inspection,
)
from duban.apps.supervision.actions.inspection_records import add_record
from duban.apps.supervision.actions.inspections import draft_inspection
from duban.apps.supervision.actions.objections import file_objection
from duban.apps.supervision.actions.proposals import make_proposal
from duban.apps.supervision.inspection_planning import InspectionPlan, Member
from duban.apps.supervision.models import Conclusion, Inspection
from duban.rulebook.inspections import Category, Form, Method, ProposalKind
from duban.site.making_documents import Hands, acknowledge, send_out
from duban.site.making_supervision import Back
from duban.site.making_year import Happening, liaison_of

FOUND = {
    "青泽市工业和信息化局": (
        "抽查技术改造项目12个，其中3个应在上半年兑现的补助资金没有兑现，涉及286万元。",
        "资金审核超过规定时限；对企业申报一次性告知不到位。",
        "责令在结论生效后15个工作日内完成兑现，并完善一次性告知清单。",
    ),
    "青泽市发展和改革局": (
        "抽查重点项目审批事项20件，全部在承诺时限内办结；有2件补正材料两次。",
        "个别事项补正要求没有一次说清。",
        "请规范补正告知，30日内报告整改情况。",
    ),
}
CONTESTED, ACCEPTED = "青泽市工业和信息化局", "青泽市发展和改革局"
TITLE = "惠企政策落实情况专项督查"


def inspections_of(place: Jurisdiction, hands: Hands, back: Back) -> list[Happening]:
    done = partial(_Inspected, place, hands, back)
    steps = [
        (44, "plan"),
        (42, "send"),
        (37, "record"),
        (22, "conclude"),
        (21, "receive"),
        (15, "receive_other"),
        (6, "object"),
        (2, "propose"),
        (1, "plan_next"),
    ]
    return [Happening(back.at(day), partial(_step, done, name, back.at(day))) for day, name in steps]


def _step(make: partial[_Inspected], name: str, at: datetime) -> None:
    getattr(make(), name)(at)


class _Inspected:
    """The inspection, step by step."""

    def __init__(self, place: Jurisdiction, hands: Hands, back: Back) -> None:
        self.place, self.hands, self.back = place, hands, back
        self.units = list(Unit.objects.filter(name__in=FOUND).select_related("jurisdiction").order_by("order"))

    @property
    def row(self) -> Inspection:
        return Inspection.objects.select_related("jurisdiction").get(title=TITLE)

    def conclusion(self, unit: str) -> Conclusion:
        return Conclusion.objects.select_related("unit__jurisdiction", "dispatch").get(unit__name=unit)

    def plan(self, at: datetime) -> None:
        content = "技术改造补助、审批服务承诺的落实情况。"
        self._approved(self._drafted(TITLE, content, self.units, self.back.day(40), self.back.day(32), at), at)

    def send(self, at: datetime) -> None:
        reason = "事项不同，已协调错开进驻时间。"
        notice = notify_inspection(inspection=self.row, overlap_reason=reason, at=at, by=self.hands.office)
        acknowledge(send_out(notice, self.hands, at=at), at=at.replace(hour=15))

    def record(self, at: datetime) -> None:
        for unit in self.units:
            add_record(
                inspection=self.row,
                method=Method.FILES,
                unit=unit,
                on=self.back.day(38),
                place=unit.name,
                particulars={"list": "兑现台账\n审批系统办件记录", "due": self.back.day(37).isoformat()},
                text=FOUND[unit.name][0],
                at=at,
                by=self.hands.office,
            )

    def conclude(self, at: datetime) -> None:
        for unit in self.units:
            facts, problems, opinion = FOUND[unit.name]
            drafted = draft_conclusion(
                inspection=self.row,
                unit=unit,
                facts=facts,
                problems=problems,
                opinion=opinion,
                at=at,
                by=self.hands.office,
            )
            send_out(write_conclusion(conclusion=drafted, at=at, by=self.hands.office), self.hands, at=at)

    def receive(self, at: datetime) -> None:
        row = self.conclusion(CONTESTED)
        receive_conclusion(conclusion=row, at=at, by=liaison_of(row.unit))

    def receive_other(self, at: datetime) -> None:
        """It can still object for some days."""
        row = self.conclusion(ACCEPTED)
        receive_conclusion(conclusion=row, at=at, by=liaison_of(row.unit))

    def object(self, at: datetime) -> None:
        row = self.conclusion(CONTESTED)
        said = "3个项目中有1个因企业主体变更，按规定应重新申报，不属于超时未兑现，请复核。"
        file_objection(conclusion=row, text=said, at=at, by=liaison_of(row.unit))

    def propose(self, at: datetime) -> None:
        """For the leader."""
        said = "审批事项全部按承诺时限办结，建议予以表扬。"
        row = self.conclusion(ACCEPTED)
        make_proposal(conclusion=row, kind=ProposalKind.PRAISE, text=said, at=at, by=self.hands.office)

    def plan_next(self, at: datetime) -> None:
        units = list(Unit.objects.filter(name__in=("青泽市住房和城乡建设局", "青泽市交通运输局")))
        content = "老旧小区改造、农村公路建设的质量和进度。"
        row = self._drafted("民生实事项目专项督查", content, units, self.back.day(-6), self.back.day(-12), at)
        submit_inspection(inspection=row, at=at, by=self.hands.office)

    def _drafted(
        self, title: str, content: str, units: Sequence[Unit], begins: date, ends: date, at: datetime
    ) -> Inspection:
        office = self.hands.office
        head = Member(f"{office.name}（市政府督查室）", Account.objects.get(pk=office.account or 0))
        plan = InspectionPlan(
            title=title,
            category=Category.DEPLOYMENT,
            form=Form.SPECIAL,
            basis="市政府常务会议决定",
            content=content,
            scope="、".join(unit.name for unit in units),
            methods=[Method.HEARING, Method.ON_SITE, Method.FILES],
            begins=begins,
            ends=ends,
            units=units,
            members=[head, Member("陶清越（市政府督查室）"), Member("季云帆（市审计局）")],
        )
        return draft_inspection(jurisdiction=self.place, plan=plan, at=at, by=office)

    def _approved(self, row: Inspection, at: datetime) -> None:
        submitted = submit_inspection(inspection=row, at=at, by=self.hands.office)
        approve_inspection(inspection=submitted, opinion="同意。", at=at.replace(hour=16), by=self.hands.leader)
