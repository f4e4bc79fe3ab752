"""A case of supervision (督办件): the five steps of the ladder, what makes one, and its life.

In: a state and the one wanted.  Out: tables; nothing, or a `Conflict`.
The steps: field.md 1 (no. 10), 5; a sanction is only ever proposed (政府督查工作条例 art. 21).
"""

from __future__ import annotations

from enum import StrEnum

from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.states import Life


class Level(StrEnum):
    """From the mildest to the gravest; a case may enter at any of them, with a reason."""

    REMINDER = "reminder"
    URGING = "urging"
    NOTICE = "notice"
    INTERVIEW = "interview"
    CRITICISM = "criticism"


LEVELS: dict[Level, str] = {
    Level.REMINDER: "提醒",
    Level.URGING: "催办",
    Level.NOTICE: "督办单",
    Level.INTERVIEW: "约谈",
    Level.CRITICISM: "通报批评建议",
}
LADDER = tuple(Level)
DOCUMENTS: dict[Level, tuple[DispatchKind, ...]] = {  # what a step goes out as; the first unless the office chooses
    Level.REMINDER: (),
    Level.URGING: (DispatchKind.URGING, DispatchKind.LETTER),
    Level.NOTICE: (DispatchKind.NOTICE, DispatchKind.LETTER),
    Level.INTERVIEW: (),
    Level.CRITICISM: (DispatchKind.CRITICISM,),
}
MAY_GO_WITHOUT = frozenset({Level.URGING})  # a 催办 is often only a message


def next_level(level: Level) -> Level | None:
    """The step above, None on the last."""
    above = LADDER.index(level) + 1
    return LADDER[above] if above < len(LADDER) else None


class Trigger(StrEnum):
    """What the office's ladder looks at; each is a fact of the record with its day."""

    REPORT_MISSING = "report_missing"
    REPORT_RETURNED = "report_returned"  # returned again and again
    PLAN_MISSING = "plan_missing"  # no implementation plan by its day
    MILESTONE_MISSED = "milestone_missed"
    BEHIND = "behind"
    SEVERELY_BEHIND = "severely_behind"
    OVERDUE = "overdue"
    INSTRUCTION_LATE = "instruction_late"
    CASE_UNANSWERED = "case_unanswered"
    RECTIFICATION_LATE = "rectification_late"


T = Trigger
TRIGGERS: dict[Trigger, str] = {
    T.REPORT_MISSING: "逾期未报送进展情况",
    T.REPORT_RETURNED: "进展情况多次被退回",
    T.PLAN_MISSING: "逾期未报送落实方案",
    T.MILESTONE_MISSED: "节点逾期未完成",
    T.BEHIND: "任务滞后",
    T.SEVERELY_BEHIND: "任务严重滞后",
    T.OVERDUE: "任务逾期",
    T.INSTRUCTION_LATE: "批示逾期未反馈",
    T.CASE_UNANSWERED: "督办件逾期未反馈",
    T.RECTIFICATION_LATE: "整改事项逾期未完成",
}


class CaseState(StrEnum):
    PROPOSED = "proposed"
    SUBMITTED = "submitted"  # waits for a leader's approval, where the ladder wants one
    DRAFTED = "drafted"  # decided; its document is written and not issued yet
    SERVED = "served"
    ANSWERED = "answered"
    ENDED = "ended"
    RAISED = "raised"  # a graver step stands in its place
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


C = CaseState
CASE = Life(
    "督办件",
    {
        C.PROPOSED: "待决定",
        C.SUBMITTED: "待批准",
        C.DRAFTED: "待印发",
        C.SERVED: "待反馈",
        C.ANSWERED: "待核查",
        C.ENDED: "已办结",
        C.RAISED: "已升级",
        C.DISMISSED: "不予督办",
        C.WITHDRAWN: "已撤回",
    },
    {
        C.PROPOSED: {C.SUBMITTED: "呈批", C.DRAFTED: "拟发文书", C.SERVED: "发出", C.DISMISSED: "不予督办"},
        C.SUBMITTED: {C.DRAFTED: "批准", C.SERVED: "批准发出", C.PROPOSED: "退回", C.DISMISSED: "不予督办"},
        C.DRAFTED: {C.SERVED: "印发送达", C.PROPOSED: "文书作废", C.DISMISSED: "不予督办"},
        C.SERVED: {C.ANSWERED: "反馈", C.ENDED: "办结", C.RAISED: "升级", C.WITHDRAWN: "撤回"},
        C.ANSWERED: {C.ENDED: "核查通过", C.SERVED: "退回重办", C.RAISED: "升级"},
        C.ENDED: {C.SERVED: "重新督办"},
        C.RAISED: {},
        C.DISMISSED: {},
        C.WITHDRAWN: {},
    },
)
UNDECIDED = frozenset({C.PROPOSED, C.SUBMITTED, C.DRAFTED})  # nobody but the office and who approves knows of it
OPEN = UNDECIDED | {C.SERVED, C.ANSWERED}


class RectificationState(StrEnum):
    OPEN = "open"
    DONE = "done"  # says the unit
    VERIFIED = "verified"
    CANCELLED = "cancelled"


R = RectificationState
RECTIFICATION = Life(
    "整改事项",
    {R.OPEN: "整改中", R.DONE: "待核查", R.VERIFIED: "已整改", R.CANCELLED: "已取消"},
    {
        R.OPEN: {R.DONE: "报完成", R.CANCELLED: "取消"},
        R.DONE: {R.VERIFIED: "核查通过", R.OPEN: "退回"},
        R.VERIFIED: {R.OPEN: "问题反弹，重新整改"},
        R.CANCELLED: {},
    },
)


class InterviewState(StrEnum):
    PROPOSED = "proposed"
    SCHEDULED = "scheduled"
    HELD = "held"
    CLOSED = "closed"
    CANCELLED = "cancelled"


V = InterviewState
INTERVIEW = Life(
    "约谈",
    {V.PROPOSED: "待安排", V.SCHEDULED: "已安排", V.HELD: "已约谈", V.CLOSED: "承诺已落实", V.CANCELLED: "已取消"},
    {
        V.PROPOSED: {V.SCHEDULED: "安排", V.CANCELLED: "取消"},
        V.SCHEDULED: {V.HELD: "记录", V.SCHEDULED: "改期", V.CANCELLED: "取消"},
        V.HELD: {V.CLOSED: "承诺落实"},
        V.CLOSED: {V.HELD: "重新打开"},
        V.CANCELLED: {},
    },
)
