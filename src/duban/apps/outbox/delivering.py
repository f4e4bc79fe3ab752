"""Send one delivery, at most once: it is marked before, and what is found marked was cut off and is not sent again.

In: its key, the moment.  Out: nothing; `NotSent` so that the job is tried again. It is for its day only.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.outbox import channels
from duban.apps.outbox.channels import Doubtful, NotSent
from duban.apps.outbox.models import Channel, Delivery, MessageState

CUT_OFF = "发送时程序中断，不知道对方是否收到；为免重复，没有再发"
TOO_LATE = "当天没有发成，过了日子不再发"
SWITCHED_OFF = "机器人已停用"


def deliver(key: int, *, at: datetime) -> None:
    row = _take(key, at)
    if row is None:
        return
    try:
        _send(row)
    except Doubtful as doubt:
        _settle(row, MessageState.DOUBTFUL, str(doubt))
    except NotSent as refusal:
        _settle(row, MessageState.WAITING, str(refusal))
        raise
    else:
        row.sent_at = at
        _settle(row, MessageState.SENT)


def give_up(key: int) -> None:
    """The last try has failed."""
    Delivery.objects.filter(pk=key, state=MessageState.WAITING).update(state=MessageState.FAILED)


@transaction.atomic
def _take(key: int, at: datetime) -> Delivery | None:
    """The delivery, marked as under way; None when there is nothing to send."""
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("message", "robot")
    row = rows.filter(pk=key).first()
    if row is None or row.state in (MessageState.SENT, MessageState.DOUBTFUL):
        return None
    if row.state == MessageState.SENDING:
        _settle(row, MessageState.DOUBTFUL, CUT_OFF)
        return None
    if why := _why_not(row, at):
        _settle(row, MessageState.FAILED, why)
        return None
    row.tries += 1
    _settle(row, MessageState.SENDING)
    return row


def _why_not(row: Delivery, at: datetime) -> str:
    if row.day != timezone.localdate(at):
        return TOO_LATE
    return SWITCHED_OFF if row.robot is not None and not row.robot.is_active else ""


def _send(row: Delivery) -> None:
    if row.channel == Channel.EMAIL:
        assert row.message is not None
        channels.send_email(row.address, row.message.subject, row.body)
    else:
        assert row.robot is not None
        channels.post_text(row.robot.address, row.body)


def _settle(row: Delivery, state: MessageState, failure: str = "") -> None:
    row.state, row.failure = state, failure
    row.save(update_fields=["state", "failure", "tries", "sent_at"])
