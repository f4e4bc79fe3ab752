"""内部分工: a unit says who inside it does which part of a task; one person answers for the whole.

Its events stand in the history of the duty alone: a task's and a unit's are read by others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_fits, check_unchanged, locked
from duban.apps.organizations.labels.people import in_words
from duban.apps.organizations.models import Unit
from duban.apps.plans.giving import roles_held
from duban.apps.plans.models import Task
from duban.apps.plans.queries.receipts import answers_for
from duban.apps.progress.models import InnerDuty
from duban.apps.progress.queries.inner_duties import accounts_in, duties_of, seen_of
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.tasks import check_task_in_force

MOST = 30
_P = Permission.WRITE_IMPLEMENTATION_PLAN
_FIELDS = ("order", "is_owner", "section", "person", "account", "content", "due")


@dataclass(frozen=True, slots=True)
class Duty:
    """As entered; the owner's has no content: it is the whole. `key`: of the one it changes, None for a new one."""

    person: str
    section: str = ""
    account: int | None = None
    content: str = ""
    due: date | None = None
    key: int | None = None


@transaction.atomic
def assign_inner_duties(
    *, task: Task, unit: Unit, owner: Duty, parts: Sequence[Duty], on: date, by: Actor, seen: str | None = None
) -> list[InnerDuty]:
    """All of it at once: who answers for the whole, and the parts; a part that is left out is gone."""
    task = locked(task, "plan")
    check_shares_out(task, unit, by)
    if seen is not None and seen != seen_of(duties_of(task, unit)):
        raise Conflict("内部分工已被他人修改，请刷新后再改")
    _check(owner, parts, unit, on)
    rows = {row.pk: row for row in duties_of(task, unit)}
    before = _told(rows.values())
    made = _written(task, unit, owner, parts, rows)
    InnerDuty.objects.filter(pk__in=rows.keys() - {row.pk for row in made}).delete()
    InnerDuty.objects.bulk_update([row for row in made if row.pk], _FIELDS)
    InnerDuty.objects.bulk_create([row for row in made if not row.pk])
    after = _told(made)
    if after != before:
        told = {"任务": str(task), "单位": unit.name, "总负责": f"{owner.section}{owner.person}", "分工": after}
        path = task.jurisdiction_path
        old = {"分工": before}
        recording.record("inner_duty.assigned", made[0], by=by, before=old, after=told, jurisdiction_path=path)
    return made


@transaction.atomic
def finish_inner_duty(
    *, duty: InnerDuty, done_on: date | None, on: date, by: Actor, seen: str | None = None
) -> InnerDuty:
    """A part is done; None: it is not, after all."""
    row = locked(duty, "task__plan", "unit")
    check_shares_out(row.task, row.unit, by)
    check_unchanged(row, seen)
    if done_on is not None and done_on > on:
        raise Invalid("完成日期不能晚于今天", "done_on")
    if row.is_owner:
        raise Conflict("总负责的完成情况随任务上报，不在这里标记")
    row.done_on = done_on
    row.save(update_fields=["done_on"])
    verb = "inner_duty.finished" if done_on else "inner_duty.reopened"
    after = {"完成日期": in_words(done_on) if done_on else ""}
    recording.record(verb, row, by=by, after=after, jurisdiction_path=row.task.jurisdiction_path)
    return row


def check_shares_out(task: Task, unit: Unit, by: Actor) -> None:
    """Refuse unless the actor answers for the unit, and the unit for the task."""
    permissions.check_can(by, _P)
    if not answers_for(by, unit):
        raise NotAllowed(f"内部分工由{unit}自己确定")
    check_task_in_force(task.state, str(task))
    if unit.pk not in roles_held([task]).get(task.pk, {}):
        raise Conflict(f"{unit}不承担这项任务")


def _check(owner: Duty, parts: Sequence[Duty], unit: Unit, on: date) -> None:
    if not owner.person.strip():
        raise Invalid("请填写总负责人", "person")
    if len(parts) > MOST:
        raise Invalid(f"最多 {MOST} 个部分")
    for at, part in enumerate(parts, 1):
        if not (part.person.strip() and part.content.strip()):
            raise Invalid(f"第{at}个部分要写明责任人和负责的内容")
    accounts = {one.account for one in (owner, *parts) if one.account}
    if accounts and accounts - {account.pk for account in accounts_in(unit, on=on)}:
        raise Invalid("所选账号不是本单位的")


def _written(task: Task, unit: Unit, owner: Duty, parts: Sequence[Duty], rows: dict[int, InnerDuty]) -> list[InnerDuty]:
    """The rows as entered; the owner's stays the same row."""
    keys = [part.key for part in parts if part.key]
    known = {key for key, row in rows.items() if not row.is_owner}
    if len(set(keys)) < len(keys) or set(keys) - known:
        raise Conflict("内部分工已被他人修改，请刷新后再改")
    owners = next((row for row in rows.values() if row.is_owner), None)
    made = [_filled(owners or InnerDuty(task=task, unit=unit, is_owner=True), owner, 0)]
    for at, part in enumerate(parts, 1):
        made.append(_filled(rows[part.key] if part.key else InnerDuty(task=task, unit=unit), part, at))
    return made


def _filled(row: InnerDuty, duty: Duty, order: int) -> InnerDuty:
    row.order, row.section, row.person, row.account_id = order, duty.section, duty.person, duty.account
    row.content, row.due = duty.content, duty.due
    check_fits(row)
    return row


def _told(rows: Iterable[InnerDuty]) -> str:
    lines = [f"{row}：{row.content or '总负责'}" + (f"（{in_words(row.due)}）" if row.due else "") for row in rows]
    return "；".join(lines)
