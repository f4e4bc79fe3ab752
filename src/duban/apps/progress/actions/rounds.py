"""Run the rounds of reports: open one, close one, open it again, and change the days of a plan in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_version, locked
from duban.apps.organizations.labels.people import in_words
from duban.apps.plans.models import Plan, ReportingRound
from duban.apps.plans.rounds import write_rounds
from duban.apps.progress.filings import bring_into_line
from duban.apps.progress.models import Report
from duban.apps.progress.queries.punctuality import counts_of, total
from duban.apps.progress.standing import stand_again
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.reports import OPEN, FilingState
from duban.rulebook.tasks import PlanState, TaskState
from duban.rulebook.texts import required_text

LONGEST_REASON = 500


@transaction.atomic
def open_round(*, round: ReportingRound, at: datetime, by: Actor) -> ReportingRound:
    """Ask every lead unit of the plan for its reports."""
    round = _locked(round)
    check_can_open(round, by)
    round.opened_at = at
    round.save(update_fields=["opened_at"])
    tasks = round.plan.tasks.filter(state=TaskState.IN_FORCE).values_list("pk", flat=True)
    bring_into_line(list(tasks), timezone.localtime(at).date(), opening=round.pk)
    units = list(round.reports.exclude(state=FilingState.RELEASED).values_list("unit", flat=True))
    after = {"报送日期": round.due, "单位": len(set(units)), "应报": len(units)}
    _record("round.opened", round, by=by, after=after)
    return round


@transaction.atomic
def close_round(*, round: ReportingRound, at: datetime, by: Actor) -> ReportingRound:
    """Lock the round: what is missing stays missing."""
    round = _locked(round)
    held = round.reports.select_for_update().order_by("pk")  # whoever submits now is waited for
    reports = list(held.only("round", "state", "due"))
    check_can_close(round, by, on=timezone.localtime(at).date(), reports=reports)
    round.closed_at, round.closed_by = at, by.name
    round.save(update_fields=["closed_at", "closed_by"])
    counts = total(counts_of(round.reports.all(), on=timezone.localtime(at).date()).values())
    after = {"应报": counts.owed, "已报": counts.filed, "迟报": counts.late, "漏报": counts.missing}
    _record("round.closed", round, by=by, after=after)
    return round


@transaction.atomic
def reopen_round(*, round: ReportingRound, reason: str, at: datetime, by: Actor) -> ReportingRound:
    """Unlock a closed round, for a reason that everybody reads."""
    round = _locked(round)
    check_can_reopen(round, by)
    reason = required_text(reason, "reason", "请写明重新打开的原因", most=LONGEST_REASON)
    before = {"关闭时间": round.closed_at, "关闭人": round.closed_by}
    round.closed_at, round.closed_by = None, ""
    round.save(update_fields=["closed_at", "closed_by"])
    concerned = round.plan.tasks.exclude(state=TaskState.DRAFT).values_list("pk", flat=True)
    bring_into_line(list(concerned), timezone.localtime(at).date())  # leads may have changed meanwhile
    _record("round.reopened", round, by=by, before=before, note=reason)
    return round


@transaction.atomic
def change_reporting_days(
    *, plan: Plan, days: Iterable[date], seen: int | None = None, at: datetime, by: Actor
) -> Plan:
    """Add days to a plan in force, or take away those whose round was never opened."""
    plan, wanted = locked(plan, "jurisdiction"), set(days)
    check_can_change_days(plan, by)
    check_version(plan, seen)
    rounds = list(plan.rounds.select_for_update(of=("self",)).order_by("due"))
    _check_days(rounds, wanted, on=timezone.localtime(at).date())
    before = [in_words(one.due) for one in rounds]
    write_rounds(plan, wanted)
    after = [in_words(day) for day in sorted(wanted)]
    if before != after:
        plan.version += 1
        plan.save(update_fields=["version"])
        stand_again(list(plan.tasks.filter(state=TaskState.IN_FORCE).values_list("pk", flat=True)))
        _record("round.days_changed", plan, by=by, before={"报送日期": before}, after={"报送日期": after})
    return plan


def check_can_open(round: ReportingRound, by: Actor) -> None:
    permissions.check_can(by, Permission.RUN_ROUND, within=round.plan.jurisdiction.path)
    if round.plan.state != PlanState.ISSUED:
        raise Conflict(f"方案{round.plan.get_state_display()}，不能开始填报")
    if round.closed_at is not None:
        raise Conflict(f"{round}已关闭，可以重新打开")
    if round.opened_at is not None:
        raise Conflict(f"{round}已开始填报")


def check_can_close(round: ReportingRound, by: Actor, *, on: date, reports: Iterable[Report]) -> None:
    """Not before its day is over, and only when nothing waits: for the office's review, or for a new day to come."""
    permissions.check_can(by, Permission.RUN_ROUND, within=round.plan.jurisdiction.path)
    if round.opened_at is None:
        raise Conflict(f"{round}还没有开始填报")
    if round.closed_at is not None:
        raise Conflict(f"{round}已关闭")
    if on <= round.due:
        raise Conflict(f"{in_words(round.due)}截止，过了这一天才能关闭")
    reports = list(reports)
    if waiting := sum(one.state == FilingState.SUBMITTED for one in reports):
        raise Conflict(f"还有{waiting}项待审核，审核完才能关闭")
    if not_due := sum(one.state in OPEN and one.due >= on for one in reports):
        raise Conflict(f"还有{not_due}项的重报期限没有到，到期后才能关闭")


def check_can_reopen(round: ReportingRound, by: Actor) -> None:
    permissions.check_can(by, Permission.RUN_ROUND, within=round.plan.jurisdiction.path)
    if round.closed_at is None:
        raise Conflict(f"{round}没有关闭，不需要重新打开")


def check_can_change_days(plan: Plan, by: Actor) -> None:
    permissions.check_can(by, Permission.RUN_ROUND, within=plan.jurisdiction.path)
    if plan.state == PlanState.DRAFT:
        raise Conflict("方案还没有印发，报送日期在方案的基本信息里改")
    if plan.state != PlanState.ISSUED:
        raise Conflict(f"方案{plan.get_state_display()}，不再报送")


def _check_days(rounds: list[ReportingRound], wanted: set[date], *, on: date) -> None:
    """Rounds that were opened stay as they are, also their numbers: what is new comes after them."""
    opened = [one for one in rounds if one.opened_at is not None]
    for one in opened:
        if one.due not in wanted:
            raise Invalid(f"{one}（{in_words(one.due)}）已开始填报，不能取消", "reporting_dates")
    for day in sorted(wanted - {one.due for one in rounds}):
        if day < on:
            raise Invalid(f"{in_words(day)}已经过去，不能再定为报送日期", "reporting_dates")
        if opened and day < opened[-1].due:
            last = opened[-1]
            raise Invalid(f"{last}已开始填报，新的报送日期须在{in_words(last.due)}之后", "reporting_dates")


def _locked(round: ReportingRound) -> ReportingRound:
    return locked(round, "plan__jurisdiction")


def _record(
    verb: str,
    target: ReportingRound | Plan,
    *,
    by: Actor,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    note: str = "",
) -> None:
    plan = target if isinstance(target, Plan) else target.plan
    about, path = [] if target is plan else [plan], plan.jurisdiction.path
    recording.record(verb, target, by=by, before=before, after=after, note=note, about=about, jurisdiction_path=path)
