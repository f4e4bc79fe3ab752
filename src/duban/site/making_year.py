"""Run the demo's plans through their year, up to today: implementation plans, rounds of reports, reviews, requests.

In: plans in force, the office as actor, now.  Out: what a year leaves, through the actions a user sets off.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial

from django.utils import timezone

from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Plan, ReportingRound, Target, Task
from duban.apps.progress.actions.implementation import save_implementation_plan, submit_implementation_plan
from duban.apps.progress.actions.implementation_review import accept_implementation_plans
from duban.apps.progress.actions.milestones import finish_milestone
from duban.apps.progress.actions.reports import save_report, submit_report
from duban.apps.progress.actions.review import accept_reports, return_report
from duban.apps.progress.actions.rounds import close_round, open_round
from duban.apps.progress.models import ImplementationPlan, Milestone, Report
from duban.apps.progress.queries.rounds import opening_day_of
from duban.rulebook.actors import Actor
from duban.rulebook.milestones import Step
from duban.rulebook.reports import FilingState
from duban.rulebook.roles import Role
from duban.rulebook.targets import TargetKind
from duban.site.year_words import ELAPSED, LATE, elapsed_of, figure, pace_of, quarter_ends, said

NAMES = "郑清和 温若川 邵云起 冯见山 纪明远 罗望舒 唐立诚 孟知秋 傅景行 严书白 段思源 骆长风".split()
SECTIONS = ("综合科", "规划科", "项目科", "业务科")
CLOSED_AFTER = timedelta(days=10)  # days after it was due, a round is reviewed and closed
NO_LIST = "没有附名单，数字无法核对；请补充名单和认定文件。"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something somebody does in the year, and when."""

    at: datetime
    do: Callable[[], object]


def make_year(plan: Plan, requests: Sequence[Happening] = (), *, by: Actor, now: datetime) -> None:
    """Everything in its order; what would be later than `now` is left out."""
    happenings = [
        Happening(morning(plan.issued_on or timezone.localdate(now)), partial(_file_plans, plan, by, now)),
        *requests,
    ]
    for quarter, one in enumerate(plan.rounds.select_related("plan__jurisdiction").order_by("due")):
        opened = morning(opening_day_of(one, on=one.due))
        happenings.append(Happening(opened, partial(_run, one, min(quarter, len(ELAPSED) - 1), opened, by, now)))
    for happening in sorted(happenings, key=lambda each: each.at):
        if happening.at <= now:
            happening.do()


def liaison_of(unit: Unit) -> Actor:
    """Somebody of the unit: most units of the demo have no account of their own."""
    place = unit.jurisdiction
    return Actor(
        name=NAMES[unit.pk % len(NAMES)],
        role=Role.LIAISON,
        unit=unit.pk,
        unit_name=unit.name,
        jurisdiction=place.pk,
        path=place.path,
        jurisdiction_name=place.name,
    )


def _file_plans(plan: Plan, office: Actor, now: datetime) -> None:
    """Four in five are filed and accepted, quarter by quarter; the rest is still owed."""
    owed = ImplementationPlan.objects.filter(task__plan=plan).select_related("task", "unit__jurisdiction")
    filed = []
    for number, row in enumerate(owed.prefetch_related("task__targets").order_by("task__order", "unit")):
        at = morning(row.due - timedelta(days=number % 5))
        if number % 5 == 4 or at > now:
            continue
        by = liaison_of(row.unit)
        kept = save_implementation_plan(
            implementation_plan=row, measures=row.task.measures or row.task.text, steps=_steps(row, by), at=at, by=by
        )
        filed.append(submit_implementation_plan(implementation_plan=kept, at=at, by=by))
    if filed:
        accept_implementation_plans(implementation_plans=filed, at=morning(filed[0].due + timedelta(days=3)), by=office)


def _steps(row: ImplementationPlan, by: Actor) -> list[Step]:
    """A step for each quarter until the deadline, with the figure due by then where there is one to count."""
    sums = [one for one in row.task.targets.all() if one.kind == TargetKind.CUMULATIVE and one.value is not None]
    target = sums[0] if sums else None
    ends = [day for day in quarter_ends(row.task.year) if row.task.deadline is None or day <= row.task.deadline]
    return [
        Step(
            content=_content(row.task, target, quarter, len(ends)),
            due=day,
            target=target.pk if target else None,
            figure=_due_figure(row.task, target, quarter, len(ends)),
            section=SECTIONS[row.task.pk % len(SECTIONS)],
            person=by.name,
            order=quarter,
        )
        for quarter, day in enumerate(ends or [row.task.deadline or date(row.task.year, 12, 31)])
    ]


