"""The standing year: the first round of the plan in force is open, and one of everything that is filed and asked.

In: the standing plans.  Out: `Year`; rows as the actions leave them, written without them, so that a test of
one action needs no other. Task 1 (lead 发改) is owed; task 2 (lead 财政) is submitted and waits for review.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from duban.apps.plans.models import ReportingRound
from duban.apps.progress.models import (
    Adjustment,
    Clock,
    Closure,
    Contribution,
    Evidence,
    ImplementationPlan,
    ImplementationSubmission,
    InnerDuty,
    Instruction,
    Milestone,
    Report,
    ReportSubmission,
)
from duban.apps.web import files
from duban.rulebook.reports import FilingState
from duban.rulebook.requests import AdjustmentKind
from plan_cast import Plans

OPENED = datetime(2026, 3, 20, 1, 0, tzinfo=UTC)
FILED = datetime(2026, 4, 8, 2, 0, tzinfo=UTC)
DUE, PLANS_DUE = date(2026, 4, 10), date(2026, 3, 11)
PICTURE = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


class Year:
    """`round` is open, `later` is not; `report`, `implementation_plan`: of task 1, owed; `filed`, `filed_plan`: of
    task 2, submitted; `adjustment` and `instruction` are of task 1, `closure` of task 2; none is decided."""

    def __init__(self, plans: Plans) -> None:
        self.plans, self.city, units = plans, plans.city, plans.city.units
        first, second = plans.task("1"), plans.task("2")
        self.round = ReportingRound.objects.get(plan=plans.force, sequence=1)
        self.round.opened_at = OPENED
        self.round.save()
        self.later = ReportingRound.objects.get(plan=plans.force, sequence=2)
        owed = {"due": DUE, "original_due": DUE, "round": self.round}
        self.report = Report.objects.create(task=first, unit=units["发改"], **owed)
        self.filed = Report.objects.create(
            task=second, unit=units["财政"], text="已盘活资产3宗。", stated="on_pace", **owed, **_filed("金财政")
        )
        self.submission = ReportSubmission.objects.create(
            report=self.filed, number=1, at=FILED, by="金财政", due=DUE, values={"进展情况": "已盘活资产3宗。"}
        )
        self.contribution = Contribution.objects.create(
            report=self.report,
            unit=units["财政"],
            request="请提供资金到位情况。",
            due=DUE,
            asked_at=OPENED,
            asked_by="林联络",
        )
        self._plans_of_units()
        self._requests()
        self.evidence = Evidence.objects.create(
            report=self.filed,
            name="资产清单.pdf",
            size=len(PICTURE),
            digest=files.keep(PICTURE),
            media_type="application/pdf",
            account=self.city.accounts["finance"],
            uploaded_at=FILED,
        )

    def _plans_of_units(self) -> None:
        units, plans = self.city.units, self.plans
        owed = {"due": PLANS_DUE, "original_due": PLANS_DUE}
        self.implementation_plan = ImplementationPlan.objects.create(task=plans.task("1"), unit=units["发改"], **owed)
        self.milestone = Milestone.objects.create(
            implementation_plan=self.implementation_plan,
            content="上半年新开工30个。",
            due=date(2026, 6, 30),
            original_due=date(2026, 6, 30),
            target=plans.task("1").targets.get(),
            figure=Decimal(30),
            section="投资科",
            person="林联络",
        )
        self.filed_plan = ImplementationPlan.objects.create(
            task=plans.task("2"), unit=units["财政"], measures="分类处置。", **owed, **_filed("金财政")
        )
        ImplementationSubmission.objects.create(
            implementation_plan=self.filed_plan, number=1, at=FILED, by="金财政", due=PLANS_DUE, values={}
        )
        self.duty = InnerDuty.objects.create(
            task=plans.task("1"), unit=units["发改"], is_owner=True, section="投资科", person="林联络"
        )

    def _requests(self) -> None:
        plans, units = self.plans, self.city.units
        first, second = plans.task("1"), plans.task("2")
        self.adjustment = Adjustment.objects.create(
            task=first,
            unit=units["发改"],
            kind=AdjustmentKind.POSTPONE,
            reason="用地审批未完成。",
            before={"deadline": "2026-12-31"},
            after={"deadline": "2027-03-31"},
            asked_at=FILED,
            asked_by="林联络",
            deadline_then=first.deadline,
        )
        self.closure = Closure.objects.create(
            task=second,
            unit=units["财政"],
            statement="资产已全部盘活。",
            finished_on=date(2026, 4, 7),
            asked_at=FILED,
            asked_by="金财政",
        )
        due = datetime(2026, 4, 20, 10, 0, tzinfo=UTC)
        self.instruction = Instruction.objects.create(
            task=first,
            unit=units["发改"],
            post=plans.leader,
            leader="贺知远",
            text="请抓紧落地。",
            given_at=FILED,
            clock=Clock.objects.create(begins_at=FILED, working_days=8, due_at=due, original_due_at=due),
        )


def _filed(who: str) -> dict[str, object]:
    return {
        "state": FilingState.SUBMITTED,
        "begun_at": FILED,
        "changed_at": FILED,
        "first_submitted_at": FILED,
        "submitted_at": FILED,
        "submitted_by": who,
        "written_by": who,
    }
