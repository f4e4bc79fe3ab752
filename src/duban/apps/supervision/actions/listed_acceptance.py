"""自查, 县级验收, 市级验收, 回访复查: each with what was found, by whom; a failed one sends it back to its work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.organizations.changes import check_version
from duban.apps.organizations.labels.people import in_words
from duban.apps.organizations.models import Unit
from duban.apps.progress.answering import check_acts_for
from duban.apps.progress.keeping import File
from duban.apps.supervision.actions.files import attach_files
from duban.apps.supervision.actions.listed_drafts import LONGEST, bump, locked_listed, record_listed
from duban.apps.supervision.actions.rectifications import require_rectifications
from duban.apps.supervision.listed_ways import way_of
from duban.apps.supervision.models import Acceptance, ListedCase
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.listings import LISTED, PASSED, STEPS, ListedState, Step
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.texts import optional_text, required_text


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found on which day, by whom; files that prove it."""

    on: date
    passed: bool
    finding: str
    members: str = ""
    files: Sequence[File] = ()


@transaction.atomic
def self_check(*, listed: ListedCase, found: Finding, at: datetime, seen: int | None = None, by: Actor) -> Acceptance:
    """自查: the unit's own check; what it finds wanting it goes on with."""
    row = locked_listed(listed)
    check_can_check_oneself(row, by)
    check_version(row, seen)
    done = _written(row, Step.SELF, found, at, by)
    _move(row, Step.SELF, passed=found.passed)
    _record("listed.self_checked", row, done, by)
    return done


@transaction.atomic
def accept_step(
    *,
    listed: ListedCase,
    found: Finding,
    items: Sequence[tuple[str, date]] = (),
    at: datetime,
    seen: int | None = None,
    by: Actor,
) -> Acceptance:
    """The step that comes next; `items`: what is to be put right by when, where it failed."""
    row = locked_listed(listed)
    step = step_to_accept(row, by, on=timezone.localtime(at).date())
    check_version(row, seen)
    if not found.passed and not items:
        raise Invalid("验收不通过的，请列出整改事项和期限", "items")
    done = _written(row, step, found, at, by)
    _move(row, step, passed=found.passed)
    _record("listed.accepted" if found.passed else "listed.refused", row, done, by)
    if not found.passed:
        require_rectifications(origin=row, unit=row.unit, items=items, at=at, by=by)
    return done


@transaction.atomic
def visit_again(*, listed: ListedCase, found: Finding, at: datetime, seen: int | None = None, by: Actor) -> Acceptance:
    """回访复查 after it came off; what came back is listed again by whoever decides so."""
    row = locked_listed(listed)
    check_can_visit(row, by)
    check_version(row, seen)
    done = _written(row, Step.RECHECK, found, at, by)
    bump(row)
    _record("listed.visited", row, done, by)
    return done


def check_can_check_oneself(row: ListedCase, by: Actor) -> None:
    check_acts_for(row.unit, by, Permission.REPORT_LISTED)
    LISTED.check_move(ListedState(row.state), ListedState.SELF_CHECKED)


def check_can_accept(row: ListedCase, by: Actor, *, on: date) -> None:
    step_to_accept(row, by, on=on)


def step_to_accept(row: ListedCase, by: Actor, *, on: date) -> Step:
    """The step that comes next, if it is theirs; who checked it for the unit does not accept it."""
    permissions.check_can(by, Permission.ACCEPT_LISTED)
    way = way_of(row, on=on)
    step = way.next_step(row)
    if step is None or step is Step.SELF:
        raise Conflict(f"挂牌事项{row.get_state_display()}，不在待验收的环节")
    place = way.places[step]
    if by.jurisdiction != place.pk and not by.is_system:
        raise NotAllowed(f"{STEPS[step]}由{place}督查室办理")
    own = row.acceptances.filter(step=Step.SELF, passed=True).order_by("-at", "-pk").first()
    if own is not None and own.account_id is not None and own.account_id == by.account:
        raise NotAllowed("自查由您登记，须由他人验收")
    return step


def check_can_visit(row: ListedCase, by: Actor) -> None:
    permissions.check_can(by, Permission.ACCEPT_LISTED, within=row.jurisdiction.path)
    if row.state != ListedState.DELISTED:
        raise Conflict(f"挂牌事项{row.get_state_display()}，摘牌以后才回访复查")


def check_may_add_files(done: Acceptance, by: Actor) -> None:
    """Whoever registered it, as long as nothing else followed."""
    if done.account_id is None or done.account_id != by.account:
        raise NotAllowed(f"由登记人{done.by}补充材料")
    if done.listed_case.acceptances.order_by("-at", "-pk").first() != done:
        raise Conflict("已有后续验收，这次的材料不能再改")
    if done.listed_case.state in (ListedState.DELISTED, ListedState.WITHDRAWN) and done.step != Step.RECHECK:
        raise Conflict(f"挂牌事项{done.listed_case.get_state_display()}，材料不能再改")


def _written(row: ListedCase, step: Step, found: Finding, at: datetime, by: Actor) -> Acceptance:
    if found.on > timezone.localtime(at).date():
        raise Invalid("日期不能晚于今天", "on")
    if row.listed_on is not None and found.on < row.listed_on:
        raise Invalid(f"不能早于挂牌日期{in_words(row.listed_on)}", "on")
    done = Acceptance.objects.create(
        listed_case=row,
        step=step,
        on=found.on,
        passed=found.passed,
        finding=required_text(found.finding, "finding", "请写明情况：怎样查的，看到什么", most=LONGEST),
        members=optional_text(found.members, "members", most=300),
        at=at,
        by=by.name,
        account_id=by.account,
        unit=row.unit if step is Step.SELF else _unit_of(row, by),
    )
    attach_files(done, found.files, by, at=at)
    return done


def _unit_of(row: ListedCase, by: Actor) -> Unit:
    """Who accepted: the office's own unit."""
    return Unit.objects.get(pk=by.unit) if by.unit is not None else row.unit


def _move(row: ListedCase, step: Step, *, passed: bool) -> None:
    row.state = PASSED[step] if passed else ListedState.LISTED
    bump(row, "state")


def _record(verb: str, row: ListedCase, done: Acceptance, by: Actor) -> None:
    after = {"环节": done.get_step_display(), "日期": done.on, "结论": "通过" if done.passed else "不通过"}
    record_listed(verb, row, by, after=after, note=done.finding)
