"""The life of what a lead unit files: a report of progress (进展情况), an implementation plan (落实方案); and of what a
supporting unit gives to it.

In: a state and the one wanted.  Out: tables; nothing, or a `Conflict`.
What is late is not a state: it is computed from the day it was due and the day it came.
"""

from __future__ import annotations

from enum import StrEnum

from duban.rulebook.states import Life


class FilingState(StrEnum):
    OWED = "owed"
    DRAFT = "draft"
    INNER = "inner"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    RELEASED = "released"


F = FilingState
FILING_LABELS = {
    F.OWED: "未填",
    F.DRAFT: "草稿",
    F.INNER: "待单位审核",
    F.SUBMITTED: "待审核",
    F.RETURNED: "已退回",
    F.ACCEPTED: "已审核",
    F.RELEASED: "免报",
}
_RELEASE = {F.RELEASED: "免报"}
_MOVES = {
    F.OWED: {F.DRAFT: "填写", F.INNER: "送单位审核", F.SUBMITTED: "报送", **_RELEASE},
    F.DRAFT: {F.INNER: "送单位审核", F.SUBMITTED: "报送", **_RELEASE},
    F.INNER: {F.DRAFT: "单位退回修改", F.SUBMITTED: "单位审核通过并报送", **_RELEASE},
    F.SUBMITTED: {F.ACCEPTED: "审核通过", F.RETURNED: "退回", F.DRAFT: "撤回"},
    F.RETURNED: {F.INNER: "送单位审核", F.SUBMITTED: "重新报送", **_RELEASE},
    F.ACCEPTED: {F.RETURNED: "重新打开并退回"},
    F.RELEASED: {F.OWED: "恢复报送"},
}
REPORT = Life("进展情况", FILING_LABELS, _MOVES)
IMPLEMENTATION_PLAN = Life("落实方案", FILING_LABELS, _MOVES)
BEFORE_SUBMISSION = (F.OWED, F.DRAFT, F.INNER)  # what is in it concerns the unit alone
OPEN = (F.OWED, F.DRAFT, F.INNER, F.RETURNED)  # the unit still has to do something
WRITABLE = (F.OWED, F.DRAFT, F.RETURNED)
COUNTED = tuple(state for state in F if state is not F.RELEASED)  # what is owed at all


class Decision(StrEnum):
    """What became of one thing filed; none yet while it waits."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"  # by the unit, before anybody decided on it


DECISION_LABELS = {Decision.ACCEPTED: "通过", Decision.RETURNED: "退回", Decision.WITHDRAWN: "撤回"}


class ContributionState(StrEnum):
    """What a supporting unit was asked for by the lead unit."""

    ASKED = "asked"
    GIVEN = "given"
    TAKEN_OVER = "taken_over"
    SET_ASIDE = "set_aside"


C = ContributionState
CONTRIBUTION = Life(
    "配合材料",
    {C.ASKED: "待提供", C.GIVEN: "已提供", C.TAKEN_OVER: "已采用", C.SET_ASIDE: "未采用"},
    {
        C.ASKED: {C.GIVEN: "提供", C.SET_ASIDE: "不再需要"},
        C.GIVEN: {C.GIVEN: "修改", C.TAKEN_OVER: "采用", C.SET_ASIDE: "不采用", C.ASKED: "请补充"},
        C.TAKEN_OVER: {C.GIVEN: "修改", C.ASKED: "请补充"},
        C.SET_ASIDE: {C.TAKEN_OVER: "采用", C.ASKED: "再次请求"},
    },
)
