"""The year once more, with the office at its desk: the ladder proposes each morning, cases go out and come back.

In: an empty database.  Out: `Followed`: plain values that tests compare, by day. What is done about one case in
particular is told in `year_story`; here is the usual way: all that is proposed is served; of a task the unit answers
the next working day and is believed; a case about a report ends when it came, or when its round is over.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from year_actors import at, liaison_of
from year_diary import days
from year_lived import FIRST, LAST, Life, Seen
from year_opening import ISSUED

from cast import City
from duban.apps.audit.verifying import verify
from duban.apps.calendars.queries import work_calendar
from duban.apps.dispatch.actions.issuing import issue_dispatch
from duban.apps.dispatch.actions.letterheads import take_over_letterheads
from duban.apps.dispatch.models import Dispatch
from duban.apps.outbox.models import Message
from duban.apps.outbox.telling import tell
from duban.apps.progress.jobs import open_due_rounds
from duban.apps.supervision.actions.cases_answering import answer_case, end_cases, verify_case
from duban.apps.supervision.actions.cases_serving import NONE, serve_case
from duban.apps.supervision.jobs import propose_everywhere
from duban.apps.supervision.models import Case
from duban.rulebook.cases import CaseState, Level
from duban.rulebook.reports import OPEN
from duban.rulebook.roles import Role

EVERY_DAY = frozenset(days(FIRST, LAST))
TOLD = frozenset([*days(date(2024, 3, 1), date(2024, 4, 19)), *days(date(2024, 9, 26), date(2024, 10, 14))])


@dataclass
class Followed(Seen):
    """`proposed`: by day how many at which step to whom; `reasons` by day, unit and step;
    `told_on`: of the days in `TOLD`, with the holidays of spring and autumn, those on which anybody was reminded."""

    proposed: dict[date, dict[tuple[str, str], int]] = field(default_factory=dict)
    reasons: dict[tuple[date, str, str], list[str]] = field(default_factory=dict)
    lives: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)
    documents: list[tuple[str, str, str, date]] = field(default_factory=list)
    found: dict[str, Any] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    told_on: set[date] = field(default_factory=set)
    told_of_cases: dict[str, list[date]] = field(default_factory=dict)


class Supervised(Life):
    """`decisions`: by day, step and unit what is done instead of serving; `steps`: what else is done on a day."""

    seen: Followed

    def __init__(self, city: City) -> None:
        super().__init__(city)
        self.seen = Followed()
        self.decisions: dict[tuple[date, str, str], Callable[[Case], object]] = {}
        self.steps: dict[date, list[Callable[[], object]]] = defaultdict(list)
        self.answers: dict[date, list[Case]] = defaultdict(list)

    def follow(self) -> Followed:
        self.live(EVERY_DAY, ())
        return self.seen

    def _morning(self, day: date) -> None:
        if day == ISSUED:
            self._begin()
        open_due_rounds(at=at(day, 8))
        if day in TOLD:
            self._tell(day)
        propose_everywhere(at=at(day, 8, 40))
        rows = Case.objects.filter(proposed_at=at(day, 8, 40)).select_related("unit", "jurisdiction").order_by("pk")
        for case in rows:
            self._note(case, day)
            decide = self.decisions.get((day, case.level, short(case)), self.serve)
            decide(case)

    def _tell(self, day: date) -> None:
        tell(at=at(day, 8, 30))
        for message in Message.objects.filter(day=day).select_related("account"):
            self.seen.told_on.add(day)
            if any("/supervision/cases/" in one["url"] for one in message.items):
                self.seen.told_of_cases.setdefault(message.account.username, []).append(day)

    def _begin(self) -> None:
        self.city.add_account("second_office", name="复核员", unit="市政府办", role=Role.OFFICE)
        take_over_letterheads(unit=self.city.units["市政府办"], by=self.city.actor("office"))

    def _note(self, case: Case, day: date) -> None:
        key = (case.level, short(case))
        counts = self.seen.proposed.setdefault(day, {})
        counts[key] = counts.get(key, 0) + 1
        self.seen.reasons.setdefault((day, *key[::-1]), []).append(case.reason)

    def serve(self, case: Case, document: str | None = None) -> Case:
        """As usual; 催办 goes as a message, 督办单 as a document that is issued at once."""
        day, office = _day(case), self.city.actor("office")
        wanted = document or (NONE if case.level == Level.URGING else None)
        row = serve_case(case=case, document=wanted, at=at(day, 9), by=office)
        if row.dispatch is not None:
            issue_dispatch(dispatch=row.dispatch, at=at(day, 9, 30), by=office)
        if row.report_id is None and (row.implementation_plan_id is None or row.milestone_id is not None):
            self.answers[work_calendar().add_working_days(day, 1)].append(row)
        return row

    def _look(self, evening: date, numbers: object) -> None:
        if self.plan is None:
            return
        for case in self.answers.pop(evening, ()):
            self.answer(case, evening, "已分析原因，措施随表报送。")
            self.verify(case, evening, "措施可行，予以认可。")
        for step in self.steps.pop(evening, ()):
            step()
        self._end_what_came(evening)

    def answer(self, case: Case, day: date, words: str) -> Case:
        case.refresh_from_db()
        return answer_case(case=case, text=words, at=at(day, 11), by=liaison_of(case.unit))

    def verify(self, case: Case, day: date, words: str, **more: Any) -> Case:
        accepted = {"accepted": "limit" not in more, **more}
        return verify_case(case=case, finding=words, at=at(day, 16), by=self.city.actor("office"), **accepted)

    def _end_what_came(self, day: date) -> None:
        rows = Case.objects.filter(state=CaseState.SERVED, level__in=(Level.REMINDER, Level.URGING), milestone=None)
        rows = rows.select_related("report__round", "implementation_plan", "unit")
        done = [case for case in rows if _has_come(case)]
        end_cases(cases=done, ending="已报送，或者本轮已截止。", at=at(day, 16, 30), by=self.city.actor("office"))

    def _look_back(self) -> None:
        self.seen.faults = len(verify().findings)
        self.seen.states = dict(Counter(Case.objects.values_list("state", flat=True)))
        issued = Dispatch.objects.filter(serial__isnull=False).order_by("code", "year", "serial")
        self.seen.documents = [(one.number, one.kind, one.state, one.dated) for one in issued]


def short(case: Case) -> str:
    return str(case.unit.name).removeprefix("青泽市")


def _day(case: Case) -> date:
    return timezone.localdate(case.proposed_at)


def _has_come(case: Case) -> bool:
    if case.report is not None:
        return case.report.state not in OPEN or case.report.round.closed_at is not None
    plan = case.implementation_plan
    return plan is not None and plan.state not in OPEN
