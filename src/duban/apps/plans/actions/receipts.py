"""签收: a unit confirms that it has its tasks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.organizations.changes import check_fits
from duban.apps.plans.models import Receipt
from duban.apps.plans.queries.receipts import check_answers_for
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict
from duban.rulebook.tasks import RECEIPT_LABELS, ReceiptState, TaskState, check_receipt_move

_BATCH = 500


@transaction.atomic
def acknowledge_receipts(*, receipts: Collection[Receipt], at: datetime, by: Actor) -> list[Receipt]:
    """Those that were acknowledged just now; what somebody of the unit acknowledged before stays as it was."""
    rows = locked_receipts(receipts)
    permissions.check_can(by, Permission.ACKNOWLEDGE_TASK)
    for row in rows:
        check_answers_for(row.unit, by, Permission.ACKNOWLEDGE_TASK)
    fresh = [row for row in rows if row.state != ReceiptState.ACKNOWLEDGED]
    for row in fresh:
        check_open(row)
        check_receipt_move(ReceiptState(row.state), ReceiptState.ACKNOWLEDGED)
        row.state, row.answered_at, row.answered_by = ReceiptState.ACKNOWLEDGED, at, by.name
        check_fits(row)
    Receipt.objects.bulk_update(fresh, ["state", "answered_at", "answered_by"], batch_size=_BATCH)
    recording.record_many([_entry(row) for row in fresh], by=by)
    return fresh


def locked_receipts(receipts: Iterable[Receipt]) -> list[Receipt]:
    """The rows with task, plan and unit, locked in one order until the transaction ends."""
    keys = {receipt.pk for receipt in receipts}
    rows = Receipt.objects.select_for_update(of=("self",)).select_related("task__plan", "unit__jurisdiction")
    found = list(rows.filter(pk__in=keys).order_by("pk"))
    if len(found) < len(keys):
        raise Conflict("所选任务中有的已被他人删除，请刷新后再办")
    return found


def check_open(receipt: Receipt) -> None:
    """Refuse when the task is no longer, or not yet, in force."""
    if receipt.task.state != TaskState.IN_FORCE:
        raise Conflict(f"任务“{receipt.task}”{receipt.task.get_state_display()}，不需要签收")


def words(receipt: Receipt) -> dict[str, str]:
    return {"单位": receipt.unit.name, "任务": str(receipt.task)}


def _entry(receipt: Receipt) -> Entry:
    before = {"签收": RECEIPT_LABELS[ReceiptState.ASKED]}
    after = {**words(receipt), "签收": RECEIPT_LABELS[ReceiptState.ACKNOWLEDGED]}
    about = [receipt.task, receipt.unit]
    return Entry("receipt.acknowledged", receipt, before, after, "", about, receipt.task.jurisdiction_path)