def _content(task: Task, target: Target | None, quarter: int, quarters: int) -> str:
    words = ("完成方案和前期准备", "全面实施", "对照目标补短板", "全面完成并总结")[quarter]
    due = _due_figure(task, target, quarter, quarters)
    return f"{words}，{target.measure}累计{due.normalize():f}{target.unit}" if target and due is not None else words


def _due_figure(task: Task, target: Target | None, quarter: int, quarters: int) -> Decimal | None:
    if target is None or target.value is None or quarter == quarters - 1:
        return target.value if target else None
    return figure(target, elapsed_of(task, quarter), Decimal(1))


def _run(one: ReportingRound, quarter: int, opened: datetime, office: Actor, now: datetime) -> None:
    """Opened, reported, reviewed; closed when it was due long enough ago."""
    open_round(round=one, at=opened, by=office)
    is_over = morning(one.due) + CLOSED_AFTER < now
    reports = one.reports.filter(state=FilingState.OWED).select_related("task", "unit__jurisdiction", "round")
    rows = list(reports.prefetch_related("task__targets").order_by("unit", "task__order"))
    if is_over:
        _report_all(rows, quarter, one.due, office)
        close_round(round=one, at=morning(one.due) + CLOSED_AFTER, by=office)
    else:
        _report_some(rows, quarter, opened, now, office)


def _report_all(rows: Sequence[Report], quarter: int, due: date, office: Actor) -> None:
    """Most on time, some late, one in thirty never; one in ten is returned once and mended."""
    accepted: list[int] = []
    for number, row in enumerate(rows):
        if (number + quarter) % 30 == 17:
            continue
        late = (number + 2 * quarter) % 14 == 5
        at = morning(due + timedelta(days=2) if late else due - timedelta(days=number % 4))
        filed = _submit(row, quarter, at)
        if (number + quarter) % 10 == 3:
            _return_once(filed, quarter, at, office)
        accepted.append(row.pk)
    reviewed = morning(due + timedelta(days=7))
    accept_reports(reports=dict.fromkeys(accepted), at=reviewed, by=office)


def _report_some(rows: Sequence[Report], quarter: int, opened: datetime, now: datetime, office: Actor) -> None:
    """A round under way: some reviewed, some waiting, one returned, some begun."""
    accepted: list[int] = []
    for number, row in enumerate(rows):
        at = min(opened + timedelta(days=1, hours=number % 7), now)
        if number % 4 == 0:
            filed = _submit(row, quarter, at)
            if number == 8:
                _return(filed, at, office)
            elif number % 8 == 0:
                accepted.append(row.pk)
        elif number % 9 == 5:
            _draft(row, quarter, at)
    accept_reports(reports=dict.fromkeys(accepted), at=min(opened + timedelta(days=2), now), by=office)


def _submit(row: Report, quarter: int, at: datetime, more: str = "") -> Report:
    """Who keeps the pace has also finished the steps of the quarter."""
    if pace_of(row.task) >= LATE:
        _finish_steps(row, quarter_ends(row.task.year)[quarter], at)
    told = said(row.task, list(row.task.targets.all()), quarter, pace=pace_of(row.task))
    values = {
        "text": told.text + more,
        "problems": told.problems,
        "next_step": told.next_step,
        "stated": told.stated.value,
    }
    return submit_report(report=row, values=values, figures=told.figures, at=at, by=liaison_of(row.unit))


def _finish_steps(row: Report, until: date, at: datetime) -> None:
    day, by = timezone.localtime(at).date(), liaison_of(row.unit)
    steps = Milestone.objects.filter(implementation_plan__task=row.task, implementation_plan__unit=row.unit)
    accepted = steps.filter(implementation_plan__state=FilingState.ACCEPTED, done_on=None)
    for step in accepted.filter(due__lte=min(until, day)):
        finish_milestone(milestone=step, done_on=step.due, words="已按落实方案完成。", on=day, by=by)


def _draft(row: Report, quarter: int, at: datetime) -> None:
    told = said(row.task, list(row.task.targets.all()), quarter, pace=pace_of(row.task))
    save_report(report=row, values={"text": told.text}, at=at, by=liaison_of(row.unit))


def _return_once(filed: Report, quarter: int, at: datetime, office: Actor) -> None:
    """Returned the next day, mended the day after."""
    _return(filed, at + timedelta(days=1), office)
    _submit(
        Report.objects.select_related("task", "unit__jurisdiction").get(pk=filed.pk),
        quarter,
        at + timedelta(days=2),
        "名单见附件。",
    )


def _return(filed: Report, at: datetime, office: Actor) -> None:
    day = timezone.localtime(at).date()
    return_report(report=filed, reason=NO_LIST, new_due=day + timedelta(days=3), seen=None, at=at, by=office)


def morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
