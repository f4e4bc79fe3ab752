"""The life of what is asked about a task in force: adjustment (调整), closure (销号), a leader's instruction (批示).

In: a state and the one wanted.  Out: tables; nothing, or a `Conflict`.
"""

from __future__ import annotations

from enum import StrEnum

from duban.rulebook.states import Life


class AdjustmentKind(StrEnum):
    POSTPONE = "postpone"
    CONTENT = "content"
    RESPONSIBILITY = "responsibility"
    TERMINATE = "terminate"


ADJUSTMENT_KINDS = {
    AdjustmentKind.POSTPONE: "延期",
    AdjustmentKind.CONTENT: "内容变更",
    AdjustmentKind.RESPONSIBILITY: "责任变更",
    AdjustmentKind.TERMINATE: "终止",
}


class AdjustmentState(StrEnum):
    ASKED = "asked"
    REFERRED = "referred"  # the office leaves it to the leader
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


A = AdjustmentState
ADJUSTMENT = Life(
    "调整申请",
    {A.ASKED: "待审批", A.REFERRED: "待领导审批", A.GRANTED: "已同意", A.REFUSED: "未同意", A.WITHDRAWN: "已撤回"},
    {
        A.ASKED: {A.REFERRED: "呈领导审批", A.GRANTED: "同意", A.REFUSED: "不同意", A.WITHDRAWN: "撤回"},
        A.REFERRED: {A.GRANTED: "同意", A.REFUSED: "不同意", A.WITHDRAWN: "撤回"},
        A.GRANTED: {},
        A.REFUSED: {},
        A.WITHDRAWN: {},
    },
)


class ClosureState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"  # 反弹: the problem came back


C = ClosureState
CLOSURE = Life(
    "销号申请",
    {C.ASKED: "待核查", C.ACCEPTED: "已销号", C.REFUSED: "未通过", C.WITHDRAWN: "已撤回", C.REOPENED: "已重新打开"},
    {
        C.ASKED: {C.ACCEPTED: "同意销号", C.REFUSED: "不同意", C.WITHDRAWN: "撤回"},
        C.ACCEPTED: {C.REOPENED: "重新打开"},
        C.REFUSED: {},
        C.WITHDRAWN: {},
        C.REOPENED: {},
    },
)


class InstructionState(StrEnum):
    GIVEN = "given"
    ANSWERED = "answered"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


N = InstructionState
INSTRUCTION = Life(
    "批示",
    {N.GIVEN: "待办理", N.ANSWERED: "已反馈", N.SETTLED: "已办结", N.WITHDRAWN: "已撤回"},
    {
        N.GIVEN: {N.ANSWERED: "反馈", N.WITHDRAWN: "撤回"},
        N.ANSWERED: {N.SETTLED: "办结", N.GIVEN: "请继续办理"},
        N.SETTLED: {N.GIVEN: "重新打开"},
        N.WITHDRAWN: {},
    },
)
