"""The ground of a bulletin, asked of the database: how everything was at the end of its day.

In: a plan, a round or none, a day, whose reasons are wanted.  Out: `Ground`; a fixed number of queries.
What was reported, decided or answered after the day is left out; how a task stood follows from the days on which its
word turns, as far as the record of now tells them (docs/explain/bulletin-figures.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from duban.apps.bulletins.figures.ground import LAGGING, Before, CaseFact, Ground, ReportFact, TaskFact
from duban.apps.bulletins.models import Bulletin
from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Plan, ReportingRound, Responsibility, Section, Task
from duban.apps.progress.models import Adjustment, Closure, Report
from duban.apps.progress.queries.punctuality import Punctuality
from duban.apps.progress.standings.gathering import turning_of
from duban.apps.progress.standings.shown import shown
from duban.apps.supervision.models import Case
from duban.rulebook.bulletin_words import in_chinese
from duban.rulebook.cases import CaseState
from duban.rulebook.dispatches import DispatchState
from duban.rulebook.health import is_severe, word
from duban.rulebook.reports import BEFORE_SUBMISSION, Decision, FilingState
from duban.rulebook.requests import AdjustmentState, ClosureState
from duban.rulebook.tasks import ResponsibilityRole

_ENDED = (CaseState.ENDED, CaseState.RAISED, CaseState.WITHDRAWN)


def gather(plan: Plan, round: ReportingRound | None, as_of: date, *, naming: Collection[int] = ()) -> Ground:
    """`naming`: tasks whose reason is told though they do not lag."""
    leads = _leads(plan, as_of)
    chapters, top = _chapters(plan)
    tasks = _tasks(plan, as_of, leads, top, set(naming))
    reports = _reports(round, as_of) if round is not None else ()
    cases = _cases(plan, as_of)
    units = (
        {unit for task in tasks for unit in task.leads} | {one.unit for one in reports} | {one.unit for one in cases}
    )
    closed, closing = _closures(plan, as_of)
    adjusted, adjusting = _adjustments(plan, as_of)
    return Ground(
        plan=plan.pk,
        title=plan.title,
        place=plan.jurisdiction.name,
        as_of=as_of,
        sequence=round.sequence if round is not None else None,
        chapters=chapters,
        tasks=tasks,
        units=_units(units),
        reports=reports,
        cases=cases,
        closed=closed,
        closing=closing,
        adjusted=adjusted,
        adjusting=adjusting,
        before=_before(plan, as_of, round),
    )


def _leads(plan: Plan, as_of: date) -> dict[int, list[int]]:
    rows = Responsibility.objects.on(as_of).filter(task__plan=plan, role=ResponsibilityRole.LEAD, unit__isnull=False)
    found: dict[int, list[int]] = defaultdict(list)
    for task, unit in rows.order_by("order", "pk").values_list("task", "unit"):
        if unit is not None and unit not in found[task]:
            found[task].append(unit)
    return found


def _chapters(plan: Plan) -> tuple[tuple[tuple[int, str], ...], dict[int, int]]:
    """The top headings in order, and under which of them each heading stands."""
    sections = {one.pk: one for one in Section.objects.filter(plan=plan).order_by("order", "pk")}

    def top(key: int) -> int:
        seen = set()
        while key not in seen and (above := sections[key].parent_id) in sections and above is not None:
            seen.add(key)
            key = above
        return key

    tops = tuple((one.pk, one.title) for one in sections.values() if one.parent_id not in sections)
    return tops, {key: top(key) for key in sections}


def _tasks(
    plan: Plan, as_of: date, leads: Mapping[int, list[int]], top: Mapping[int, int], naming: set[int]
) -> tuple[TaskFact, ...]:
    rows = Task.objects.filter(plan=plan, standing__isnull=False).select_related("standing")
    rows = rows.only("number", "text", "section", "plan", "order", "standing")
    return tuple(_task(row, as_of, leads, top, row.pk in naming) for row in rows.order_by("order", "pk"))


def _task(row: Task, as_of: date, leads: Mapping[int, list[int]], top: Mapping[int, int], is_named: bool) -> TaskFact:
    turning = turning_of(row.standing)
    health = word(turning, as_of)
    stands = shown(row, as_of) if is_named or health in LAGGING else None
    return TaskFact(
        key=row.pk,
        number=row.number,
        text=row.text,
        chapter=top.get(row.section_id or 0, 0),
        health=health,
        is_severe=is_severe(turning, as_of),
        leads=tuple(leads.get(row.pk, ())),
        reason=stands.reason if stands is not None else "",
    )


def _units(keys: Collection[int]) -> dict[int, str]:
    rows = Unit.objects.filter(pk__in=keys).order_by("jurisdiction__path", "order", "pk")
    return dict(rows.values_list("pk", "name"))


def _reports(round: ReportingRound, as_of: date) -> tuple[ReportFact, ...]:
    first_return = Min("submissions__decided_at", filter=Q(submissions__decision=Decision.RETURNED))
    rows = Report.objects.filter(round=round).exclude(state=FilingState.RELEASED).annotate(first_return=first_return)
    fields = ("state", "returns", "first_submitted_at", "original_due", "reviewed_at", "task", "unit", "round")
    return tuple(_report(row, as_of) for row in rows.only(*fields).order_by("task__order", "pk"))


def _report(row: Any, as_of: date) -> ReportFact:
    is_withdrawn = row.state in BEFORE_SUBMISSION and not row.returns
    return ReportFact(
        key=row.pk,
        task=row.task_id,
        unit=row.unit_id,
        came=_came(row, as_of, has_come=_by(row.first_submitted_at, as_of) and not is_withdrawn),
        was_returned=row.returns > 0 and (row.first_return is None or _by(row.first_return, as_of)),
        is_accepted=row.state == FilingState.ACCEPTED and (row.reviewed_at is None or _by(row.reviewed_at, as_of)),
    )


def _came(row: Any, as_of: date, *, has_come: bool) -> str:
    if not has_come:
        return str(Punctuality.MISSING if as_of > row.original_due else Punctuality.PENDING)
    came = timezone.localtime(row.first_submitted_at).date()
    return str(Punctuality.LATE if came > row.original_due else Punctuality.ON_TIME)


def _cases(plan: Plan, as_of: date) -> tuple[CaseFact, ...]:
    rows = Case.objects.filter(task__plan=plan, served_at__isnull=False).annotate(answered=Min("answers__at"))
    found = rows.order_by("pk").values_list("pk", "unit", "state", "served_at", "ended_at", "answered")
    return tuple(
        CaseFact(key, unit, _by(answered, as_of), state not in _ENDED or (ended is not None and not _by(ended, as_of)))
        for key, unit, state, served, ended, answered in found
        if _by(served, as_of)
    )


def _closures(plan: Plan, as_of: date) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Accepted, and waiting for the office."""
    rows = Closure.objects.filter(task__plan=plan)
    return _decided(rows, as_of, ClosureState.ACCEPTED, (ClosureState.ASKED,))


