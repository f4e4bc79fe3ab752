"""The standing supervision: one of everything the office does about what falls behind, and its documents.

In: the standing year.  Out: `Supervised`; rows as the actions leave them, written without them, so that a test of one
action needs no other. 发改 is the unit of the liaison and the head, 财政 of `finance`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from duban.apps.bulletins.models import Bulletin
from duban.apps.dispatch.models import Copy, Dispatch, Letterhead
from duban.apps.progress.models import Clock
from duban.apps.supervision.models import (
    Acceptance,
    Case,
    CaseAnswer,
    Conclusion,
    Designation,
    Inspection,
    InspectionMember,
    InspectionObject,
    InspectionRecord,
    Interview,
    InterviewParticipant,
    Ladder,
    ListedCase,
    ListedReport,
    ListedStage,
    Objection,
    Proposal,
    Rectification,
    Referral,
)
from duban.rulebook.cases import CaseState, InterviewState, Level, RectificationState, Trigger
from duban.rulebook.dispatches import DispatchKind, DispatchState
from duban.rulebook.inspections import (
    Category,
    ConclusionState,
    Form,
    InspectionState,
    Method,
    ProposalKind,
)
from duban.rulebook.ladder_rules import STANDING, to_json
from duban.rulebook.listings import ListedLevel, ListedReportState, ListedState
from progress_cast import Year

AT = datetime(2026, 4, 13, 2, 0, tzinfo=UTC)
ANSWERED = datetime(2026, 4, 16, 2, 0, tzinfo=UTC)
DUE = datetime(2026, 4, 20, 10, 0, tzinfo=UTC)
WHO = "督小青"


class Supervised:
    """`proposed` waits for the office's decision, `case` is served, `answered` (of 财政) waits for its check.

    `draft` is a document being written, `issued` went out as 青督〔2026〕1号 to 发改; `bulletin` is a draft of round 1.
    """

    def __init__(self, year: Year) -> None:
        self.year, self.city, self.units = year, year.city, year.city.units
        self.place = self.city.places["青泽市"]
        self._documents()
        self._cases()
        self._interviews()
        self._inspections()
        self._listed()
        self._rectifications()

    def _documents(self) -> None:
        office = self.units["市政府办"]
        own = {"jurisdiction": self.place, "unit": office, "signatory": office.name, "printed_by": office.name}
        self.letterhead = Letterhead.objects.create(
            **own,
            mark="青泽市人民政府办公室文件",
            code="青府办",
            shape="document",
            kinds=[DispatchKind.BULLETIN, DispatchKind.LISTING, DispatchKind.DELISTING, DispatchKind.CONCLUSION],
        )
        self.form = Letterhead.objects.create(
            **own, mark="青泽市人民政府督查室督办单", code="青督", shape="form", kinds=[DispatchKind.NOTICE]
        )
        self.draft = self._dispatch(DispatchKind.LISTING, "关于挂牌督办城北片区火灾隐患的通知", self.letterhead)
        self.bulletin_draft = self._dispatch(
            DispatchKind.BULLETIN, "关于第一季度重点任务进展情况的通报", self.letterhead
        )
        self.issued = self._dispatch(
            DispatchKind.NOTICE,
            "关于尽快报送进展情况的督办单",
            self.form,
            state=DispatchState.ISSUED,
            code="青督",
            year=2026,
            serial=1,
            number="青督〔2026〕1号",
            dated=date(2026, 4, 13),
            issued_at=AT,
            issued_by=WHO,
            paper={},
        )
        self.copy = Copy.objects.create(dispatch=self.issued, unit=self.units["发改"], delivered_at=AT)
        self.bulletin = Bulletin.objects.create(
            jurisdiction=self.place,
            plan=self.year.plans.force,
            round=self.year.round,
            as_of=date(2026, 4, 10),
            dispatch=self.bulletin_draft,
            made_at=AT,
            made_by=WHO,
        )

    def _dispatch(self, kind: DispatchKind, title: str, letterhead: Letterhead, **more: object) -> Dispatch:
        return Dispatch.objects.create(
            jurisdiction=self.place,
            letterhead=letterhead,
            kind=kind,
            title=title,
            recipients="市有关单位",
            text="现将有关事项通知如下。",
            signatory=letterhead.signatory,
            drafted_at=AT,
            drafted_by=WHO,
            drafted_account=self.city.accounts["office"],
            changed_at=AT,
            **more,
        )

    def _cases(self) -> None:
        self.ladder = Ladder.objects.create(jurisdiction=self.place, since=date(2026, 1, 1), rules=to_json(STANDING))
        report = self.year.report
        told = {
            "jurisdiction": self.place,
            "task": report.task,
            "basis": "《分工方案》关于报送时间的要求",
            "demand": "请于期限前报送进展情况，并说明原因。",
            "proposed_at": AT,
            "proposed_by": "系统",
            "working_days": 5,
        }
        self.proposed = Case.objects.create(
            **told,
            unit=self.units["发改"],
            level=Level.REMINDER,
            trigger=Trigger.REPORT_MISSING,
            subject="第1项任务进展情况未报送",
            reason="应于4月10日报送，至今未报送。",
            occasion=f"report_missing:report:{report.pk}:reminder",
            report=report,
        )
        served = {
            **told,
            "decided_at": AT,
            "decided_by": WHO,
            "served_at": AT,
            "served_by": WHO,
            "subject": "任务滞后",
            "reason": "落后时序进度18个百分点。",
        }
        self.case = Case.objects.create(
            **served,
            unit=self.units["发改"],
            level=Level.NOTICE,
            state=CaseState.SERVED,
            clock=self._clock(),
            dispatch=self.issued,
        )
        self.answered = Case.objects.create(
            **served, unit=self.units["财政"], level=Level.URGING, state=CaseState.ANSWERED, clock=self._clock()
        )
        self.answer = CaseAnswer.objects.create(case=self.answered, text="已组织专班推进。", at=ANSWERED, by="钱小满")

    def _clock(self) -> Clock:
        return Clock.objects.create(begins_at=AT, working_days=5, due_at=DUE, original_due_at=DUE)

    def _interviews(self) -> None:
        told = {
            "jurisdiction": self.place,
            "unit": self.units["发改"],
            "reason": "任务滞后，督办后仍无改观。",
            "basis": "青督〔2026〕1号",
            "proposed_at": AT,
            "proposed_by": WHO,
        }
        self.interview = Interview.objects.create(**told)
        self.scheduled = Interview.objects.create(
            **told, state=InterviewState.SCHEDULED, planned_at=DUE, place="市政府201会议室", chair="贺知远"
        )
        self.participant = InterviewParticipant.objects.create(
            interview=self.scheduled, name="郑发展（青泽市发展和改革局局长）"
        )

    def _inspections(self) -> None:
        self.designation = Designation.objects.create(
            jurisdiction=self.place,
            unit=self.units["财政"],
            matter="惠企资金拨付",
            scope="各县（区）财政部门",
            duty="核查资金拨付进度",
            basis="市政府常务会议纪要",
            since=date(2026, 3, 1),
            until=date(2026, 7, 1),
            decided_at=AT,
            decided_by="顾清源",
        )
        told = {
            "jurisdiction": self.place,
            "category": Category.DEPLOYMENT,
            "form": Form.SPECIAL,
            "basis": "市政府第5次常务会议决定",
            "content": "重点项目开工情况",
            "scope": "第一批重点项目",
            "methods": [Method.ON_SITE.value, Method.FILES.value],
            "begins": date(2026, 4, 15),
            "ends": date(2026, 4, 24),
            "drafted_at": AT,
            "drafted_by": WHO,
        }
        self.inspection_draft = Inspection.objects.create(**told, title="重点项目开工专项督查（拟订）")
        self.inspection = Inspection.objects.create(
            **told,
            title="重点项目开工专项督查",
            state=InspectionState.UNDER_WAY,
            approved_at=AT,
            approved_by="顾清源",
            dispatched_at=AT,
            dispatched_by=WHO,
        )
        for one in (self.inspection_draft, self.inspection):
            InspectionObject.objects.create(inspection=one, unit=self.units["发改"])
            self.member = InspectionMember.objects.create(
                inspection=one, name="督小青（督查室）", account=self.city.accounts["office"], is_head=True
            )
        self.record = InspectionRecord.objects.create(
            inspection=self.inspection,
            unit=self.units["发改"],
            method=Method.ON_SITE,
            on=date(2026, 4, 16),
            place="城东项目工地",
            text="现场未施工。",
            recorded_at=AT,
            recorded_by=WHO,
            recorded_account=self.city.accounts["office"],
        )
        self.conclusion = Conclusion.objects.create(
            inspection=self.inspection,
            unit=self.units["发改"],
            state=ConclusionState.RECEIVED,
            facts="抽查的6个项目中2个未按期开工。",
            problems="前期手续办理滞后。",
            opinion="责令限期整改。",
            drafted_at=AT,
            drafted_by=WHO,
            drafted_account=self.city.accounts["office"],
            delivered_at=AT,
            delivered_by=WHO,
            received_at=ANSWERED,
            received_by="林联络",
        )
        self.objection = Objection.objects.create(
            conclusion=self.conclusion,
            text="其中1个项目已于3月开工。",
            filed_at=ANSWERED,
            filed_by="郑发展",
            file_until=date(2026, 5, 16),
            decide_until=date(2026, 5, 16),
        )
        self.proposal = Proposal.objects.create(
            conclusion=self.conclusion,
            kind=ProposalKind.CRITICISM,
            text="建议对发展和改革局予以通报批评。",
            proposed_at=AT,
            proposed_by=WHO,
        )
        self.referral = Referral.objects.create(
            jurisdiction=self.place,
            inspection=self.inspection,
            receiver="青泽市监察委员会",
            text="有关线索。",
            referred_at=AT,
            referred_by=WHO,
        )

    def _listed(self) -> None:
        self.listed = ListedCase.objects.create(
            jurisdiction=self.place,
            unit=self.units["发改"],
            level=ListedLevel.CITY,
            state=ListedState.LISTED,
            title="城北片区火灾隐患",
            problem="消防通道占用，市政消火栓缺失。",
            basis="青府办〔2026〕5号",
            due=date(2026, 10, 31),
            original_due=date(2026, 10, 31),
            listed_on=date(2026, 3, 1),
            listed_by=WHO,
            drafted_at=AT,
            drafted_by=WHO,
        )
        self.stage = ListedStage.objects.create(
            listed_case=self.listed,
            order=1,
            name="动员部署阶段",
            ends=date(2026, 3, 31),
            original_ends=date(2026, 3, 31),
            work="制定整治方案。",
        )
        self.listed_report = ListedReport.objects.create(
            listed_case=self.listed, month=date(2026, 4, 1), due=date(2026, 4, 23)
        )
        self.submitted_month = ListedReport.objects.create(
            listed_case=self.listed,
            month=date(2026, 3, 1),
            due=date(2026, 3, 23),
            state=ListedReportState.SUBMITTED,
            text="已完成排查。",
            submitted_at=AT,
            first_submitted_at=AT,
            submitted_by="林联络",
        )
        self.acceptance = Acceptance.objects.create(
            listed_case=self.listed,
            step="self",
            on=date(2026, 4, 10),
            passed=False,
            finding="仍有2处未整改。",
            at=AT,
            by="林联络",
            unit=self.units["发改"],
        )

    def _rectifications(self) -> None:
        told = {
            "jurisdiction": self.place,
            "unit": self.units["发改"],
            "due": date(2026, 5, 15),
            "original_due": date(2026, 5, 15),
            "required_at": AT,
            "required_by": WHO,
        }
        self.rectification = Rectification.objects.create(**told, case=self.case, text="补报进展情况。")
        self.rectified = Rectification.objects.create(
            **told,
            conclusion=self.conclusion,
            text="2个项目限期开工。",
            state=RectificationState.DONE,
            statement="已全部开工。",
            done_at=ANSWERED,
            first_done_at=ANSWERED,
            done_by="林联络",
        )
