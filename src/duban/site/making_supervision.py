"""What the demo's office does about what falls behind: its own ladder, what that proposed after each round and today.

In: a plan in force, whose hands, now.  Out: what happens when, for `make_year`. What follows rounds has their days;
the rest is told from today backwards, so that something is always under way, near its end and overdue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from django.utils import timezone

from duban.apps.calendars.queries import work_calendar
from duban.apps.plans.models import Plan
from duban.apps.supervision.actions.cases import dismiss_case
from duban.apps.supervision.actions.cases_answering import answer_case, verify_case
from duban.apps.supervision.actions.cases_serving import NONE, serve_case
from duban.apps.supervision.actions.ladders import set_ladder
from duban.apps.supervision.actions.proposing import propose_cases
from duban.apps.supervision.models import Case
from duban.rulebook.cases import Level, Trigger
from duban.rulebook.ladder_rules import STANDING, STANDING_APPROVED, STANDING_WAITS, to_json
from duban.site.making_documents import Hands
from duban.site.making_year import Happening, liaison_of, morning

AFTER_ROUND, ANSWERED_AFTER, CHECKED_AFTER = timedelta(days=3), timedelta(days=2), timedelta(days=4)
WATCHED = (
    Trigger.REPORT_MISSING,
    Trigger.SEVERELY_BEHIND,
    Trigger.OVERDUE,
    Trigger.INSTRUCTION_LATE,
    Trigger.CASE_UNANSWERED,
    Trigger.RECTIFICATION_LATE,
)


@dataclass(frozen=True, slots=True)
class Back:
    """Moments by working days before today; a number below 0 is to come."""

    now: datetime

    def day(self, number: int) -> date:
        """0: today, or the last working day."""
        calendar, today = work_calendar(), timezone.localdate(self.now)
        last = calendar.add_working_days(today + timedelta(days=1), -1)
        return calendar.add_working_days(last, -number)

    @property
    def this_morning(self) -> datetime:
        """Of the last working day; of today at the latest now."""
        return min(self.at(0, 8), self.now)

    def at(self, number: int, hour: int = 10) -> datetime:
        return timezone.make_aware(datetime.combine(self.day(number), time(hour)))


def rounds_followed(plan: Plan, hands: Hands) -> list[Happening]:
    """From the plan's first day on the ladder is the office's own; three days after each round it is looked at."""
    begun = morning(plan.issued_on or date(plan.year, 1, 1))
    days = [morning(one.due) + AFTER_ROUND for one in plan.rounds.order_by("due")]
    return [
        Happening(begun, partial(_watch, plan, begun, hands)),
        *(Happening(at, partial(_follow, plan, at, hands)) for at in days),
    ]


def proposed_today(plan: Plan, back: Back) -> Happening:
    """What waits for the office's decision."""
    at = back.this_morning
    return Happening(at, partial(_propose, plan, at))


def _watch(plan: Plan, at: datetime, hands: Hands) -> None:
    """Steps of implementation plans are left to the liaisons, who have them in view."""
    on = timezone.localdate(at)
    set_ladder(
        jurisdiction=plan.jurisdiction,
        rules=to_json(rule for rule in STANDING if rule.trigger in WATCHED),
        waits=STANDING_WAITS,
        approved_levels=[level.value for level in STANDING_APPROVED],
        since=on,
        on=on,
        by=hands.office,
    )


def _propose(plan: Plan, at: datetime) -> list[Case]:
    return propose_cases(jurisdiction=plan.jurisdiction, on=timezone.localdate(at), at=at)


def _follow(plan: Plan, at: datetime, hands: Hands) -> None:
    """提醒 and 催办 go out as messages and are answered; what would need a document is left to the bulletin."""
    served = []
    for case in _propose(plan, at):
        if case.level in (Level.REMINDER, Level.URGING):
            served.append(serve_case(case=case, document=NONE, at=at, by=hands.office))
        else:
            dismiss_case(case=case, reason="在本轮督查通报中一并点名，不另发文书。", at=at, by=hands.office)
    for case in served:
        said = (
            "已补报，今后提前一天报送。" if case.trigger == Trigger.REPORT_MISSING else "已倒排工期，本月起每周调度。"
        )
        answer_case(case=case, text=said, at=at + ANSWERED_AFTER, by=liaison_of(case.unit))
        verify_case(
            case=case, finding="与报送的进展核对，属实。", accepted=True, at=at + CHECKED_AFTER, by=hands.office
        )
