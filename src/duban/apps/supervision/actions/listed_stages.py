"""The stages of a listed case: done with a statement, opened again; a stage or the whole extended, with the reason."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.organizations.changes import check_unchanged, check_version, locked
from duban.apps.organizations.labels.people import in_words
from duban.apps.progress.answering import acts_for
from duban.apps.supervision.actions.listed_drafts import LONGEST, bump, locked_listed, record_listed
from duban.apps.supervision.models import ListedCase, ListedStage
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.listings import ON_BOARD, ListedState
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.texts import required_text


@transaction.atomic
def finish_stage(
    *, stage: ListedStage, statement: str, done_on: date, at: datetime, seen: str | None = None, by: Actor
) -> ListedStage:
    row, one = _locked(stage)
    check_can_finish(row, one, by)
    check_unchanged(one, seen)
    if done_on > timezone.localtime(at).date():
        raise Invalid("完成日期不能晚于今天", "done_on")
    if one.begins is not None and done_on < one.begins:
        raise Invalid(f"这个阶段从{in_words(one.begins)}开始，请核对年份", "done_on")
    one.statement = required_text(statement, "statement", "请写明完成情况", most=LONGEST)
    one.done_on, one.done_by = done_on, by.name
    one.save(update_fields=["statement", "done_on", "done_by"])
    bump(row)
    record_listed("listed.stage_finished", row, by, after={"阶段": one.name, "完成日期": done_on}, note=one.statement)
    return one


@transaction.atomic
def reopen_stage(*, stage: ListedStage, reason: str, seen: str | None = None, by: Actor) -> ListedStage:
    """The office finds that it is not done; what was stated stays in the record."""
    row, one = _locked(stage)
    check_can_reopen(row, one, by)
    check_unchanged(one, seen)
    reason = required_text(reason, "reason", "请写明还差什么", most=LONGEST)
    before = {"完成日期": one.done_on, "完成情况": one.statement}
    one.done_on, one.done_by, one.statement = None, "", ""
    one.save(update_fields=["statement", "done_on", "done_by"])
    bump(row)
    record_listed("listed.stage_reopened", row, by, before=before, after={"阶段": one.name}, note=reason)
    return one


@transaction.atomic
def extend_stage(*, stage: ListedStage, ends: date, reason: str, seen: str | None = None, by: Actor) -> ListedStage:
    """The day first set stays beside the new one."""
    row, one = _locked(stage)
    check_can_extend_stage(row, one, by)
    check_unchanged(one, seen)
    reason = required_text(reason, "reason", "请写明延期的原因", most=LONGEST)
    if ends <= one.ends:
        raise Invalid(f"应晚于现在的完成时间{in_words(one.ends)}", "ends")
    if row.due is not None and ends > row.due:
        raise Invalid(f"不能晚于整治期限{in_words(row.due)}；确需延长的，先延长整治期限", "ends")
    before, one.ends = {"完成时间": one.ends}, ends
    one.save(update_fields=["ends"])
    bump(row)
    after = {"阶段": one.name, "完成时间": ends}
    record_listed("listed.stage_extended", row, by, before=before, after=after, note=reason)
    return one


@transaction.atomic
def extend_listed(*, listed: ListedCase, due: date, reason: str, seen: int | None = None, by: Actor) -> ListedCase:
    row = locked_listed(listed)
    check_can_extend(row, by)
    check_version(row, seen)
    reason = required_text(reason, "reason", "请写明延期的原因", most=LONGEST)
    if row.due is not None and due <= row.due:
        raise Invalid(f"应晚于现在的整治期限{in_words(row.due)}", "due")
    before, row.due = {"整治期限": row.due}, due
    row.original_due = row.original_due or due
    bump(row, "due", "original_due")
    record_listed("listed.extended", row, by, before=before, after={"整治期限": due}, note=reason)
    return row


def check_can_finish(row: ListedCase, one: ListedStage, by: Actor) -> None:
    """The unit says it; the office may note it for the unit."""
    permissions.check_can(by, Permission.REPORT_LISTED)
    if not (acts_for(by, row.unit) or permissions.can(by, Permission.LIST_CASE, within=row.jurisdiction.path)):
        raise NotAllowed(f"由{row.unit}登记阶段完成情况")
    _check_on_board(row)
    if one.done_on is not None:
        raise Conflict(f"{one}已于{in_words(one.done_on)}完成")


def check_can_reopen(row: ListedCase, one: ListedStage, by: Actor) -> None:
    permissions.check_can(by, Permission.LIST_CASE, within=row.jurisdiction.path)
    _check_on_board(row)
    if one.done_on is None:
        raise Conflict(f"{one}还没有登记完成")


def check_can_extend_stage(row: ListedCase, one: ListedStage, by: Actor) -> None:
    check_can_extend(row, by)
    if one.done_on is not None:
        raise Conflict(f"{one}已完成，不用延期")


def check_can_extend(row: ListedCase, by: Actor) -> None:
    permissions.check_can(by, Permission.LIST_CASE, within=row.jurisdiction.path)
    _check_on_board(row)


def _check_on_board(row: ListedCase) -> None:
    if ListedState(row.state) not in ON_BOARD:
        raise Conflict(f"挂牌事项{row.get_state_display()}")


def _locked(stage: ListedStage) -> tuple[ListedCase, ListedStage]:
    """The stage, behind its case."""
    row = locked_listed(stage.listed_case)
    one = locked(stage)
    one.listed_case = row
    return row, one
