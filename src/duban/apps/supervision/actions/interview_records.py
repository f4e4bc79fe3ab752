"""约谈 held: who came, what was said, what was promised by when; closed when all of that was checked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction

from duban.apps.organizations.changes import check_version
from duban.apps.progress.keeping import File
from duban.apps.supervision.actions.files import attach_files
from duban.apps.supervision.actions.interviews import locked_row, moved, told
from duban.apps.supervision.actions.rectifications import require_rectifications
from duban.apps.supervision.models import Interview
from duban.apps.supervision.queries.rectifications import unsettled
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.cases import INTERVIEW, InterviewState
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.texts import required_text

LONGEST_RECORD = 10000
V = InterviewState


@transaction.atomic
def record_interview(
    *,
    interview: Interview,
    held_at: datetime,
    record: str,
    attended: Collection[int],
    commitments: Sequence[tuple[str, date]] = (),
    files: Sequence[File] = (),
    at: datetime,
    seen: int | None = None,
    by: Actor,
) -> Interview:
    """`attended`: keys of participants who came; each commitment becomes an item of the unit."""
    row = locked_row(interview)
    check_can_record(row, by)
    check_version(row, seen)
    if held_at > at:
        raise Invalid("实际约谈时间不能晚于现在", "held_at")
    row.record = required_text(record, "record", "请写约谈记录", most=LONGEST_RECORD)
    row.held_at, row.recorded_by = held_at, by.name
    names = _note_who_came(row, attended)
    moved(row, V.HELD, "record", "held_at", "recorded_by")
    attach_files(row, files, by, at=at)
    if commitments:
        require_rectifications(origin=row, unit=row.unit, items=commitments, at=at, by=by)
    after = {"到场": "、".join(names), "承诺": len(commitments)}
    return told("interview.held", row, at, by, after=after)


@transaction.atomic
def close_interview(*, interview: Interview, at: datetime, seen: int | None = None, by: Actor) -> Interview:
    row = locked_row(interview)
    check_can_close(row, by)
    check_version(row, seen)
    row.closed_at = at
    moved(row, V.CLOSED, "closed_at")
    return told("interview.closed", row, at, by)


def check_may_record(row: Interview, by: Actor) -> None:
    permissions.check_can(by, Permission.RECORD_INTERVIEW, within=row.jurisdiction.path)


def check_can_record(row: Interview, by: Actor) -> None:
    check_may_record(row, by)
    INTERVIEW.check_move(V(row.state), V.HELD)
    if row.state == V.CLOSED:
        raise Conflict("约谈已办结，承诺事项反弹时重新打开")


def check_can_close(row: Interview, by: Actor) -> None:
    check_may_record(row, by)
    INTERVIEW.check_move(V(row.state), V.CLOSED)
    if left := unsettled(row).count():
        raise Conflict(f"还有 {left} 项承诺没有核查通过")


def check_may_add_file(row: Interview, by: Actor) -> None:
    """With the record, and until it is closed."""
    check_may_record(row, by)
    if row.state != V.HELD:
        raise Conflict(f"约谈{row.get_state_display()}，不能增减材料")


def _note_who_came(row: Interview, attended: Collection[int]) -> list[str]:
    people = list(row.participants.all())
    if not any(one.pk in attended and one.is_interviewed for one in people):
        raise Invalid("请勾选到场的人，被约谈单位至少一人", "attended")
    for one in people:
        one.attended = one.pk in attended
        one.save(update_fields=["attended"])
    return [one.name for one in people if one.attended]
