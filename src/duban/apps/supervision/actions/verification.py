"""核查: somebody of the office looks at what a unit reported done: passed, or returned with a new day; 问题反弹."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.organizations.changes import check_version
from duban.apps.supervision.actions.rectifications import (
    LONGEST_REASON,
    check_not_past,
    locked_row,
    moved,
    recorded,
)
from duban.apps.supervision.happenings import rectification_relapsed, rectification_settled
from duban.apps.supervision.models import Rectification, Verification
from duban.apps.web.templatetags.duban import day
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.cases import RECTIFICATION, RectificationState
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.texts import required_text

LONGEST_FINDING = 2000
R = RectificationState


@transaction.atomic
def verify_rectification(
    *,
    rectification: Rectification,
    passed: bool,
    on: date,
    way: str,
    finding: str,
    due: date | None = None,
    at: datetime,
    seen: int | None = None,
    by: Actor,
) -> Rectification:
    """`on`: the day of the check; `due`: by when what was returned is to be done, None leaves the day as it is."""
    row = locked_row(rectification)
    check_can_verify(row, by)
    check_version(row, seen)
    if passed:
        return _passed(row, on, way, finding, at, by)
    before = row.due
    _checked(row, on, way, finding, at, by, passed=False)
    if due is not None and due != row.due:
        check_not_past(due, at)
        row.due = due
    row.returns += 1
    moved(row, R.OPEN, "due", "returns")
    return recorded("rectification.returned", row, by, before={"期限": day(before)}, note=finding)


@transaction.atomic
def verify_rectifications(
    *, rectifications: Collection[Rectification], on: date, way: str, finding: str, at: datetime, by: Actor
) -> list[Rectification]:
    """Several that were looked at together; all of them, or none."""
    rows = [locked_row(one) for one in sorted(rectifications, key=lambda one: one.pk)]
    for row in rows:
        check_can_verify(row, by)
    return [_passed(row, on, way, finding, at, by) for row in rows]


@transaction.atomic
def relapse_rectification(
    *,
    rectification: Rectification,
    reason: str,
    due: date,
    on: date,
    way: str = "site",
    at: datetime,
    seen: int | None = None,
    by: Actor,
) -> Rectification:
    """It had passed and came back: to be done again by a new day; whatever had been closed on it is told."""
    row = locked_row(rectification)
    check_can_relapse(row, by)
    check_version(row, seen)
    check_not_past(due, at)
    reason = required_text(reason, "reason", "请写明问题怎样反弹", most=LONGEST_REASON)
    _checked(row, on, way, reason, at, by, passed=False, is_relapse=True)
    row.due, row.verified_at = due, None
    row.relapses += 1
    moved(row, R.OPEN, "due", "verified_at", "relapses")
    rectification_relapsed.send(Rectification, rectification=row, at=at, by=by)
    return recorded("rectification.relapsed", row, by, note=reason)


def check_may_verify(row: Rectification, by: Actor) -> None:
    permissions.check_can(by, Permission.VERIFY_RECTIFICATION, within=row.jurisdiction.path)


def check_can_verify(row: Rectification, by: Actor) -> None:
    check_may_verify(row, by)
    RECTIFICATION.check_move(R(row.state), R.VERIFIED)
    if by.account is not None and row.done_account_id == by.account:
        raise NotAllowed("整改完成由您报送，须由他人核查")


def check_can_relapse(row: Rectification, by: Actor) -> None:
    check_may_verify(row, by)
    RECTIFICATION.check_move(R(row.state), R.OPEN)
    if row.state != R.VERIFIED:
        raise Conflict("已整改的事项才有反弹，正在核查的请退回")


def _passed(row: Rectification, on: date, way: str, finding: str, at: datetime, by: Actor) -> Rectification:
    _checked(row, on, way, finding, at, by, passed=True)
    row.verified_at = at
    moved(row, R.VERIFIED, "verified_at")
    rectification_settled.send(Rectification, rectification=row, at=at, by=by)
    return recorded("rectification.verified", row, by, note=finding)


def _checked(
    row: Rectification,
    on: date,
    way: str,
    finding: str,
    at: datetime,
    by: Actor,
    *,
    passed: bool,
    is_relapse: bool = False,
) -> Verification:
    """The check with the statement it was about; on no day to come."""
    if way not in dict(Verification._meta.get_field("way").flatchoices):
        raise Invalid("请选择核查方式", "way")
    if on > timezone.localtime(at).date():
        raise Invalid("核查日期不能晚于今天", "on")
    return Verification.objects.create(
        rectification=row,
        on=on,
        way=way,
        finding=required_text(finding, "finding", "请写核查情况", most=LONGEST_FINDING),
        passed=passed,
        is_relapse=is_relapse,
        statement=row.statement,
        stated_at=row.done_at,
        stated_by=row.done_by,
        at=at,
        by=by.name,
        account_id=by.account,
    )
