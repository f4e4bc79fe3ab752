"""Make the reminders of a day: one message for each person who owes something, and each way it goes out.

In: the moment.  Out: how many messages were made; made again, none. Each person is a transaction of its own, and asks
once more what is owed: what was done a minute ago is not told. Quiet by design: on working days in office hours,
one message a day, nothing when nothing is due.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from duban.apps.calendars.queries import one_calendar, work_calendar
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.outbox import channels, owing, wording
from duban.apps.outbox.models import Channel, Delivery, Message, Robot, Telling
from duban.apps.outbox.owing import Owed, Span
from duban.apps.outbox.queries.recipients import Recipient, recipient, recipients
from duban.apps.outbox.steps import USUAL, Steps, days_told, reach, steps_of
from duban.apps.outbox.wording import Item
from duban.rulebook.working_days import WorkCalendar

BEGINS, ENDS = time(8, 30), time(20)
MOST_MISSED = timedelta(days=14)  # what nobody could be told for longer is seen on the pages


@dataclass(frozen=True)
class Day:
    """What holds for all messages of one day: told is what fell after `since`, up to and with `on`."""

    on: date
    at: datetime
    since: date
    calendar: WorkCalendar
    steps: Mapping[int, Steps]
    places: Mapping[int, int]  # of units

    @property
    def span(self) -> Span:
        first, last = reach([*self.steps.values(), USUAL], after=self.since, on=self.on, calendar=self.calendar)
        return Span(first, last)

    def items(self, found: Collection[Owed]) -> list[Item]:
        return [wording.item(one, on=self.on, calendar=self.calendar) for one in found if self._is_told(one)]

    def _is_told(self, owed: Owed) -> bool:
        steps = self.steps.get(owed.place or self.places.get(owed.unit, 0), USUAL)
        return any(self.since < day <= self.on for day in days_told(owed.due, steps, self.calendar))


def tell(*, at: datetime) -> int:
    """Make what the day asks for; nothing on days off, and nothing early or late in the day."""
    local = timezone.localtime(at)
    with one_calendar():
        if not work_calendar().is_working(local.date()) or not BEGINS <= local.time() < ENDS:
            return 0
        telling, _ = Telling.objects.get_or_create(day=local.date(), defaults={"begun_at": at})
        if telling.ended_at is not None:
            return 0
        day = day_of(on=local.date(), at=at)
        made = sum(_tell_one(one, day) for one in _with_something(day))
        for robot in Robot.objects.filter(is_active=True).select_related("unit", "jurisdiction"):
            _tell_group(robot, day)
        telling.ended_at = at
        telling.save(update_fields=["ended_at"])
        return made


def day_of(*, on: date, at: datetime) -> Day:
    """The day with the rules of all places."""
    last = Telling.objects.exclude(ended_at=None).filter(day__lt=on).order_by("-day").values_list("day", flat=True)
    since = max(last.first() or on - timedelta(days=1), on - MOST_MISSED)
    places = dict(Unit.objects.values_list("pk", "jurisdiction"))
    steps = steps_of(list(Jurisdiction.objects.values_list("pk", flat=True)), on=on)
    return Day(on, at, since, work_calendar(), steps, places)


def _with_something(day: Day) -> list[Recipient]:
    """Who owes something to be told now: one question for all units."""
    everybody = [one for one in recipients(on=day.on) if not one.is_quiet(on=day.on)]
    told = set(Message.objects.filter(day=day.on).values_list("account", flat=True))
    units = frozenset[int]().union(*(one.units for one in everybody))
    owing_units = {one["unit"] for one in day.items(owing.owed_by(units, day.span))}
    return [one for one in everybody if one.units & owing_units and one.account not in told]


@transaction.atomic
def _tell_one(person: Recipient, day: Day) -> bool:
    """The message of one person, as things are now; False when there is one already, or nothing left to tell."""
    now = recipient(person.account, on=day.on)
    if now is None or now.is_quiet(on=day.on):
        return False
    items = day.items(owing.owed_by(now.units, day.span))
    if not items:
        return False
    words = wording.subject(items)
    message, made = Message.objects.get_or_create(
        account_id=now.account, day=day.on, defaults={"made_at": day.at, "subject": words, "items": items}
    )
    if made and now.email and channels.email_is_set_up():
        body = wording.letter(now.name, items, site=settings.ADDRESS, settings_path=reverse("outbox:settings"))
        row = Delivery.objects.create(message=message, day=day.on, channel=Channel.EMAIL, address=now.email, body=body)
        channels.enqueue(row)
    return made


def _tell_group(robot: Robot, day: Day) -> None:
    """The digest of a unit or a whole place, unless it has gone out today."""
    names = _units_of(robot)
    found = [one for one in owing.owed_by(names.keys(), day.span) if _is_asked_here(one, robot)]
    items = day.items(found)
    if not items:
        return
    of_units: dict[str, list[Item]] = {}
    for one in items:
        of_units.setdefault(names[one["unit"]], []).append(one)
    body = wording.digest(robot.audience, of_units, on=day.on, site=settings.ADDRESS)
    try:
        with transaction.atomic():
            row = Delivery.objects.create(robot=robot, day=day.on, channel=Channel.WEBHOOK, body=body)
            channels.enqueue(row)
    except IntegrityError:  # it has spoken today
        return


def _units_of(robot: Robot) -> dict[int, str]:
    if robot.unit_id is not None:
        return dict(Unit.objects.filter(pk=robot.unit_id).values_list("pk", "name"))
    within = Unit.objects.filter(jurisdiction__path__startswith=robot.jurisdiction.path)
    return dict(within.values_list("pk", "name"))


def _is_asked_here(owed: Owed, robot: Robot) -> bool:
    """A place's group hears what its own office asks for, not what offices below it do."""
    return robot.unit_id is not None or owed.place in (None, robot.jurisdiction_id)
