"""Robots of groups: add, change, switch on and off, send a test. The address is a secret and in no event."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_unchanged, differences, locked
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.outbox.channels import enqueue, why_not_address
from duban.apps.outbox.labels import TEST_WORDS
from duban.apps.outbox.models import Channel, Delivery, MessageState, Robot
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid

_UNDER_WAY = (MessageState.WAITING, MessageState.SENDING)


@transaction.atomic
def add_robot(*, jurisdiction: Jurisdiction, unit: Unit | None, name: str, address: str, by: Actor) -> Robot:
    """Without a unit it hears of the whole place."""
    jurisdiction = Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
    permissions.check_can(by, Permission.SET_REMINDERS, within=jurisdiction.path)
    row = Robot(jurisdiction=jurisdiction, unit=unit, name=name.strip(), address=address.strip())
    _check(row)
    row.save()
    recording.record("reminder.robot_added", row, by=by, after=_values(row), jurisdiction_path=jurisdiction.path)
    return row


@transaction.atomic
def change_robot(
    *, robot: Robot, unit: Unit | None, name: str, address: str, by: Actor, seen: str | None = None
) -> Robot:
    """An empty address leaves the one there is."""
    row = _locked(robot, by)
    check_unchanged(row, seen)
    old, old_address = _values(row), row.address
    row.unit, row.name, row.address = unit, name.strip(), address.strip() or row.address
    _check(row)
    before, after = differences(old, _values(row))
    if not after and row.address == old_address:
        return row
    row.save()
    path = row.jurisdiction.path
    recording.record("reminder.robot_changed", row, by=by, before=before, after=after, jurisdiction_path=path)
    return row


@transaction.atomic
def switch_robot(*, robot: Robot, is_active: bool, by: Actor) -> Robot:
    row = _locked(robot, by)
    if row.is_active == is_active:
        raise Conflict("机器人已经启用" if is_active else "机器人已经停用")
    row.is_active = is_active
    row.save(update_fields=["is_active"])
    verb = "reminder.robot_switched_on" if is_active else "reminder.robot_switched_off"
    recording.record(verb, row, by=by, jurisdiction_path=row.jurisdiction.path)
    return row


@transaction.atomic
def send_test(*, robot: Robot, on: date, by: Actor) -> Delivery:
    """Send a word to the group in the background; one test at a time."""
    row = _locked(robot, by)
    if why := why_not_tested(row):
        raise Conflict(why)
    delivery = Delivery.objects.create(robot=row, day=on, channel=Channel.WEBHOOK, is_test=True, body=TEST_WORDS)
    enqueue(delivery)
    recording.record("reminder.robot_tested", row, by=by, jurisdiction_path=row.jurisdiction.path)
    return delivery


def why_not_tested(robot: Robot) -> str:
    if not robot.is_active:
        return "机器人已停用，请先启用"
    if robot.deliveries.filter(is_test=True, state__in=_UNDER_WAY).exists():
        return "上一条测试消息还在发送"
    return ""


def _locked(robot: Robot, by: Actor) -> Robot:
    row = locked(robot, "jurisdiction", "unit")
    permissions.check_can(by, Permission.SET_REMINDERS, within=row.jurisdiction.path)
    return row


def _check(row: Robot) -> None:
    if why := why_not_address(row.address):
        raise Invalid(why, "address")
    if Robot.objects.filter(address=row.address).exclude(pk=row.pk).exists():
        raise Invalid("这个地址已经添加过", "address")
    if row.unit is not None and not row.unit.jurisdiction.path.startswith(row.jurisdiction.path):
        raise Invalid("单位不在这个行政区", "unit")


def _values(row: Robot) -> dict[str, object]:
    return {"名称": row.name, "内容": row.audience, "主机": row.host}
