"""What else happens in the year: receipts, implementation plans, requests, a merger, a new leader, an instruction.

In: the plan in force, the city.  Out: happenings by day, each one or more actions as a page would set them off.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from django.db.models import QuerySet
from year_actors import at, liaison_of, unit_named
from year_filing import YEAR_END, file_plan, finish_step
from year_rounds import NEVER, Happening, Round

from cast import City
from duban.apps.organizations import merging
from duban.apps.organizations.actions.appointments import replace_holder
from duban.apps.organizations.actions.officials import create_official
from duban.apps.organizations.actions.unit_merging import merge_units
from duban.apps.organizations.models import Post
from duban.apps.plans.actions.receipts import acknowledge_receipts
from duban.apps.plans.models import Plan, Receipt, Task
from duban.apps.progress.actions.adjustment_review import grant_adjustment, refuse_adjustment
from duban.apps.progress.actions.adjustments import ask_adjustment
from duban.apps.progress.actions.clocks import resume_clock, stop_clock
from duban.apps.progress.actions.closures import accept_closure, ask_closure, reopen_closure
from duban.apps.progress.actions.implementation_review import accept_implementation_plans, return_implementation_plan
from duban.apps.progress.actions.instructions import answer_instruction, give_instruction, settle_instruction
from duban.apps.progress.actions.reports import save_report
from duban.apps.progress.adjusting import postponing, terminating
from duban.apps.progress.models import Adjustment, Closure, ImplementationPlan, Instruction, Milestone, Report
from duban.rulebook.actors import Actor
from duban.rulebook.clocks import Limit
from duban.rulebook.reports import FilingState
from duban.rulebook.requests import AdjustmentKind

SUCCESSOR = "贺知远"


class Diary:
    def __init__(self, city: City, plan: Plan) -> None:
        self.city, self.plan, self.office = city, plan, city.actor("office")

    def happenings(self) -> list[Happening]:
        """In their order."""
        rounds = [Round(self.plan, sequence, self.office) for sequence in range(1, 6)]
        found = [one for each in rounds for one in each.happenings()] + list(rounds[1].reopen_for_statistics())
        found += [*self._plans(), *self._steps(), *self._requests(), *self._people(), *self._instruction()]
        return sorted(found, key=lambda one: one[:2])

    def task(self, number: str) -> Task:
        return self.plan.tasks.select_related("plan", "jurisdiction").get(number=number)

    def lead(self, number: str) -> Actor:
        row = self.task(number).responsibilities.select_related("unit__jurisdiction").get(role="lead", until=None)
        assert row.unit is not None
        return liaison_of(row.unit)

    def _plans(self) -> Iterator[Happening]:
        day, late = date(2024, 3, 4), date(2024, 3, 12)
        yield day, 10, lambda: self.acknowledge(day)
        yield late, 10, lambda: self.acknowledge(late, "林业局")
        yield date(2024, 3, 8), 10, lambda: self.file_plans(date(2024, 3, 8))
        yield date(2024, 3, 12), 10, self.return_plan
        yield date(2024, 3, 13), 10, lambda: self.file_plans(date(2024, 3, 13), "林业局")
        yield date(2024, 3, 14), 10, lambda: self.file_plans(date(2024, 3, 14), "财政局")
        yield date(2024, 3, 15), 15, self.accept_plans

    def acknowledge(self, day: date, unit: str = "") -> None:
        """One unit, or all but those who are late and who never does."""
        asked = Receipt.objects.filter(task__plan=self.plan, state="asked").select_related("unit__jurisdiction")
        for one, given in groupby(asked.order_by("unit", "pk"), key=lambda row: row.unit):
            if not (one.name.endswith(unit) if unit else not one.name.endswith(("林业局", "医疗保障局"))):
                continue
            acknowledge_receipts(receipts=list(given), at=at(day, 10), by=liaison_of(one))

    def file_plans(self, day: date, unit: str = "") -> None:
        rows = ImplementationPlan.objects.filter(state__in=("owed", "returned")).exclude(NEVER)
        rows = rows.filter(unit__name__endswith=unit) if unit else rows.exclude(unit__name__endswith="林业局")
        for row in rows.select_related("task", "unit__jurisdiction").prefetch_related("task__targets"):
            file_plan(row, at(day, 10))

    def return_plan(self) -> None:
        row, reason = ImplementationPlan.objects.get(task__number="6"), "没有写明阶段目标。"
        day, due = date(2024, 3, 12), date(2024, 3, 15)
        return_implementation_plan(implementation_plan=row, reason=reason, due=due, at=at(day), by=self.office)

    def accept_plans(self) -> None:
        rows = list(ImplementationPlan.objects.filter(state=FilingState.SUBMITTED))
        accept_implementation_plans(implementation_plans=rows, at=at(date(2024, 3, 15), 15), by=self.office)

    def _steps(self) -> Iterator[Happening]:
        early, late, last = date(2024, 6, 28), date(2024, 7, 5), date(2024, 12, 5)
        yield late, 10, lambda: self.finish(Milestone.objects.filter(due=early), date(2024, 7, 3), late)
        of_all = Milestone.objects.filter(due=YEAR_END, target=None)
        yield last, 10, lambda: self.finish(of_all.exclude(implementation_plan__task__state="terminated"), last, last)

    def finish(self, steps: QuerySet[Milestone], done_on: date, on: date) -> None:
        for step in steps.select_related("implementation_plan__unit__merged_into__jurisdiction"):
            finish_step(step, done_on, on)

    def _requests(self) -> Iterator[Happening]:
        yield date(2024, 5, 13), 10, lambda: self.ask("28", AdjustmentKind.TERMINATE, date(2024, 5, 13))
        yield date(2024, 5, 20), 15, lambda: self.grant("28", date(2024, 5, 20))
        yield date(2024, 8, 13), 10, self.ask_to_close
        yield date(2024, 8, 15), 15, self.close_task
        yield date(2024, 10, 15), 15, self.reopen_task
        yield date(2024, 11, 20), 10, lambda: self.ask("32", AdjustmentKind.POSTPONE, date(2024, 11, 20))
        yield date(2024, 11, 25), 15, lambda: self.grant("32", date(2024, 11, 25))
        yield date(2025, 1, 2), 10, lambda: self.ask("66", AdjustmentKind.POSTPONE, date(2025, 1, 2))
        yield date(2025, 1, 6), 15, self.refuse

    def ask(self, number: str, kind: AdjustmentKind, day: date) -> None:
        wish = terminating.wish() if kind is AdjustmentKind.TERMINATE else postponing.wish(date(2025, 3, 31))
        words = {"reason": "上级政策调整。", "progress": "正在收尾。"}
        ask_adjustment(task=self.task(number), kind=kind, after=wish, at=at(day, 10), by=self.lead(number), **words)

    def grant(self, number: str, day: date) -> None:
        asked = Adjustment.objects.get(task__number=number)
        grant_adjustment(adjustment=asked, decision="同意。", at=at(day, 15), by=self.office)

    def refuse(self) -> None:
        asked, words = Adjustment.objects.get(task__number="66"), "期限已过，不予延期。"
        refuse_adjustment(adjustment=asked, decision=words, at=at(date(2025, 1, 6), 15), by=self.office)

    def ask_to_close(self) -> None:
        said = {"statement": "项目全部建成。", "why_no_files": "验收文件为纸质件。"}
        when, finished = at(date(2024, 8, 13), 10), date(2024, 8, 12)
        ask_closure(task=self.task("55"), finished_on=finished, at=when, by=self.lead("55"), **said)

    def close_task(self) -> None:
        asked, when = Closure.objects.get(task__number="55"), at(date(2024, 8, 15), 15)
        accept_closure(closure=asked, verification="现场核对一致。", at=when, by=self.office)

    def reopen_task(self) -> None:
        closed, when = Closure.objects.get(task__number="55"), at(date(2024, 10, 15), 15)
        reopen_closure(closure=closed, reason="问题反弹。", at=when, by=self.office)

    def _people(self) -> Iterator[Happening]:
        yield date(2024, 6, 1), 9, self.replace_leader
        yield date(2024, 9, 18), 10, self.begin_report
        yield date(2024, 9, 20), 10, self.merge

    def replace_leader(self) -> None:
        by = self.city.actor("system_admin")
        post = Post.objects.get(responsibilities__task=self.task("1"), responsibilities__role="leader")
        successor = create_official(jurisdiction=self.plan.jurisdiction, name=SUCCESSOR, by=by)
        replace_holder(post=post, official=successor, on=date(2024, 6, 1), by=by)

    def begin_report(self) -> None:
        """A draft two days before its unit is no more."""
        unit = unit_named("中医药局")
        row = Report.objects.get(task__number="20", unit=unit, round__sequence=3)
        said = {"text": "大会筹备方案已报审。"}
        save_report(report=row, values=said, at=at(date(2024, 9, 18), 10), by=liaison_of(unit))

    def merge(self) -> None:
        losing, winning, day = unit_named("中医药局"), unit_named("卫生健康局"), date(2024, 9, 20)
        chosen = {part.key: [one.key for one in part.listed(losing, winning, day)] for part in merging.parts()}
        by = self.city.actor("system_admin")
        merge_units(losing=losing, winning=winning, since=day, on=day, chosen=chosen, by=by)

    def _instruction(self) -> Iterator[Happening]:
        yield date(2024, 9, 26), 10, self.instruct
        yield date(2024, 9, 30), 16, self.stop
        yield date(2024, 10, 10), 9, self.resume
        yield date(2024, 10, 12), 10, self.answer
        yield date(2024, 10, 14), 10, self.settle

    def instruct(self) -> None:
        unit, by = unit_named("交通运输局"), self.city.actor("leader")
        words, limit = "请报进展慢的原因。", Limit(working_days=5)
        give_instruction(
            task=self.task("89"), units=[unit], text=words, limit=limit, at=at(date(2024, 9, 26), 10), by=by
        )

    def stop(self) -> None:
        reason, clock = "等上级批复。", Instruction.objects.get().clock
        stop_clock(clock=clock, reason=reason, at=at(date(2024, 9, 30), 16), by=self.office)

    def resume(self) -> None:
        resume_clock(clock=Instruction.objects.get().clock, at=at(date(2024, 10, 10)), by=self.office)

    def answer(self) -> None:
        when, words = at(date(2024, 10, 12), 10), "已排出赶工计划。"
        answer_instruction(instruction=Instruction.objects.get(), text=words, at=when, by=self.lead("89"))

    def settle(self) -> None:
        when = at(date(2024, 10, 14), 10)
        settle_instruction(instruction=Instruction.objects.get(), at=when, by=self.city.actor("leader"))


def days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
