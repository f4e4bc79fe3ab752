"""The demo's cases of supervision, task by task: open, overdue, answered, settled; interviews and commitments.

In: a plan in force, whose hands, days before today.  Out: what happens when, for `make_year`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Plan, Responsibility
from duban.apps.supervision.actions.cases import approve_case, open_case, submit_case
from duban.apps.supervision.actions.cases_answering import acknowledge_case, answer_case, verify_case
from duban.apps.supervision.actions.cases_raising import raise_case
from duban.apps.supervision.actions.cases_serving import NONE, serve_case
from duban.apps.supervision.actions.interview_records import record_interview
from duban.apps.supervision.actions.interviews import schedule_interview
from duban.apps.supervision.actions.rectifications import report_rectification, require_rectifications
from duban.apps.supervision.actions.verification import verify_rectification
from duban.apps.supervision.facts.found import basis_of, named
from duban.apps.supervision.models import Case, Interview, Rectification
from duban.apps.supervision.queries.interviews import posts_to_ask, proposed_chair
from duban.rulebook.cases import CaseState, Level, Trigger
from duban.rulebook.clocks import Limit
from duban.rulebook.ladder_rules import standing_demand
from duban.rulebook.tasks import ResponsibilityRole, TaskState
from duban.site.making_documents import Hands, send_out
from duban.site.making_supervision import Back
from duban.site.making_year import Happening, liaison_of

BEHIND = "报送的进展低于时序进度，上轮审核时已提示，至今没有赶上。"
WEEK = Limit(working_days=5)


def cases_of(plan: Plan, hands: Hands, back: Back) -> list[Happening]:
    """By the numbers of tasks that go badly all year."""
    return [
        *settled(Story(plan, "34", hands, back)),
        *overdue(Story(plan, "13", hands, back)),
        *interviewed(Story(plan, "12", hands, back)),
        *answered(Story(plan, "23", hands, back)),
        *to_arrange(Story(plan, "2", hands, back)),
        *for_the_leader(Story(plan, "35", hands, back)),
        *running(Story(plan, "1", hands, back)),
    ]


class Story:
    """The cases of one task with the first unit that leads it; each step some working days before today."""

    def __init__(self, plan: Plan, number: str, hands: Hands, back: Back) -> None:
        self.task = plan.tasks.select_related("jurisdiction", "plan").get(number=number, state=TaskState.IN_FORCE)
        leads = Responsibility.objects.filter(task=self.task, role=ResponsibilityRole.LEAD, until=None)
        first = leads.filter(unit__isnull=False).select_related("unit__jurisdiction").order_by("order", "pk")[0]
        assert first.unit is not None
        self.unit: Unit = first.unit
        self.hands, self.back, self.person = hands, back, liaison_of(first.unit)

    def on(self, day: int, do: Any, *given: Any, hour: int = 10) -> Happening:
        at = self.back.at(day, hour)
        return Happening(at, partial(do, *given, at=at))

    @property
    def case(self) -> Case:
        """The gravest so far."""
        return Case.objects.filter(task=self.task, unit=self.unit).select_related("unit__jurisdiction").latest("pk")

    @property
    def interview(self) -> Interview:
        return Interview.objects.select_related("unit__jurisdiction", "case").get(case=self.case)

    def open(self, level: Level, limit: Limit, *, at: datetime) -> Case:
        return open_case(
            unit=self.unit,
            level=level,
            subject=f"{named(self.task)}进度滞后",
            reason=BEHIND,
            basis=basis_of(self.task.plan, f"第{self.task.number}项"),
            demand=standing_demand(Trigger.BEHIND),
            limit=limit,
            task=self.task,
            at=at,
            by=self.hands.office,
        )

    def serve(self, level: Level, document: str | None = None, *, at: datetime) -> None:
        self.send(self.open(level, WEEK, at=at), document, at=at)

    def send(self, case: Case, document: str | None = None, *, at: datetime) -> None:
        served = serve_case(case=case, document=document, at=at, by=self.hands.office)
        if served.state == CaseState.DRAFTED and served.dispatch is not None:
            send_out(served.dispatch, self.hands, at=at + timedelta(hours=1))

    def raised(self, level: Level, *, at: datetime) -> None:
        case = raise_case(
            case=self.case, reason="催办后仍未赶上进度", limit=WEEK, level=level, at=at, by=self.hands.office
        )
        self.send(case, at=at)

    def acknowledge(self, *, at: datetime) -> None:
        acknowledge_case(case=self.case, at=at, by=self.person)

    def answer(self, text: str, *, at: datetime) -> None:
        answer_case(case=self.case, text=text, at=at, by=self.person)

    def check(self, finding: str, limit: Limit | None = None, *, at: datetime) -> None:
        """With a new limit it goes back."""
        verify_case(case=self.case, finding=finding, accepted=limit is None, limit=limit, at=at, by=self.hands.office)

    def submit(self, limit: Limit, *, at: datetime) -> None:
        submit_case(case=self.open(Level.INTERVIEW, limit, at=at), at=at, by=self.hands.office)

    def approve(self, *, at: datetime) -> None:
        approve_case(case=self.case, opinion="同意约谈，请提前告知约谈内容。", at=at, by=self.hands.leader)

    def schedule(self, held_on: int, *, at: datetime) -> None:
        planned = self.back.at(held_on, 15)
        posts = [post for post, held in posts_to_ask(self.unit, on=planned.date()) if held is not None]
        schedule_interview(
            interview=self.interview,
            planned_at=planned,
            place="市政府302会议室",
            chair_post=proposed_chair(self.unit, self.case),
            posts=posts,
            others=[] if posts else [f"{self.unit}主要负责人"],
            hosts=[f"{self.hands.office.name}（市政府督查室）"],
            at=at,
            by=self.hands.office,
        )

    def record(self, *, at: datetime) -> None:
        """What was promised is due in the week to come and in a month."""
        row = self.interview
        record_interview(
            interview=row,
            held_at=self.back.at(10, 15),
            record="通报任务进展和前期督办情况，听取原因说明，逐项明确下一步工作。约谈对象表示接受，作出承诺。",
            attended=[one.pk for one in row.participants.all()],
            commitments=[
                ("完成高新区二期420亩用地报批，交出净地。", self.back.day(-4)),
                ("标准厂房三号地块主体封顶，每周五报送现场照片。", self.back.day(-22)),
            ],
            at=at,
            by=self.hands.office,
        )

    def keep_promise(self, *, at: datetime) -> None:
        """The first is reported done."""
        item = Rectification.objects.filter(interview=self.interview).order_by("due")[0]
        report_rectification(rectification=item, statement="用地批复已取得，净地已移交。", at=at, by=self.person)

    def require(self, *, at: datetime) -> None:
        items = [("把新增装机容量分解到各县（市、区），按月通报。", self.back.day(14))]
        require_rectifications(origin=self.case, unit=self.unit, items=items, at=at, by=self.hands.office)

    def rectify(self, *, at: datetime) -> None:
        item = Rectification.objects.get(case=self.case)
        done = report_rectification(
            rectification=item, statement="已印发分解表，10月起按月通报。", at=at, by=self.person
        )
        verify_rectification(
            rectification=done,
            passed=True,
            on=timezone.localdate(at),
            way="files",
            finding="查看分解表和两期通报，属实。",
            at=at + timedelta(hours=4),
            by=self.hands.office,
        )


def settled(one: Story) -> list[Happening]:
    """A 督办单 answered, returned, answered again; what it asked for was done."""
    return [
        one.on(31, one.serve, Level.NOTICE),
        one.on(30, one.acknowledge),
        one.on(27, one.answer, "已召开专题会议研究，正在制定赶工计划。"),
        one.on(26, one.check, "只写了打算，没有措施和时间表，请补充。", WEEK),
        one.on(26, one.require, hour=11),
        one.on(23, one.answer, "已按月排出任务，增派两个工作组，本月新增装机1.6万千瓦。"),
        one.on(22, one.rectify),
        one.on(21, one.check, "查看并网验收单，与反馈一致。"),
    ]


def overdue(one: Story) -> list[Happening]:
    """催办 without effect, raised to a 督办单 that was acknowledged and is not answered."""
    return [
        one.on(18, one.serve, Level.URGING, NONE),
        one.on(9, one.raised, Level.NOTICE),
        one.on(8, one.acknowledge),
    ]


def interviewed(one: Story) -> list[Happening]:
    """约谈 held, with two commitments; one is reported done."""
    return [
        one.on(19, one.submit, Limit(working_days=10)),
        one.on(18, one.approve),
        one.on(15, one.schedule, 10),
        one.on(9, one.record),
        one.on(1, one.keep_promise),
    ]


def answered(one: Story) -> list[Happening]:
    return [
        one.on(5, one.serve, Level.URGING, NONE),
        one.on(1, one.answer, "已完成信息比对，纳入监测的家庭逐户落实了帮扶措施。", hour=16),
    ]


def to_arrange(one: Story) -> list[Happening]:
    """约谈 approved, not arranged yet."""
    return [one.on(3, one.submit, Limit(working_days=10)), one.on(2, one.approve)]


def for_the_leader(one: Story) -> list[Happening]:
    return [one.on(1, one.submit, Limit(working_days=10))]


def running(one: Story) -> list[Happening]:
    """催办 as a document, three working days left."""
    return [one.on(2, one.serve, Level.URGING)]
