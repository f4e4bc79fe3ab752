"""How one is reminded: by e-mail or not, quiet until a day, through a calendar's secret address."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from duban.apps.accounts.models import Account
from duban.apps.accounts.queries import for_update
from duban.apps.audit import recording
from duban.apps.organizations.changes import check_unchanged, differences
from duban.apps.organizations.models import Unit
from duban.apps.outbox.channels import email_is_set_up
from duban.apps.outbox.labels import FEEDS_OFF, NO_EMAIL
from duban.apps.outbox.models import Feed, Subscription
from duban.apps.outbox.queries.feeds import feed_digest
from duban.apps.outbox.queries.recipients import units_of
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

LONGEST_QUIET = timedelta(days=92)


@transaction.atomic
def change_settings(
    *, email: str, quiet_until: date | None, on: date, by: Actor, seen: str | None = None
) -> Subscription:
    """An empty `email`: none is sent."""
    account = _own(by)
    row = Subscription.objects.filter(account=account).first() or Subscription(account=account)
    check_unchanged(row, seen)
    if email and email != row.email and not email_is_set_up():
        raise Invalid(NO_EMAIL, "email")
    if quiet_until is not None and not on <= quiet_until <= on + LONGEST_QUIET:
        raise Invalid(f"请填今天到{LONGEST_QUIET.days}天以内的日期", "quiet_until")
    before, after = differences(_values(row), _values(Subscription(email=email, quiet_until=quiet_until)))
    if not after and email == row.email:
        return row
    row.email, row.quiet_until = email, quiet_until
    row.save()
    recording.record("reminder.settings_changed", row, by=by, before=before, after=after)
    return row


@transaction.atomic
def renew_feed(*, unit: Unit | None, on: date, at: datetime, by: Actor) -> str:
    """The secret of a new address, told this once; the one before no longer works."""
    account = _own(by)
    if not settings.FEEDS:
        raise Conflict(FEEDS_OFF)
    answered = units_of(account.pk, on=on)
    if unit is not None and unit.pk not in answered:
        raise NotAllowed("只能订阅自己所在单位的日历")
    if not answered:
        raise Conflict("您现在不代表任何单位办理，没有可以订阅的期限")
    secret = secrets.token_urlsafe(32)
    digest = {"digest": feed_digest(secret), "made_at": at}
    feed, _ = Feed.objects.update_or_create(account=account, unit=unit, defaults=digest)
    recording.record("reminder.feed_renewed", feed, by=by)
    return secret


@transaction.atomic
def end_feed(*, feed: Feed, by: Actor) -> None:
    account = _own(by)
    row = Feed.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=feed.pk, account=account)
    if (own := row.first()) is None:
        raise Conflict("这个订阅地址已经停用")
    recording.record("reminder.feed_ended", own, by=by)
    own.delete()


def _own(by: Actor) -> Account:
    """Whose settings they are, held until the transaction ends."""
    permissions.check_can(by, Permission.RECEIVE_REMINDERS)
    if by.account is None:
        raise NotAllowed("提醒设置是个人的")
    return for_update(Account(pk=by.account))


def _values(row: Subscription) -> dict[str, object]:
    """The address itself is nobody's business."""
    return {"邮件提醒": bool(row.email), "暂不提醒至": row.quiet_until}
