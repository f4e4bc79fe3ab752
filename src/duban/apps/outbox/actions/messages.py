"""Mark one's own messages as read. Leaves no event: who reads when is not watched."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from duban.apps.outbox.models import Message
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission


@transaction.atomic
def mark_read(*, messages: Collection[Message], at: datetime, by: Actor) -> int:
    """Only one's own; those read before keep their time."""
    permissions.check_can(by, Permission.RECEIVE_REMINDERS)
    own = Message.objects.filter(pk__in=[one.pk for one in messages], account=by.account, read_at=None)
    return own.update(read_at=at)


@transaction.atomic
def mark_all_read(*, at: datetime, by: Actor) -> int:
    permissions.check_can(by, Permission.RECEIVE_REMINDERS)
    return Message.objects.filter(account=by.account, read_at=None).update(read_at=at)
