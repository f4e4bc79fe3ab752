"""What the page of an interview offers its reader: what fits its state, why a button cannot act."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from duban.apps.dispatch.models import Dispatch
from duban.apps.supervision import file_owners
from duban.apps.supervision.actions import interview_notices, interview_records
from duban.apps.supervision.actions import interviews as actions
from duban.apps.supervision.forms.interviews import FilesForm
from duban.apps.supervision.models import Case, Interview
from duban.apps.supervision.queries.files import files_of
from duban.apps.supervision.views.rectification_parts import items_context
from duban.apps.web.templatetags.duban import moment
from duban.rulebook.actors import Actor
from duban.rulebook.cases import InterviewState
from duban.rulebook.permissions import why_not


def context_of(row: Interview, actor: Actor, *, at: datetime) -> dict[str, Any]:
    today, people = timezone.localtime(at).date(), list(row.participants.all())
    may_write = file_owners.may_write(row, actor)
    is_held = row.state in (InterviewState.HELD, InterviewState.CLOSED)
    found = {
        "row": row,
        "interviewed": [one for one in people if one.is_interviewed],
        "hosts": [one for one in people if not one.is_interviewed],
        "case": _visible(Case, row.case_id, actor),
        "is_held": is_held,
        "files": files_of(row),
        "may_write": may_write,
        "files_form": FilesForm() if may_write else None,
        "today": today,
        "planned_on": timezone.localtime(row.planned_at).date() if row.planned_at else None,
    }
    found |= _notice(row, actor) | _buttons(row, actor)
    return found | (items_context(row, actor, on=today) if is_held else {})


def _notice(row: Interview, actor: Actor) -> dict[str, Any]:
    """`is_stale`: the notice does not say when it is held as it is arranged now."""
    dispatch = _visible(Dispatch, row.dispatch_id, actor)
    is_stale = dispatch is not None and row.planned_at is not None and moment(row.planned_at) not in dispatch.text
    return {
        "dispatch": dispatch,
        "is_stale": is_stale and row.state == InterviewState.SCHEDULED,
        "can_draft": row.dispatch_id is None and not why_not(interview_notices.check_can_draft, row, actor),
    }


def _buttons(row: Interview, actor: Actor) -> dict[str, Any]:
    held = row.state == InterviewState.HELD and not why_not(interview_records.check_may_record, row, actor)
    return {
        "can_schedule": not why_not(actions.check_can_schedule, row, actor),
        "can_record": not why_not(interview_records.check_can_record, row, actor),
        "can_cancel": not why_not(actions.check_can_cancel, row, actor),
        "may_close": held,
        "why_not_close": why_not(interview_records.check_can_close, row, actor) if held else "",
    }


def _visible(model: Any, key: int | None, actor: Actor) -> Any:
    """The row, if this reader sees it."""
    return model.objects.visible_to(actor).filter(pk=key).first() if key else None
