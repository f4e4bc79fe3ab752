"""整改事项: asked for with a day, reported done, extended, cancelled; checks are in `verification`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.organizations.changes import check_version, locked
from duban.apps.organizations.models import Unit
from duban.apps.progress.answering import check_acts_for
from duban.apps.progress.keeping import File
from duban.apps.supervision import origins
from duban.apps.supervision.actions.files import attach_files
from duban.apps.supervision.happenings import rectification_settled
from duban.apps.supervision.labels.rectifications import AFTER_EXPIRY
from duban.apps.supervision.models import Rectification
from duban.apps.supervision.origins import Origin
from duban.apps.web.templatetags.duban import day
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.cases import RECTIFICATION, RectificationState
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Invalid
from duban.rulebook.texts import required_text

LONGEST, LONGEST_STATEMENT, LONGEST_REASON = 1000, 5000, 500
R = RectificationState


@transaction.atomic
def require_rectifications(
    *, origin: Origin, unit: Unit, items: Sequence[tuple[str, date]], at: datetime, by: Actor
) -> list[Rectification]:
    """One for each line and its day; what was asked already, in the same words, is the one that is there."""
    row = locked(origin)
    origins.check_may_require(row, by)
    place, field, today = origins.place_of(row), origins.field_of(row), _day_of(at)
    if not unit.jurisdiction.path.startswith(place.path):
        raise Invalid(f"{unit}不在{place}", "unit")
    if not items:
        raise Invalid("请至少写一条整改事项和期限", "items")
    wanted = [(required_text(text, "items", "请写整改事项", most=LONGEST), due) for text, due in items]
    if any(due < today for _, due in wanted):
        raise Invalid("整改期限不能早于今天", "items")
    there = {
        one.text: one for one in Rectification.objects.filter(**{field: row}, unit=unit).exclude(state=R.CANCELLED)
    }
    told = {field: row, "jurisdiction": place, "unit": unit, "required_at": at, "required_by": by.name}
    fresh = {
        text: Rectification.objects.create(**told, text=text, due=due, original_due=due)
        for text, due in dict(wanted).items()
        if text not in there
    }
    recording.record_many([entry("rectification.required", one) for one in fresh.values()], by=by)
    return [(there | fresh)[text] for text in dict(wanted)]


@transaction.atomic
def report_rectification(
    *,
    rectification: Rectification,
    statement: str,
    files: Sequence[File] = (),
    at: datetime,
    seen: int | None = None,
    by: Actor,
) -> Rectification:
    """The unit says it is done, and how; it waits for a check."""
    row = locked_row(rectification)
    check_can_report(row, by)
    check_version(row, seen)
    row.statement = required_text(statement, "statement", "请写整改情况", most=LONGEST_STATEMENT)
    attach_files(row, files, by, at=at)
    row.done_at, row.done_by, row.done_account_id = at, by.name, by.account
    row.first_done_at = row.first_done_at or at
    moved(row, R.DONE, "statement", "done_at", "done_by", "done_account", "first_done_at")
    return recorded("rectification.done", row, by, note=row.statement)


@transaction.atomic
def extend_rectification(
    *, rectification: Rectification, due: date, reason: str, at: datetime, seen: int | None = None, by: Actor
) -> Rectification:
    """A later day; `original_due` stays, and extended after the day had passed, the record says so."""
    row = locked_row(rectification)
    check_can_extend(row, by)
    check_version(row, seen)
    if due <= row.due:
        raise Invalid(f"新的期限应晚于现在的期限{day(row.due)}", "due")
    check_not_past(due, at)
    reason = required_text(reason, "reason", "请写明延期原因", most=LONGEST_REASON)
    before, row.due = row.due, due
    moved(row, R.OPEN, "due")
    said = {"说明": AFTER_EXPIRY if _day_of(at) > before else ""}
    return recorded("rectification.extended", row, by, before={"期限": day(before)}, after=said, note=reason)


@transaction.atomic
def cancel_rectification(
    *, rectification: Rectification, reason: str, at: datetime, seen: int | None = None, by: Actor
) -> Rectification:
    row = locked_row(rectification)
    check_can_cancel(row, by)
    check_version(row, seen)
    row.cancel_reason = required_text(reason, "reason", "请写明取消原因", most=LONGEST_REASON)
    moved(row, R.CANCELLED, "cancel_reason")
    rectification_settled.send(Rectification, rectification=row, at=at, by=by)
    return recorded("rectification.cancelled", row, by, note=row.cancel_reason)


def check_may_report(row: Rectification, by: Actor) -> None:
    check_acts_for(row.unit, by, Permission.RECTIFY)


def check_can_report(row: Rectification, by: Actor) -> None:
    check_may_report(row, by)
    RECTIFICATION.check_move(R(row.state), R.DONE)


def check_can_extend(row: Rectification, by: Actor) -> None:
    permissions.check_can(by, Permission.REQUIRE_RECTIFICATION, within=row.jurisdiction.path)
    RECTIFICATION.check_move(R(row.state), R.DONE)  # while the unit is at it


def check_can_cancel(row: Rectification, by: Actor) -> None:
    permissions.check_can(by, Permission.REQUIRE_RECTIFICATION, within=row.jurisdiction.path)
    RECTIFICATION.check_move(R(row.state), R.CANCELLED)


def check_may_add_file(row: Rectification, by: Actor) -> None:
    """Together with what the unit says; what was reported stays as it was reported."""
    check_can_report(row, by)


def check_not_past(due: date, at: datetime) -> None:
    if due < _day_of(at):
        raise Invalid("新的期限不能早于今天", "due")


def locked_row(rectification: Rectification) -> Rectification:
    return locked(rectification, "jurisdiction", "unit__merged_into")


def moved(row: Rectification, state: RectificationState, *fields: str) -> None:
    row.state = state
    row.version += 1
    row.save(update_fields=["state", "version", *fields])


def recorded(
    verb: str,
    row: Rectification,
    by: Actor,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
) -> Rectification:
    recording.record_many([entry(verb, row, before=before, after=after, note=note)], by=by)
    return row


def entry(
    verb: str,
    row: Rectification,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
) -> Entry:
    """In the history of the item, of what it came of, and of its unit."""
    values = {"整改事项": str(row), "整改单位": row.unit.name, "状态": row.get_state_display(), "期限": day(row.due)}
    _, origin = origins.origin_of(row)
    return Entry(verb, row, before or {}, values | (after or {}), note, [origin, row.unit], row.jurisdiction.path)


def _day_of(at: datetime) -> date:
    return timezone.localtime(at).date()
