"""异议: a unit says a task is not its own; the office keeps it there, with a reply, or gives it to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_unchanged, locked
from duban.apps.organizations.models import Unit
from duban.apps.plans import giving
from duban.apps.plans.actions.receipts import check_open, locked_receipts, words
from duban.apps.plans.happenings import tell_changed
from duban.apps.plans.models import Receipt, Responsibility, Task
from duban.apps.plans.queries.receipts import check_answers_for
from duban.apps.plans.searching import write_search
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.tasks import RECEIPT_LABELS, UNIT_ROLES, ReceiptState, ResponsibilityRole, check_receipt_move
from duban.rulebook.texts import required_text

LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Reply:
    """What the office answers: in words, as of which day and moment."""

    text: str
    on: date
    at: datetime


@transaction.atomic
def object_to_receipt(*, receipt: Receipt, reason: str, at: datetime, by: Actor) -> Receipt:
    """Say why the task is not the unit's; sent twice, it is one objection."""
    row = locked_receipts([receipt])[0]
    check_answers_for(row.unit, by, Permission.OBJECT_TO_TASK)
    reason = required_text(reason, "reason", "请写明理由，例如：按三定方案，这项工作由哪个单位承担", most=LONGEST)
    if row.state == ReceiptState.OBJECTED and (row.objection, row.answered_by) == (reason, by.name):
        return row
    check_open(row)
    if row.state == ReceiptState.OBJECTED:
        raise Conflict(f"{row.answered_by}已提出异议，正在等督查室答复")
    check_receipt_move(ReceiptState(row.state), ReceiptState.OBJECTED)
    row.state, row.objection = ReceiptState.OBJECTED, reason
    row.answered_at, row.answered_by = at, by.name
    row.save(update_fields=["state", "objection", "answered_at", "answered_by"])
    _record("receipt.objected", row, ReceiptState.ASKED, reason, by)
    return row


@transaction.atomic
def uphold_receipt(*, receipt: Receipt, reply: Reply, due: date | None, seen: str | None, by: Actor) -> Receipt:
    """The unit keeps the task, and is asked anew to acknowledge it by `due`."""
    row = _to_decide(receipt, seen, by)
    if not _held(row.task).filter(unit=row.unit).exists():
        raise Conflict(f"方案更正后{row.unit}已不承担这项任务，请答复“改派”")
    text = required_text(reply.text, "reply", "请写明答复，让单位知道为什么维持", most=LONGEST)
    if due is not None and due < reply.on:
        raise Invalid("新的签收期限不能早于今天", "due")
    check_receipt_move(ReceiptState(row.state), ReceiptState.ASKED)
    row.state, row.answered_at, row.answered_by, row.due = ReceiptState.ASKED, None, "", due
    _decide(row, text, reply.at, by)
    _record("receipt.upheld", row, ReceiptState.OBJECTED, text, by)
    return row


@transaction.atomic
def release_receipt(*, receipt: Receipt, reply: Reply, successor: Unit | None, seen: str | None, by: Actor) -> Receipt:
    """The unit no longer answers for the task from that day on; its roles go to `successor`, who is asked."""
    task = locked(receipt.task, "plan")
    row = _to_decide(receipt, seen, by)
    text = required_text(reply.text, "reply", "请写明答复，让单位知道为什么改派", most=LONGEST)
    check_receipt_move(ReceiptState(row.state), ReceiptState.RELEASED)
    held = _held(task).filter(unit=row.unit)
    roles = sorted({ResponsibilityRole(one.role) for one in held}, key=UNIT_ROLES.index)
    _check_successor(task, row.unit, successor, roles)
    _end(held, on=reply.on)
    row.state = ReceiptState.RELEASED
    _decide(row, text, reply.at, by)
    if successor is not None:
        _give(task, successor, roles, reply, due=row.due)
    task.version += 1
    task.save(update_fields=["version"])
    write_search([task])
    tell_changed([task], on=reply.on)
    name = successor.name if successor else "其余责任单位"
    _record("receipt.released", row, ReceiptState.OBJECTED, text, by, name=name, about=[successor] if successor else [])
    return row


def _to_decide(receipt: Receipt, seen: str | None, by: Actor) -> Receipt:
    row = locked_receipts([receipt])[0]
    permissions.check_can(by, Permission.DECIDE_OBJECTION, within=row.task.jurisdiction_path)
    if row.state != ReceiptState.OBJECTED:
        what = f"，{row.decided_by}已答复" if row.decided_by else ""
        raise Conflict(f"{row.unit}现在没有待答复的异议{what}")
    check_open(row)
    check_unchanged(row, seen)
    return row


def _check_successor(task: Task, unit: Unit, successor: Unit | None, roles: list[ResponsibilityRole]) -> None:
    """A task is never left without its lead."""
    if successor is None:
        others = _held(task).filter(role=ResponsibilityRole.LEAD).exclude(unit=unit)
        if ResponsibilityRole.LEAD in roles and not others.exists():
            raise Invalid(f"{unit}是这项任务的牵头单位，请选择由哪个单位接替", "successor")
        return
    if successor == unit:
        raise Invalid("请选择另一个单位", "successor")
    if not successor.jurisdiction.path.startswith(task.jurisdiction_path):
        raise Invalid(f"{successor}不在{task.jurisdiction}及下级行政区范围内", "successor")


def _held(task: Task) -> QuerySet[Responsibility]:
    """The open rows of units in the task."""
    return Responsibility.objects.filter(task=task, until=None, unit__isnull=False)


def _end(held: QuerySet[Responsibility], *, on: date) -> None:
    """A row that begins only after `on` has held on no day."""
    held.filter(Q(since=None) | Q(since__lte=on)).update(until=on)
    for row in held.filter(since__gt=on):
        row.until = row.since
        row.save(update_fields=["until"])


def _give(task: Task, successor: Unit, roles: list[ResponsibilityRole], reply: Reply, *, due: date | None) -> None:
    """The roles the successor does not have yet. It is asked, also who acknowledged a weaker role or was released from
    the task once; never by a day that is past."""
    before = giving.roles_held([task])
    has = set(_held(task).filter(unit=successor).values_list("role", flat=True))
    rows = [Responsibility(task=task, role=role, unit=successor, since=reply.on) for role in roles if role not in has]
    Responsibility.objects.bulk_create(rows)
    giving.ask_receipts([task], at=reply.at, due=max(due, reply.on) if due else None, before=before)


def _decide(row: Receipt, text: str, at: datetime, by: Actor) -> None:
    row.decision, row.decided_at, row.decided_by = text, at, by.name
    row.save(update_fields=["state", "due", "answered_at", "answered_by", "decision", "decided_at", "decided_by"])


def _record(
    verb: str,
    row: Receipt,
    old: ReceiptState,
    note: str,
    by: Actor,
    *,
    name: str = "",
    about: list[Unit] | None = None,
) -> None:
    after = {**words(row), "签收": RECEIPT_LABELS[ReceiptState(row.state)], **({"改派": name} if name else {})}
    recording.record(
        verb,
        row,
        by=by,
        before={"签收": RECEIPT_LABELS[old]},
        after=after,
        note=note,
        about=[row.task, row.unit, *(about or [])],
        jurisdiction_path=row.task.jurisdiction_path,
    )
