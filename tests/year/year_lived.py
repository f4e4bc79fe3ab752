"""The year, day by day: the periodic work of each morning, what people do, what is seen in the evening.

In: an empty database.  Out: `Seen`: plain values that tests compare, by day.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection
from django.utils import timezone
from year_actors import add_accounts, at
from year_diary import Diary, days
from year_opening import ISSUED, issued_plan

from cast import City
from duban.apps.audit.queries import history
from duban.apps.audit.verifying import verify
from duban.apps.organizations.models import Unit
from duban.apps.outbox.models import Message
from duban.apps.outbox.owing import Span, owed_by
from duban.apps.outbox.telling import tell
from duban.apps.plans.models import Plan, Task
from duban.apps.plans.queries.dossier import roles_of
from duban.apps.plans.queries.plan_receipts import units_of
from duban.apps.progress.jobs import open_due_rounds
from duban.apps.progress.models import Adjustment, ImplementationPlan, Instruction, Milestone, Report
from duban.apps.progress.queries.misses import misses_of
from duban.apps.progress.queries.punctuality import Counts, counts_of, total, with_punctuality
from duban.apps.progress.queries.standings import counts_by_health
from duban.apps.progress.standings.shown import shown
from duban.rulebook.reports import OPEN

FIRST, LAST = date(2024, 1, 1), date(2025, 1, 10)
WHOLE = Span(FIRST, date(2025, 1, 31))
_LINK = re.compile(r"/progress/(reports|implementation)/(\d+)/")


@dataclass
class Seen:
    """`words`: how a task stands and why; counts: owed, filed, late, missing, returned; `owed`: by kind and day."""

    health: dict[date, dict[str, int]] = field(default_factory=dict)
    by_page: dict[date, dict[str, int]] = field(default_factory=dict)
    words: dict[tuple[date, str], str] = field(default_factory=dict)
    opened: dict[int, date] = field(default_factory=dict)
    rounds: dict[tuple[date, int], tuple[int, ...]] = field(default_factory=dict)
    units: dict[tuple[int, str], tuple[int, ...]] = field(default_factory=dict)
    owed: dict[tuple[date, str], dict[str, int]] = field(default_factory=dict)
    told: dict[str, list[date]] = field(default_factory=dict)
    told_of_done: list[str] = field(default_factory=list)
    late_receipts: dict[date, list[str]] = field(default_factory=dict)
    plans: dict[str, int] = field(default_factory=dict)
    draft: tuple[str, str, str] = ("", "", "")
    clock: list[datetime] = field(default_factory=list)
    answered: list[tuple[str, date]] = field(default_factory=list)
    late_request: tuple[bool, str] = (False, "")
    dates: tuple[date | None, date | None] = (None, None)
    misses: dict[str, list[str]] = field(default_factory=dict)
    histories: dict[str, list[str]] = field(default_factory=dict)
    faults: int = -1


class Life:
    def __init__(self, city: City) -> None:
        self.city, self.seen = city, Seen()
        self.plan: Plan | None = None

    def live(self, evenings: Collection[date], words: Collection[tuple[date, str]]) -> Seen:
        waiting = []
        for day in days(FIRST, LAST):
            if day == ISSUED:
                self.plan = issued_plan(self.city)
                with connection.cursor() as cursor:
                    cursor.execute("ANALYZE")  # as a running database does by itself, but not within a transaction
                add_accounts(self.city)
                waiting = Diary(self.city, self.plan).happenings()
            self._morning(day)
            while waiting and waiting[0][0] == day:
                waiting.pop(0)[2]()
            if day in evenings:
                self._look(day, {number for on, number in words if on == day})
        self._look_back()
        return self.seen

    def _morning(self, day: date) -> None:
        open_due_rounds(at=at(day, 8))
        tell(at=at(day, 8, 30))
        for message in Message.objects.filter(day=day).select_related("account"):
            self.seen.told.setdefault(message.account.username, []).append(day)
            self.seen.told_of_done += [one["url"] for one in message.items if _is_done(one["url"])]

    def _look(self, evening: date, numbers: Collection[str]) -> None:
        """What pages say a minute before midnight."""
        day = timezone.localtime(at(evening, 23, 59)).date()
        for short in ("财政局", "人力资源社会保障局", "交通运输局"):
            units = list(Unit.objects.filter(name__endswith=short).values_list("pk", flat=True))
            found = Counter(f"{one.kind} {one.due:%m-%d}" for one in owed_by(units, WHOLE))
            self.seen.owed[day, short] = dict(found)
        if self.plan is not None:
            self._look_at_plan(self.plan, day, numbers)

    def _look_at_plan(self, plan: Plan, day: date, numbers: Collection[str]) -> None:
        seen, tasks = self.seen, Task.objects.filter(plan=plan).select_related("standing").prefetch_related("targets")
        seen.health[day] = {
            word.value: count for word, count in counts_by_health(plan.tasks.all(), day).items() if count
        }
        by_page: Counter[str] = Counter()
        for task in tasks:
            one = shown(task, day)
            if one is not None:
                by_page[one.judged.health.value] += 1
            if task.number in numbers:
                seen.words[day, task.number] = _anonymous(f"{one.label}：{one.reason}", task) if one else "不判断"
        seen.by_page[day] = dict(by_page)
        for round in plan.rounds.exclude(opened_at=None):
            seen.opened.setdefault(round.sequence, timezone.localtime(round.opened_at).date())
            seen.rounds[day, round.sequence] = _plain(total(counts_of(round.reports.all(), on=day).values()))
        units = units_of(plan, actor=self.city.actor("office"), on=day)
        seen.late_receipts[day] = sorted(unit.name for unit in units if unit.late)
        if day == date(2024, 3, 16):
            rows = with_punctuality(ImplementationPlan.objects.all(), on=day)
            seen.plans = dict(Counter(rows.values_list("punctuality", flat=True)))
            seen.plans["returned"] = rows.filter(returns__gt=0).count()
        if day == date(2024, 9, 20):
            row = Report.objects.get(task__number="20", round__sequence=3, text__startswith="大会")
            seen.draft = (row.unit.name, row.state, row.text)
        if Instruction.objects.exists():
            seen.clock.append(timezone.localtime(Instruction.objects.get().clock.due_at))

    def _look_back(self) -> None:
        assert self.plan is not None
        seen, office, plan = self.seen, self.city.actor("office"), self.plan
        for (unit, key), counts in counts_of(Report.objects.all(), on=LAST).items():
            round = plan.rounds.get(pk=key)
            seen.units[round.sequence, Unit.objects.get(pk=unit).name] = _plain(counts)
        task = plan.tasks.select_related("plan").get(number="1")
        leaders = [one for role in roles_of(task, office, on=LAST) for one in role.named if one.row.role == "leader"]
        answered = [one for named in leaders for one in named.answered]
        seen.answered = [(one.appointment.official.name, one.since) for one in answered if one.appointment]
        request, postponed = Adjustment.objects.get(task__number="66"), plan.tasks.get(number="32")
        seen.late_request = (request.asked_late, request.state)
        seen.dates = (postponed.original_deadline, postponed.deadline)
        for number in ("55", "109", "130", "8"):
            task = plan.tasks.get(number=number)
            seen.misses[number] = misses_of(task, behind_before=(), on=LAST)
            seen.histories[number] = self._history(task)
        seen.faults = len(verify().findings)

    def _history(self, task: Task) -> list[str]:
        """Page by page back to the beginning; the verbs, oldest first."""
        verbs: list[str] = []
        page = history(task, reader=self.city.actor("office"))
        while True:
            assert all(one.sentence for one in page.tellings)
            verbs += [one.event.verb for one in page.tellings]
            if page.older is None:
                return verbs[::-1]
            page = history(task, reader=self.city.actor("office"), before=page.older)


def _is_done(url: str) -> bool:
    """Whether what a reminder leads to had been filed when it was made."""
    found = _LINK.search(url)
    if found is None:
        return False
    kind, key = found.groups()
    if kind == "reports":
        return not Report.objects.filter(pk=key, state__in=OPEN, round__closed_at=None).exists()
    open_steps = Milestone.objects.filter(implementation_plan=key, done_on=None)
    return not (ImplementationPlan.objects.filter(pk=key, state__in=OPEN).exists() or open_steps.exists())


def _anonymous(words: str, task: Task) -> str:
    """The measures of the document's own targets as 甲 and 乙."""
    for letter, target in zip("甲乙丙丁", task.targets.all(), strict=False):
        words = words.replace(target.measure[:24], letter)
    return words


def _plain(counts: Counts) -> tuple[int, ...]:
    return (counts.owed, counts.filed, counts.late, counts.missing, counts.returned)
