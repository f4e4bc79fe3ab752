"""计时: a clock stops for a reason and resumes, or is extended; `original_due_at` stays as it was.

Whatever has a limit starts and ends its own clock here; `clock_holders` says whose office may stop it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.calendars.queries import work_calendar
from duban.apps.organizations.changes import check_version, locked
from duban.apps.progress.clock_holders import Held, held_by
from duban.apps.progress.labels.instructions import AFTER_EXPIRY
from duban.apps.progress.models import Clock, ClockExtension, ClockStop
from duban.apps.web.templatetags.duban import moment
from duban.rulebook import clocks, permissions
from duban.rulebook.actors import Actor
from duban.rulebook.clocks import Limit, Stop
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.texts import required_text

LONGEST_REASON = 500


def start_clock(limit: Limit, *, at: datetime) -> Clock:
    due = clocks.first_due(timezone.localtime(at), limit, work_calendar())
    return Clock.objects.create(begins_at=at, due_at=due, original_due_at=due, **_kept(limit))


def end_clock(clock: Clock, *, at: datetime, name: str) -> Clock:
    """What it ran for is done; one that stopped resumes first."""
    row = locked(clock)
    _close_stop(row, at, name)
    row.ended_at = at
    return _saved(row, "due_at", "ended_at")


def run_again(clock: Clock, limit: Limit, *, reason: str, at: datetime, name: str) -> Clock:
    """Set one going that had ended, with a new limit; kept as an extension."""
    row, before = locked(clock), clock.due_at
    row.ended_at, row.due_at = None, clocks.first_due(timezone.localtime(at), limit, work_calendar())
    row.working_days, row.working_hours = limit.working_days, limit.working_hours
    ClockExtension.objects.create(clock=row, reason=reason, before=before, after=row.due_at, at=at, by=name)
    return _saved(row, "due_at", "ended_at", "working_days", "working_hours")


@transaction.atomic
def stop_clock(*, clock: Clock, reason: str, at: datetime, seen: int | None = None, by: Actor) -> Clock:
    row, held = _mine(clock, by, seen)
    clocks.check_can_stop(ends=row.due_at, ended=row.ended_at, is_stopped=_open_stop(row) is not None, at=at)
    reason = _said(reason)
    ClockStop.objects.create(clock=row, reason=reason, stopped_at=at, stopped_by=by.name)
    _saved(row)
    _record("clock.stopped", held, by, note=reason)
    return row


@transaction.atomic
def resume_clock(*, clock: Clock, at: datetime, seen: int | None = None, by: Actor) -> Clock:
    """What was left when it stopped is left again."""
    row, held = _mine(clock, by, seen)
    clocks.check_can_resume(ended=row.ended_at, is_stopped=_open_stop(row) is not None)
    before = row.due_at
    _close_stop(row, at, by.name)
    _saved(row, "due_at")
    _record("clock.resumed", held, by, before={"期限": moment(before)}, after={"期限": moment(row.due_at)})
    return row


@transaction.atomic
def extend_clock(
    *, clock: Clock, due: datetime, reason: str, at: datetime, seen: int | None = None, by: Actor
) -> Clock:
    """A later end; extended after it had passed, the record says so."""
    row, held = _mine(clock, by, seen)
    clocks.check_can_extend(ended=row.ended_at, is_stopped=_open_stop(row) is not None)
    if due <= row.due_at:
        raise Invalid(f"新的期限应晚于现在的期限{moment(row.due_at)}", "due")
    if due <= at:
        raise Invalid("新的期限应晚于现在", "due")
    before, row.due_at, reason = row.due_at, due, _said(reason)
    ClockExtension.objects.create(clock=row, reason=reason, before=before, after=due, at=at, by=by.name)
    _saved(row, "due_at")
    after = {"期限": moment(due), "说明": AFTER_EXPIRY if at > before else ""}
    _record("clock.extended", held, by, before={"期限": moment(before)}, after=after, note=reason)
    return row


def check_may_stop(held: Held, by: Actor) -> None:
    """What the buttons ask of the person; what they ask of the clock is in the rulebook."""
    permissions.check_can(by, Permission.STOP_CLOCK, within=held.path)


def limit_of(clock: Clock) -> Limit:
    return Limit(clock.working_days, clock.working_hours)


def _kept(limit: Limit) -> dict[str, int | None]:
    return {"working_days": limit.working_days, "working_hours": limit.working_hours}


def _mine(clock: Clock, by: Actor, seen: int | None) -> tuple[Clock, Held]:
    permissions.check_can(by, Permission.STOP_CLOCK)
    row = locked(clock)
    held = held_by(row)
    if held is None:
        raise Conflict("这个期限所属的事项已被删除")
    check_may_stop(held, by)
    check_version(row, seen)
    return row, held


def _open_stop(clock: Clock) -> ClockStop | None:
    return clock.stops.filter(resumed_at=None).first()


def _close_stop(row: Clock, at: datetime, name: str) -> None:
    stop = _open_stop(row)
    if stop is not None:
        stood = Stop(timezone.localtime(stop.stopped_at), timezone.localtime(at))
        clocks.check_stops([stood])
        row.due_at = clocks.resumed(timezone.localtime(row.due_at), stood, limit_of(row), work_calendar())
        stop.resumed_at, stop.resumed_by = at, name
        stop.save(update_fields=["resumed_at", "resumed_by"])


def _said(reason: str) -> str:
    return required_text(reason, "reason", "请写明原因", most=LONGEST_REASON)


def _saved(row: Clock, *fields: str) -> Clock:
    row.version += 1
    row.save(update_fields=[*fields, "version"])
    return row


def _record(verb: str, held: Held, by: Actor, *, after: dict[str, Any] | None = None, **more: Any) -> None:
    values = {"事项": held.title, **(after or {})}
    recording.record(verb, held.row, by=by, after=values, about=held.about, jurisdiction_path=held.path, **more)