def _adjustments(plan: Plan, as_of: date) -> tuple[tuple[int, ...], tuple[int, ...]]:
    rows = Adjustment.objects.filter(task__plan=plan)
    return _decided(rows, as_of, AdjustmentState.GRANTED, (AdjustmentState.ASKED, AdjustmentState.REFERRED))


def _decided(
    rows: QuerySet[Any], as_of: date, granted: str, waiting: Collection[str]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    done, waits = [], []
    for key, state, asked, decided in rows.order_by("pk").values_list("pk", "state", "asked_at", "decided_at"):
        if not _by(asked, as_of):
            continue
        if state == granted and _by(decided, as_of):
            done.append(key)
        elif state in waiting or (decided is not None and not _by(decided, as_of)):
            waits.append(key)
    return tuple(done), tuple(waits)


def _before(plan: Plan, as_of: date, round: ReportingRound | None) -> Before | None:
    """The newest bulletin of the plan that went out before this one; a bulletin of a round looks to earlier rounds."""
    rows = Bulletin.objects.filter(plan=plan, as_of__lt=as_of)
    rows = rows.filter(dispatch__state__in=(DispatchState.ISSUED, DispatchState.CORRECTED))
    rows = rows.filter(round__due__lt=round.due) if round is not None else rows
    last = rows.select_related("round").order_by("-as_of", "-pk").first()
    if last is None:
        return None
    figures = {key: one["value"] for key, one in last.figures.items() if isinstance(one["value"], int)}
    if last.round is None:
        return Before(f"{last.as_of.month}月{last.as_of.day}日", figures)
    return Before(f"第{in_chinese(last.round.sequence)}轮", figures)


def _by(moment: Any, day: date) -> bool:
    """Whether it had happened by the end of the day."""
    return moment is not None and timezone.localtime(moment).date() <= day
