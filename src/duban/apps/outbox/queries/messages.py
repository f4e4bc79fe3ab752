"""One's messages, how many are unread, and what became of deliveries."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, QuerySet

from duban.apps.outbox.models import Channel, Delivery, Message, MessageState, Robot, Telling
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can

SHOWN_DELIVERIES = 20


def messages_of(actor: Actor) -> QuerySet[Message]:
    return Message.objects.filter(account=actor.account or 0).prefetch_related("deliveries")


def count_unread(actor: Actor) -> int:
    return Message.objects.filter(account=actor.account or 0, read_at=None).count()


def robots_of(actor: Actor) -> list[tuple[Robot, Delivery | None]]:
    """The robots one sets up, each with what it sent last."""
    robots = list(Robot.objects.visible_to(actor).select_related("jurisdiction", "unit"))
    last = Delivery.objects.filter(robot__in=robots).order_by().values("robot").annotate(last=Max("pk")).values("last")
    latest = {row.robot_id: row for row in Delivery.objects.filter(pk__in=last)}
    return [(robot, latest.get(robot.pk)) for robot in robots]


def latest_deliveries(actor: Actor) -> list[Delivery]:
    """The last that went out within reach, or did not."""
    if not can(actor, Permission.SET_REMINDERS):
        return []
    rows = Delivery.objects.select_related("robot", "message__account").order_by("-pk")
    by_robot = rows.filter(robot__in=Robot.objects.visible_to(actor))
    by_email = rows.filter(channel=Channel.EMAIL, message__account__unit__jurisdiction__path__startswith=actor.path)
    bad = by_email.filter(state__in=(MessageState.FAILED, MessageState.DOUBTFUL))
    found = [*by_robot[:SHOWN_DELIVERIES], *bad[:SHOWN_DELIVERIES]]
    return sorted(found, key=lambda row: -row.pk)[:SHOWN_DELIVERIES]


def last_telling() -> Telling | None:
    return Telling.objects.exclude(ended_at=None).first()


def count_told(day: date) -> int:
    return Message.objects.filter(day=day).count()
