"""The standing plans: one in force and one in draft of the invented city, and an import under review.

In: the standing cast.  Out: `Plans`; rows as the actions leave them, written without them, so that a
test of one action needs no other.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from cast import SINCE, City
from duban.apps.organizations.models import Appointment, GroupRule, Official, Post, UnitGroup
from duban.apps.plans.models import (
    DraftName,
    DraftSection,
    DraftTask,
    MatchedBy,
    NameKind,
    Plan,
    PlanImport,
    PlanImportState,
    Question,
    Receipt,
    ReportingRound,
    Responsibility,
    Section,
    SourceFile,
    Target,
    Task,
)
from duban.apps.plans.searching import write_search
from duban.apps.web import files
from duban.rulebook.targets import TargetKind
from duban.rulebook.tasks import PlanState, ReceiptState, ResponsibilityRole, TaskState

ISSUED, ASKED_AT = date(2026, 3, 1), datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
SOURCE = """青泽市人民政府关于印发2026年市《政府工作报告》重点任务分工方案的通知
一、扩大有效投资
1．新开工重点项目60个以上。
分管市领导：贺知远
部门分工：市发展改革局牵头，各县（市、区）政府负责；市财政局配合。
2．盘活存量资产。
分管市领导：贺知远
部门分工：市财政局牵头，市金融局配合。
"""


class Plans:
    """`force`: issued, two tasks, receipts asked; `draft`: the same not issued; `review`: an import with two tasks.

    Task 1: 发改 leads, counties (a resolved group) implement, 财政 supports. 2: 财政 leads. Leader: 贺知远."""

    def __init__(self, city: City) -> None:
        self.city, self.place = city, city.places["青泽市"]
        self.leader = Post.objects.create(
            unit=city.units["市政府"], title="常务副市长", since=SINCE, leads_jurisdiction=True
        )
        self.official = Official.objects.create(jurisdiction=self.place, name="贺知远")
        Appointment.objects.create(post=self.leader, official=self.official, since=SINCE)
        self.counties = UnitGroup.objects.create(
            jurisdiction=self.place, name="各县（市、区）政府", rule=GroupRule.GOVERNMENTS_BELOW
        )
        self.draft = self._plan(PlanState.DRAFT, 2027)
        self.force = self._plan(PlanState.ISSUED, 2026)
        self.review = self._review()

    def task(self, number: str, plan: Plan | None = None) -> Task:
        return (plan or self.force).tasks.get(number=number)

    def receipt(self, number: str, unit: str) -> Receipt:
        return Receipt.objects.get(task=self.task(number), unit=self.city.units[unit])

    def _plan(self, state: PlanState, year: int) -> Plan:
        issued = state is PlanState.ISSUED
        plan = Plan.objects.create(
            jurisdiction=self.place,
            year=year,
            title=f"{year}年市《政府工作报告》重点任务分工方案",
            number=f"青府〔{year}〕6号" if issued else "",
            issuer="青泽市人民政府",
            issued_on=ISSUED if issued else None,
            state=state,
            acknowledge_by=date(2026, 3, 8) if issued else None,
            put_in_force_at=ASKED_AT if issued else None,
        )
        for sequence, month in enumerate((4, 7, 10), 1):
            ReportingRound.objects.create(plan=plan, sequence=sequence, due=date(year, month, 10))
        section = Section.objects.create(plan=plan, label="一、", title="扩大有效投资", order=1)
        tasks = [
            Task.objects.create(
                plan=plan,
                section=section,
                jurisdiction=self.place,
                jurisdiction_path=self.place.path,
                year=year,
                order=order,
                number=str(order),
                text=text,
                deadline=date(year, 12, 31),
                original_deadline=date(year, 12, 31),
                deadline_text="年内",
                state=TaskState.IN_FORCE if issued else TaskState.DRAFT,
            )
            for order, text in enumerate(("新开工重点项目60个以上。", "盘活存量资产。"), 1)
        ]
        Target.objects.create(
            task=tasks[0],
            measure="新开工重点项目",
            comparator=">=",
            value=Decimal(60),
            unit="个",
            text="新开工重点项目60个以上",
            kind=TargetKind.CUMULATIVE,
        )
        for task in tasks:
            self._give(task, issued=issued)
        write_search(tasks)
        return plan

    def _give(self, task: Task, *, issued: bool) -> None:
        units = self.city.units
        lead, support = ("发改", "财政") if task.number == "1" else ("财政", "")
        Responsibility.objects.create(
            task=task, role=ResponsibilityRole.LEADER, post=self.leader, listed_name="贺知远", since=ISSUED
        )
        given = [Responsibility.objects.create(task=task, role=ResponsibilityRole.LEAD, unit=units[lead], since=ISSUED)]
        if support:
            group = Responsibility.objects.create(
                task=task, role=ResponsibilityRole.IMPLEMENT, unit_group=self.counties, since=ISSUED
            )
            given.append(
                Responsibility.objects.create(
                    task=task, role=ResponsibilityRole.SUPPORT, unit=units[support], since=ISSUED
                )
            )
            if issued:
                given += [
                    Responsibility.objects.create(
                        task=task, role=ResponsibilityRole.IMPLEMENT, unit=units[key], through=group, since=ISSUED
                    )
                    for key in ("临川县政府", "云栖区政府")
                ]
        for one in given if issued else ():
            Receipt.objects.create(
                task=task, unit=one.unit, state=ReceiptState.ASKED, asked_at=ASKED_AT, due=task.plan.acknowledge_by
            )

    def _review(self) -> PlanImport:
        source = SourceFile.objects.create(
            jurisdiction=self.place,
            account=self.city.accounts["office"],
            name="分工方案.txt",
            size=len(SOURCE.encode()),
            digest=files.keep(SOURCE.encode()),
            media_type="text/plain",
        )
        review = PlanImport.objects.create(
            source=source,
            account=self.city.accounts["office"],
            state=PlanImportState.REVIEWING,
            title=SOURCE.splitlines()[0],
            year=2026,
            reporting_dates=["2026-04-10", "2026-07-10"],
            text=SOURCE,
            blocks=_blocks(SOURCE),
        )
        section = DraftSection.objects.create(plan_import=review, label="一、", title="扩大有效投资", order=1)
        shared = {"plan_import": review, "section": section, "leaders": ["贺知远"]}
        DraftTask.objects.create(
            **shared,
            order=1,
            number="1",
            text="新开工重点项目60个以上。",
            lead=["市发展改革局"],
            implement=["各县（市、区）政府"],
            support=["市财政局"],
            places={"text": [_span("新开工重点项目60个以上。")], "lead": [_span("市发展改革局")]},
        )
        DraftTask.objects.create(
            **shared, order=2, number="2", text="盘活存量资产。", lead=["市财政局"], support=["市金融局"]
        )
        self._names(review)
        Question.objects.create(
            plan_import=review,
            code="numbering-gap",
            message="第1项之后是第3项，缺第2项",
            answers=[["as_printed", "原文如此"]],
            subject={},
        )
        return review

    def _names(self, review: PlanImport) -> None:
        leader = DraftName.objects.create(
            plan_import=review, kind=NameKind.LEADER, name="贺知远", count=2, matched_by=MatchedBy.RECORD
        )
        leader.posts.add(self.leader)
        for name, values in (
            ("市发展改革局", {"unit": self.city.units["发改"]}),
            ("市财政局", {"unit": self.city.units["财政"]}),
            ("各县（市、区）政府", {"unit_group": self.counties}),
            ("市金融局", {}),
        ):
            by = MatchedBy.RECORD if values else MatchedBy.OPEN
            DraftName.objects.create(plan_import=review, kind=NameKind.UNIT, name=name, matched_by=by, **values)


def _span(words: str) -> list[int]:
    start = SOURCE.index(words)
    return [start, start + len(words)]


def _blocks(text: str) -> list[dict[str, object]]:
    blocks, start = [], 0
    for line in text.splitlines():
        blocks.append({"kind": "paragraph", "start": start, "end": start + len(line), "style": "", "page": None})
        start += len(line) + 1
    return blocks
