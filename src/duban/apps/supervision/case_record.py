"""How a case is moved and told of in the record: one way for every action on cases.

In: a case, locked.  Out: the case with its new state; the entry. What was not served yet stands in nobody's history
but its own: a unit never reads of a proposal.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Model

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.organizations.changes import locked
from duban.apps.progress.actions.clocks import end_clock
from duban.apps.supervision.models import Case
from duban.apps.supervision.models.cases import UNTOLD
from duban.apps.web.templatetags.duban import moment
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.cases import CASE, CaseState
from duban.rulebook.clocks import Limit
from duban.rulebook.permissions import Permission

LONGEST = 2000
RELATED = ("jurisdiction", "unit__merged_into", "unit__jurisdiction", "task", "clock", "dispatch", "raised_from")


def locked_case(case: Case) -> Case:
    return locked(case, *RELATED)


def check_office(row: Case, by: Actor, permission: Permission = Permission.SERVE_CASE) -> None:
    """Whose office or leader the case is."""
    permissions.check_can(by, permission, within=row.jurisdiction.path)


def check_move(row: Case, state: CaseState) -> None:
    CASE.check_move(CaseState(row.state), state)


def move(row: Case, state: CaseState, *fields: str) -> Case:
    row.state = state
    row.version += 1
    row.save(update_fields=["state", "version", *fields])
    return row


def close(row: Case, state: CaseState, words: str, *, at: datetime, name: str) -> Case:
    """It goes no further: `ended_at` and `ending` say when and why, its clock stops."""
    if row.clock is not None and row.clock.ended_at is None:
        row.clock = end_clock(row.clock, at=at, name=name)
    row.ended_at, row.ended_by, row.ending = at, name, words
    return move(row, state, "ended_at", "ended_by", "ending")


def sign(row: Case, at: datetime, name: str) -> None:
    """签收."""
    row.acknowledged_at, row.acknowledged_by = at, name
    row.save(update_fields=["acknowledged_at", "acknowledged_by"])


def limit_of(row: Case) -> Limit:
    return Limit(row.working_days, row.working_hours)


def record(verb: str, row: Case, note: str, by: Actor) -> Case:
    recording.record_many([entry(verb, row, note)], by=by)
    return row


def entry(verb: str, row: Case, note: str = "") -> Entry:
    after: dict[str, Any] = {"督办对象": row.unit.name, "层级": row.get_level_display(), "事由": row.subject}
    after |= {"状态": row.get_state_display(), "期限": moment(row.clock.due_at) if row.clock else limit_of(row).words}
    told: list[Model] = (
        [] if row.state in UNTOLD else [one for one in (row.unit, row.task, row.indicator) if one is not None]
    )
    return Entry(verb, row, {}, after, note, told, row.jurisdiction.path)
