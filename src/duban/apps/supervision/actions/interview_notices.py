"""约谈通知: drafted from what was arranged, in the office's words."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.dispatch.actions.drafting import draft_dispatch
from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.wording import fill, words_for
from duban.apps.organizations.changes import check_version
from duban.apps.supervision.actions.interviews import check_may_schedule, locked_row, told
from duban.apps.supervision.models import Interview
from duban.apps.web.templatetags.duban import day, moment
from duban.rulebook.actors import Actor
from duban.rulebook.cases import InterviewState
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.refusals import Conflict

LONGEST_TITLE = 200


@transaction.atomic
def draft_interview_notice(*, interview: Interview, at: datetime, seen: int | None = None, by: Actor) -> Dispatch:
    """Asked twice, it is one."""
    row = locked_row(interview)
    check_can_draft(row, by)
    if row.dispatch is not None:
        return row.dispatch
    check_version(row, seen)
    values = _values(row, at)
    title, text = words_for(DispatchKind.INTERVIEW, row.jurisdiction, timezone.localtime(at).date())
    row.dispatch = draft_dispatch(
        kind=DispatchKind.INTERVIEW,
        jurisdiction=row.jurisdiction,
        title=fill(title, values)[:LONGEST_TITLE],
        recipients=row.unit.name,
        units=[row.unit.merged_into or row.unit],
        text=fill(text, values),
        at=at,
        by=by,
    )
    row.version += 1
    row.save(update_fields=["dispatch", "version"])
    told("interview.notice_drafted", row, at, by, after={"公文": row.dispatch.title})
    return row.dispatch


def check_can_draft(row: Interview, by: Actor) -> None:
    check_may_schedule(row, by)
    if row.state != InterviewState.SCHEDULED:
        raise Conflict(f"约谈{row.get_state_display()}，安排以后才拟通知")


def _values(row: Interview, at: datetime) -> dict[str, str]:
    asked = [one.name for one in row.participants.all() if one.is_interviewed]
    return {
        "行政区": row.jurisdiction.name,
        "主送": row.unit.name,
        "年份": str(timezone.localtime(at).year),
        "日期": day(timezone.localtime(at).date()),
        "单位": row.unit.name,
        "事由": row.reason.rstrip("。"),
        "依据": row.basis,
        "时间": moment(row.planned_at),
        "地点": row.place,
        "主持人": f"{row.chair}（{row.chair_post}）" if row.chair_post else row.chair,
        "参加人员": "、".join(asked),
    }
