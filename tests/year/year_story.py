"""What the office does about single cases in the year, beside the usual way: refused, returned, talked over.

In: the year under supervision.  Out: its decisions and steps by day.  医疗保障局 answers late and is sent back;
人力资源社会保障局 is silent until it is talked to; 统计局 gets a 督办单, is returned once and ends well.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction
from year_actors import at, liaison_of, unit_named
from year_supervision import Supervised

from duban.apps.dispatch.actions.issuing import issue_dispatch
from duban.apps.dispatch.models import Copy
from duban.apps.supervision.actions.cases import approve_case, dismiss_case, submit_case
from duban.apps.supervision.actions.cases_answering import acknowledge_case
from duban.apps.supervision.actions.cases_serving import serve_case
from duban.apps.supervision.actions.interview_notices import draft_interview_notice
from duban.apps.supervision.actions.interview_records import close_interview, record_interview
from duban.apps.supervision.actions.interviews import schedule_interview
from duban.apps.supervision.actions.rectifications import report_rectification
from duban.apps.supervision.actions.verification import verify_rectification
from duban.apps.supervision.models import Case, Interview, Rectification
from duban.rulebook.clocks import Limit
from duban.rulebook.refusals import Conflict, NotAllowed

HEALTH, LABOUR, COUNTS = "医疗保障局", "人力资源社会保障局", "统计局"
THREE = Limit(working_days=3)


class Story:
    def __init__(self, life: Supervised) -> None:
        self.life, self.seen = life, life.seen
        self.office, self.leader = life.city.actor("office"), life.city.actor("leader")

    def tell(self) -> None:
        self._of_health()
        self._of_labour()
        self._of_statistics()
        self._of_the_others()

    def _decide(self, on: date, level: str, unit: str, decide: Callable[[Case], object]) -> None:
        self.life.decisions[on, level, unit] = decide

    def _then(self, month: int, day: int, step: Callable[[], object]) -> None:
        self.life.steps[date(2024, month, day)].append(step)

    def _dismiss(self, on: date, level: str, unit: str, why: str) -> None:
        self._decide(on, level, unit, lambda case: dismiss_case(case=case, reason=why, at=at(on, 9), by=self.office))

    def case(self, unit: str, level: str) -> Case:
        return (
            Case.objects.select_related("unit__jurisdiction")
            .filter(unit__name__endswith=unit, level=level)
            .order_by("pk")
            .last()
        )

    def _of_health(self) -> None:
        """Urged on 18 March; its first answer is not enough. In December a 督办单 brings an answer."""
        self._then(3, 20, lambda: self.life.answer(self.case(HEALTH, "urging"), date(2024, 3, 20), "正在编制。"))
        self._then(3, 21, lambda: self._send_back(HEALTH, "urging", date(2024, 3, 21)))
        self._then(3, 25, lambda: self.life.answer(self.case(HEALTH, "urging"), date(2024, 3, 25), "本周内报送。"))
        self._then(3, 26, lambda: self.life.verify(self.case(HEALTH, "urging"), date(2024, 3, 26), "已承诺时间。"))
        self._dismiss(date(2024, 4, 9), "notice", HEALTH, "随第1轮一并督办。")
        self._then(12, 24, lambda: self.life.answer(self.case(HEALTH, "notice"), date(2024, 12, 24), "机构变动所致。"))
        self._then(12, 25, lambda: self.life.verify(self.case(HEALTH, "notice"), date(2024, 12, 25), "情况属实。"))

    def _send_back(self, unit: str, level: str, day: date) -> None:
        self.life.verify(self.case(unit, level), day, "没有写明报送时间。", limit=THREE)

    def _of_labour(self) -> None:
        urged, called = date(2024, 3, 18), date(2024, 4, 3)
        self._decide(urged, "urging", LABOUR, lambda case: self.life.serve(case, "urging"))
        self._then(3, 25, lambda: self._acknowledge(self.case(LABOUR, "notice"), date(2024, 3, 25)))
        self._decide(called, "interview", LABOUR, self._call_in)
        self._then(4, 7, self._arrange)  # a Sunday that is worked
        self._then(4, 9, self._talk)
        self._then(4, 18, lambda: self._promise_kept(0, date(2024, 4, 18)))
        self._then(4, 19, lambda: self._verified(0, date(2024, 4, 19)))
        self._dismiss(date(2024, 5, 6), "urging", LABOUR, "今天报送。")
        self._then(5, 6, lambda: self._promise_kept(1, date(2024, 5, 6)))
        self._then(5, 7, lambda: self._not_verified(1, date(2024, 5, 7)))
        self._then(5, 9, lambda: self._promise_kept(1, date(2024, 5, 9)))
        self._then(5, 10, self._close)

    def _acknowledge(self, case: Case, day: date) -> None:
        acknowledge_case(case=case, at=at(day, 10), by=liaison_of(case.unit))

    def _call_in(self, case: Case) -> None:
        """An interview is a leader's to approve."""
        day = date(2024, 4, 3)
        self._refused("interview_without_leader", lambda: serve_case(case=case, at=at(day, 9), by=self.office))
        submit_case(case=case, at=at(day, 9), by=self.office)
        self._refused("interview_by_office", lambda: approve_case(case=case, at=at(day, 10), by=self.office))
        approve_case(case=case, opinion="同意约谈。", at=at(day, 10), by=self.leader)

    def _arrange(self) -> None:
        row, day = Interview.objects.get(), date(2024, 4, 7)
        where = {"place": "市政府201会议室", "chair": "顾清源", "others": ["人力资源社会保障局负责人"]}
        schedule_interview(interview=row, planned_at=at(date(2024, 4, 9), 15), at=at(day, 9), by=self.office, **where)
        notice = draft_interview_notice(interview=row, at=at(day, 10), by=self.office)
        issue_dispatch(dispatch=notice, at=at(day, 11), by=self.office)

    def _talk(self) -> None:
        """What is promised becomes two items with their days."""
        row, day = Interview.objects.get(), date(2024, 4, 9)
        promised = [("明确专人负责报送。", date(2024, 4, 19)), ("补报落实方案。", date(2024, 4, 30))]
        came = list(row.participants.values_list("pk", flat=True))
        told = {"held_at": at(day, 15), "record": "指出长期不报送的问题。", "attended": came, "commitments": promised}
        record_interview(interview=row, at=at(day, 17), by=self.office, **told)
        self._refused("interview_unsettled", lambda: close_interview(interview=row, at=at(day, 17), by=self.office))

    def _item(self, number: int) -> Rectification:
        return Rectification.objects.filter(interview__isnull=False).order_by("pk")[number]

    def _promise_kept(self, number: int, day: date) -> None:
        by = liaison_of(unit_named(LABOUR))
        report_rectification(rectification=self._item(number), statement="已办。", at=at(day, 10), by=by)

    def _verified(self, number: int, day: date) -> None:
        found = {"passed": True, "on": day, "way": "files", "finding": "材料齐全。"}
        verify_rectification(rectification=self._item(number), at=at(day, 15), by=self.office, **found)

    def _not_verified(self, number: int, day: date) -> None:
        found = {"passed": False, "on": day, "way": "files", "finding": "没有盖章。", "due": date(2024, 5, 10)}
        verify_rectification(rectification=self._item(number), at=at(day, 15), by=self.office, **found)

    def _close(self) -> None:
        day = date(2024, 5, 10)
        self._verified(1, day)
        close_interview(interview=Interview.objects.get(), at=at(day, 16), by=self.office)
        row = Interview.objects.get()
        items = row.items.order_by("pk").values_list("original_due", "due", "returns", "state")
        self.seen.found["interview"] = (row.state, row.case.state, [tuple(one) for one in items])

    def _of_statistics(self) -> None:
        """On 26 July one of its two reports comes; for the other it gets a 督办单."""
        day = date(2024, 7, 26)
        self._decide(day, "notice", COUNTS, self._one_of_two)
        self._then(7, 29, lambda: self._acknowledge(self._served(), date(2024, 7, 29)))
        self._then(7, 30, lambda: self.life.answer(self._served(), date(2024, 7, 30), "正在核对数据。"))
        self._then(7, 31, lambda: self._return(date(2024, 7, 31)))
        self._then(8, 2, lambda: self.life.answer(self._served(), date(2024, 8, 2), "数据已核对，第3轮一并报送。"))
        self._then(8, 5, lambda: self.life.verify(self._served(), date(2024, 8, 5), "可以。"))
        for unit in (HEALTH, LABOUR):
            self._dismiss(day, "notice", unit, "第3轮继续催报。")

    def _one_of_two(self, case: Case) -> None:
        day = date(2024, 7, 26)
        if case.task.number == "167":
            dismiss_case(case=case, reason="今天补报。", at=at(day, 9), by=self.office)
        else:
            self.life.serve(case)

    def _served(self) -> Case:
        return Case.objects.get(unit__name__endswith=COUNTS, level="notice", task__number="166")

    def _return(self, day: date) -> None:
        self.life.verify(self._served(), day, "没有说明何时报送。", limit=THREE)

    def _of_the_others(self) -> None:
        self._dismiss(date(2024, 4, 1), "reminder", "发展和改革局", "数据随第1轮报送。")
        self._decide(date(2024, 8, 2), "notice", "发展和改革局", lambda case: self.life.serve(case, "letter"))
        for unit in (LABOUR, "工业和信息化局"):
            self._dismiss(date(2024, 12, 20), "notice", unit, "今天截止，按漏报通报。")
        self._then(12, 31, self._look_at_lives)

    def _look_at_lives(self) -> None:
        """Each step of three stories: step, state, number of its document."""
        for unit in (HEALTH, LABOUR, COUNTS):
            rows = Case.objects.filter(unit__name__endswith=unit).exclude(level="reminder").order_by("pk")
            self.seen.lives[unit] = [(one.level, one.state, _number(one)) for one in rows.select_related("dispatch")]
        case = self._served()
        answers = [(one.is_late, one.is_accepted) for one in case.answers.all()]
        self.seen.found["returned"] = (case.returns, answers)
        copy = Copy.objects.get(dispatch=case.dispatch_id)
        self.seen.found["acknowledged"] = copy.acknowledged_at == case.acknowledged_at == at(date(2024, 7, 29), 10)

    def _refused(self, name: str, do: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
                do()
        except (Conflict, NotAllowed) as error:
            self.seen.refused[name] = str(error)


def _number(case: Case) -> str:
    return case.dispatch.number if case.dispatch is not None else ""
