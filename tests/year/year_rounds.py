"""The five rounds as they went: filed on a day, some late, some never, some returned; reviewed, closed, one reopened.

In: the plan, the office.  Out: what happens on which day, for the diary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from year_actors import at
from year_filing import file_report

from duban.apps.plans.models import Plan, ReportingRound
from duban.apps.progress.actions.review import accept_report, accept_reports, return_report
from duban.apps.progress.actions.rounds import close_round, reopen_round
from duban.apps.progress.models import Report
from duban.rulebook.actors import Actor
from duban.rulebook.health import Health
from duban.rulebook.reports import FilingState

Happening = tuple[date, int, Callable[[], object]]  # the day, the hour, what is done
Day = tuple[int, int]

FILED: dict[int, Day] = {1: (4, 8), 2: (7, 8), 3: (10, 8), 4: (11, 8), 5: (12, 6)}
LATE: dict[int, tuple[str, Day]] = {
    1: ("林业局", (4, 12)),
    2: ("教育局", (7, 15)),
    3: ("水务局", (10, 14)),
    4: ("林业局", (11, 12)),
    5: ("投资促进局", (12, 11)),
}
REVIEWED: dict[int, Day] = {1: (4, 16), 2: (7, 16), 3: (10, 16), 4: (11, 14), 5: (12, 16)}
CLOSED: dict[int, Day] = {1: (4, 18), 2: (7, 18), 3: (10, 18), 4: (11, 18), 5: (12, 20)}
RETURNED: dict[int, tuple[str, Day, Day | None, Day | None]] = {  # the unit, when, by when (None: the rule's), mended
    1: ("公安局", (4, 11), (4, 15), (4, 15)),
    3: ("司法局", (10, 11), None, (10, 16)),
    5: ("信访局", (12, 11), (12, 13), None),
}
FOUND = {(2, "6"): (Health.BEHIND, ""), (3, "1"): (Health.ON_PACE, "4.9"), (4, "8"): (Health.ON_PACE, "170")}
NEVER = Q(task__number="130") | Q(unit__name__endswith="医疗保障局")
STATISTICS = Q(unit__name__endswith="统计局")  # says nothing before the third round


def day_of(day: Day) -> date:
    return date(2024, *day)


class Round:
    def __init__(self, plan: Plan, sequence: int, office: Actor) -> None:
        self.row = ReportingRound.objects.get(plan=plan, sequence=sequence)
        self.sequence, self.office = sequence, office

    def happenings(self) -> Iterator[Happening]:
        late, came_late = LATE[self.sequence]
        yield day_of(FILED[self.sequence]), 10, lambda: self.file(~self._silent() & ~_of(late))
        yield day_of(came_late), 10, lambda: self.file(_of(late))
        if self.sequence in RETURNED:
            yield from self._returns(*RETURNED[self.sequence])
        yield day_of(REVIEWED[self.sequence]), 15, self.review
        yield day_of(CLOSED[self.sequence]), 16, self.close

    def _returns(self, unit: str, when: Day, by_when: Day | None, mended: Day | None) -> Iterator[Happening]:
        yield day_of(when), 15, lambda: self.give_back(_of(unit), day_of(when), by_when and day_of(by_when))
        if mended is not None:
            yield day_of(mended), 10, lambda: self.file(_of(unit), "名单已补。", on=day_of(mended))

    def rows(self, which: Q) -> QuerySet[Report]:
        rows = Report.objects.filter(which, round=self.row).exclude(state=FilingState.RELEASED)
        return rows.select_related("task", "unit__jurisdiction").prefetch_related("task__targets").order_by("pk")

    def file(self, which: Q, more: str = "", *, on: date | None = None) -> None:
        late, came_late = LATE[self.sequence]
        usual = day_of(FILED[self.sequence])
        for row in self.rows(which).exclude(state__in=(FilingState.SUBMITTED, FilingState.ACCEPTED)):
            day = on or (day_of(came_late) if row.unit.name.endswith(late) else usual)
            file_report(row, self.sequence, at(day, 10), more)

    def give_back(self, which: Q, day: date, by_when: date | None) -> None:
        for row in self.rows(which):
            reason = "没有附名单，数字无法核对。"
            return_report(report=row, reason=reason, new_due=by_when, seen=None, at=at(day, 15), by=self.office)

    def review(self) -> None:
        """What the office finds otherwise one by one, the rest as stated."""
        when = at(day_of(REVIEWED[self.sequence]), 15)
        for (sequence, number), (word, figure) in FOUND.items():
            if sequence == self.sequence:
                row = self.rows(Q(task__number=number)).get()
                figures = {row.task.targets.get().pk: Decimal(figure)} if figure else {}
                accept_report(report=row, verified=word, figures=figures, note="", seen=None, at=when, by=self.office)
        waiting = self.rows(Q(state=FilingState.SUBMITTED)).values_list("pk", flat=True)
        accept_reports(reports=dict.fromkeys(waiting), at=when, by=self.office)

    def close(self) -> None:
        close_round(round=self.row, at=at(day_of(CLOSED[self.sequence]), 16), by=self.office)

    def reopen_for_statistics(self) -> Iterator[Happening]:
        """The second round is opened again for a unit that had said nothing; it says it for one task of its two."""
        opened, closed, one = date(2024, 7, 25), date(2024, 7, 29), STATISTICS & Q(task__number="167")
        reason = "统计局补报第2轮。"
        yield opened, 9, lambda: reopen_round(round=self.row, reason=reason, at=at(opened), by=self.office)
        yield date(2024, 7, 26), 10, lambda: self.file(one, on=date(2024, 7, 26))
        yield date(2024, 7, 26), 15, lambda: self._accept(one, date(2024, 7, 26))
        yield closed, 16, lambda: close_round(round=self.row, at=at(closed, 16), by=self.office)

    def _accept(self, which: Q, day: date) -> None:
        rows = self.rows(which).values_list("pk", flat=True)
        accept_reports(reports=dict.fromkeys(rows), at=at(day, 15), by=self.office)

    def _silent(self) -> Q:
        silent = NEVER | STATISTICS if self.sequence < 3 else NEVER
        return silent | Q(task__number="55") if self.sequence == 5 else silent


def _of(unit: str) -> Q:
    return Q(unit__name__endswith=unit)
