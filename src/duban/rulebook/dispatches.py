"""What an office sends out as a document of its own: the kinds, the life, the number (发文字号).

In: a state and the one wanted; a code, a year, a serial.  Out: tables; words; nothing, or a `Conflict`.
党政机关公文处理工作条例 (2012) art. 8, 9, 25; GB/T 9704-2012 7.2.5: the year in 〔〕, no 第, no leading zero.
"""

from __future__ import annotations

from enum import StrEnum

from duban.rulebook.states import Life


class DispatchKind(StrEnum):
    BULLETIN = "bulletin"
    URGING = "urging"  # 催办单
    NOTICE = "notice"  # 督办单
    LETTER = "letter"  # 督办函
    INTERVIEW = "interview"
    CRITICISM = "criticism"  # 通报批评: a proposal of the ladder that was approved
    INSPECTION = "inspection"
    CONCLUSION = "conclusion"
    OBJECTION_DECISION = "objection_decision"
    LISTING = "listing"
    DELISTING = "delisting"
    PLAN = "plan"
    EVALUATION = "evaluation"
    CORRECTION = "correction"


K = DispatchKind
DISPATCH_KINDS: dict[DispatchKind, str] = {
    K.BULLETIN: "督查通报",
    K.URGING: "催办单",
    K.NOTICE: "督办单",
    K.LETTER: "督办函",
    K.INTERVIEW: "约谈通知",
    K.CRITICISM: "通报批评",
    K.INSPECTION: "督查通知",
    K.CONCLUSION: "督查结论",
    K.OBJECTION_DECISION: "督查结论复核决定",
    K.LISTING: "挂牌督办通知",
    K.DELISTING: "摘牌通知",
    K.PLAN: "重点任务分工方案",
    K.EVALUATION: "指标评估报告",
    K.CORRECTION: "更正",
}
FORMS = frozenset({K.URGING, K.NOTICE})  # internal forms, not among the 15 statutory types (field.md 2.5)


class DispatchState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ISSUED = "issued"
    CORRECTED = "corrected"  # a later, numbered document stands in its place
    VOID = "void"


S = DispatchState
DISPATCH = Life(
    "公文",
    {S.DRAFT: "拟稿", S.SUBMITTED: "待签发", S.ISSUED: "已印发", S.CORRECTED: "已更正", S.VOID: "作废"},
    {
        S.DRAFT: {S.SUBMITTED: "送签", S.ISSUED: "印发", S.VOID: "作废"},
        S.SUBMITTED: {S.DRAFT: "退回修改", S.ISSUED: "签发", S.VOID: "作废"},
        S.ISSUED: {S.CORRECTED: "更正"},
        S.CORRECTED: {},
        S.VOID: {},
    },
)


def number(code: str, year: int, serial: int) -> str:
    """青府办〔2026〕3号."""
    return f"{code}〔{year}〕{serial}号"
