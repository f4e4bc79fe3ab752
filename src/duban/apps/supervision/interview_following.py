"""What follows in the same transaction: of an interview for its case, of a void notice, of a promise that came back.

Held, it stands as the answer to its case; closed, the case ends.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from duban.apps.dispatch.models import Dispatch
from duban.apps.progress.actions.clocks import end_clock
from duban.apps.supervision.actions.interviews import locked_row, moved, told
from duban.apps.supervision.case_record import close, locked_case, move, record
from duban.apps.supervision.models import CaseAnswer, Interview, Rectification
from duban.apps.supervision.queries.rectifications import unsettled
from duban.rulebook.actors import Actor
from duban.rulebook.cases import CaseState, InterviewState

SETTLED = "约谈的承诺事项已全部核查通过。"


def follow_interview(*, interview: Interview, verb: str, at: datetime, by: Actor, **_: Any) -> None:
    """Inside the transaction that moves the interview."""
    if interview.case is None:
        return
    if verb == "interview.held":
        _answer(interview, at, by)
    elif verb == "interview.closed":
        _end(interview, at, by)


def follow_void(*, dispatch: Dispatch, **_: Any) -> None:
    """Another may be drafted."""
    row = Interview.objects.select_for_update().filter(dispatch=dispatch).first()
    if row is not None:
        row.dispatch = None
        row.version += 1
        row.save(update_fields=["dispatch", "version"])


def follow_relapse(*, rectification: Rectification, at: datetime, by: Actor, **_: Any) -> None:
    """What had been promised and checked came back: the interview is not closed any more."""
    if rectification.interview is None:
        return
    row = locked_row(rectification.interview)
    if row.state == InterviewState.CLOSED:
        row.closed_at = None
        moved(row, InterviewState.HELD, "closed_at")
        told("interview.reopened", row, at, by, note=f"承诺事项“{rectification}”反弹")


def _answer(interview: Interview, at: datetime, by: Actor) -> None:
    """Said by nobody's account: whoever wrote the interview down may check what comes of it."""
    assert interview.case is not None
    case = locked_case(interview.case)
    if case.state != CaseState.SERVED:
        return
    if case.clock is not None:
        end_clock(case.clock, at=at, name=by.name)
    promised = [
        f"{number}．{item.text}（{item.due.month}月{item.due.day}日前）"
        for number, item in enumerate(interview.items.all(), 1)
    ]
    said = "\n".join([f"已约谈，{interview.chair}主持。", *(["承诺事项：", *promised] if promised else [])])
    CaseAnswer.objects.create(case=case, text=said, at=at, by=by.name)
    move(case, CaseState.ANSWERED)
    record("case.answered", case, said, by)


def _end(interview: Interview, at: datetime, by: Actor) -> None:
    """Unless the case itself asked for more than the interview did."""
    assert interview.case is not None
    case = locked_case(interview.case)
    answer = case.answers.last()
    if case.state != CaseState.ANSWERED or answer is None or unsettled(case).exists():
        return
    answer.finding, answer.is_accepted, answer.checked_at, answer.checked_by = SETTLED, True, at, by.name
    answer.save(update_fields=["finding", "is_accepted", "checked_at", "checked_by"])
    close(case, CaseState.ENDED, SETTLED, at=at, name=by.name)
    record("case.accepted", case, SETTLED, by)
