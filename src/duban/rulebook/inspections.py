"""督查 by the regulation: what it is about, its forms and methods, and the lives of what comes of it.

In: a state and the one wanted; days; keys of people.  Out: tables; days; nothing, or a refusal.
政府督查工作条例 (国务院令第733号), articles beside each table.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from duban.rulebook.refusals import Conflict, NotAllowed
from duban.rulebook.states import Life


class Category(StrEnum):
    """Article 4: the four kinds of content."""

    CENTRAL = "central"
    DEPLOYMENT = "deployment"
    DUTIES = "duties"
    EFFICIENCY = "efficiency"


CATEGORIES: dict[Category, str] = {
    Category.CENTRAL: "党中央、国务院重大决策部署落实情况",
    Category.DEPLOYMENT: "上级和本级人民政府重要工作部署落实情况",
    Category.DUTIES: "督查对象法定职责履行情况",
    Category.EFFICIENCY: "本级人民政府所属部门和下级人民政府的行政效能",
}


class Form(StrEnum):
    """Article 14."""

    COMPREHENSIVE = "comprehensive"
    SPECIAL = "special"
    INVESTIGATION = "investigation"
    DAILY = "daily"
    CLUES = "clues"


FORMS: dict[Form, str] = {
    Form.COMPREHENSIVE: "综合督查",
    Form.SPECIAL: "专项督查",
    Form.INVESTIGATION: "事件调查",
    Form.DAILY: "日常督办",
    Form.CLUES: "线索核查",
}


class Method(StrEnum):
    """Article 12; inspection, interviews and unannounced visits are told apart because their records are."""

    SELF_CHECK = "self_check"
    HEARING = "hearing"
    ON_SITE = "on_site"
    VISIT = "visit"
    UNANNOUNCED = "unannounced"
    SYMPOSIUM = "symposium"
    FILES = "files"
    CLUES = "clues"
    INTERVIEW = "interview"
    ONLINE = "online"


METHODS: dict[Method, str] = {
    Method.SELF_CHECK: "要求自查、说明情况",
    Method.HEARING: "听取汇报",
    Method.ON_SITE: "检查",
    Method.VISIT: "访谈",
    Method.UNANNOUNCED: "暗访",
    Method.SYMPOSIUM: "组织座谈、听证、统计、评估",
    Method.FILES: "调阅、复制资料",
    Method.CLUES: "通过信函、电话、媒体等渠道收集线索",
    Method.INTERVIEW: "约谈",
    Method.ONLINE: "运用现代信息技术手段开展“互联网+督查”",
}


class InspectionState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    UNDER_WAY = "under_way"
    CONCLUDED = "concluded"
    CLOSED = "closed"
    CANCELLED = "cancelled"


S = InspectionState
INSPECTION = Life(
    "督查",
    {
        S.DRAFT: "拟订方案",
        S.SUBMITTED: "待批准",
        S.APPROVED: "已批准",
        S.UNDER_WAY: "督查中",
        S.CONCLUDED: "已作出结论",
        S.CLOSED: "已办结",
        S.CANCELLED: "已取消",
    },
    {
        S.DRAFT: {S.SUBMITTED: "报批", S.CANCELLED: "取消"},
        S.SUBMITTED: {S.APPROVED: "批准", S.DRAFT: "退回", S.CANCELLED: "取消"},
        S.APPROVED: {S.UNDER_WAY: "派出", S.DRAFT: "变更方案", S.CANCELLED: "取消"},
        S.UNDER_WAY: {S.CONCLUDED: "作出结论", S.DRAFT: "变更方案", S.CANCELLED: "取消"},
        S.CONCLUDED: {S.CLOSED: "办结"},
        S.CLOSED: {S.CONCLUDED: "重新打开"},
        S.CANCELLED: {},
    },
)


class ConclusionState(StrEnum):
    DRAFT = "draft"
    DELIVERED = "delivered"
    RECEIVED = "received"
    CONTESTED = "contested"
    FINAL = "final"
    REVISED = "revised"


N = ConclusionState
CONCLUSION = Life(
    "督查结论",
    {
        N.DRAFT: "拟稿",
        N.DELIVERED: "已送达",
        N.RECEIVED: "已签收",
        N.CONTESTED: "复核中",
        N.FINAL: "已生效",
        N.REVISED: "已变更",
    },
    {
        N.DRAFT: {N.DELIVERED: "送达"},
        N.DELIVERED: {N.RECEIVED: "签收"},
        N.RECEIVED: {N.CONTESTED: "申请复核", N.FINAL: "期满无异议"},
        N.CONTESTED: {N.FINAL: "维持", N.REVISED: "变更或撤销", N.RECEIVED: "撤回申请"},
        N.FINAL: {},
        N.REVISED: {},
    },
)


class ObjectionState(StrEnum):
    FILED = "filed"
    UPHELD = "upheld"  # the conclusion stands
    REVISED = "revised"  # the conclusion is changed or revoked
    WITHDRAWN = "withdrawn"


B = ObjectionState
OBJECTION = Life(
    "复核申请",
    {B.FILED: "待复核", B.UPHELD: "维持结论", B.REVISED: "变更或撤销结论", B.WITHDRAWN: "已撤回"},
    {
        B.FILED: {B.UPHELD: "维持", B.REVISED: "变更或撤销", B.WITHDRAWN: "撤回"},
        B.UPHELD: {},
        B.REVISED: {},
        B.WITHDRAWN: {},
    },
)


class ProposalKind(StrEnum):
    """Articles 19 to 21: what may be proposed on the strength of a conclusion; carried out only when approved."""

    CHANGE_DOCUMENT = "change_document"
    RESEARCH = "research"
    PRAISE = "praise"
    INCENTIVE = "incentive"
    CRITICISM = "criticism"
    ACCOUNTABILITY = "accountability"


PROPOSAL_KINDS: dict[ProposalKind, str] = {
    ProposalKind.CHANGE_DOCUMENT: "建议修改或撤销文件",
    ProposalKind.RESEARCH: "调研建议",
    ProposalKind.PRAISE: "表扬",
    ProposalKind.INCENTIVE: "激励",
    ProposalKind.CRITICISM: "批评",
    ProposalKind.ACCOUNTABILITY: "追究责任",
}


class ProposalState(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    DONE = "done"


U = ProposalState
PROPOSAL = Life(
    "结果运用建议",
    {U.PROPOSED: "待批准", U.APPROVED: "已批准", U.REFUSED: "未批准", U.DONE: "已落实"},
    {
        U.PROPOSED: {U.APPROVED: "批准", U.REFUSED: "不批准"},
        U.APPROVED: {U.DONE: "落实"},
        U.REFUSED: {},
        U.DONE: {},
    },
)

OBJECTION_DAYS, DECISION_DAYS = 30, 30  # calendar days, article 17


def objection_until(received: date) -> date:
    """The last day on which the object may object: 30 days from the receipt, the day of receipt not counted."""
    return received + timedelta(days=OBJECTION_DAYS)


def decision_until(filed: date) -> date:
    """The last day on which the objection is to be decided."""
    return filed + timedelta(days=DECISION_DAYS)


def final_from(received: date) -> date:
    """The first day on which nobody can object any more."""
    return objection_until(received) + timedelta(days=1)


def standing_of_conclusion(state: ConclusionState, received: date | None, on: date) -> ConclusionState:
    """As it stands on a day: one that nobody objected to in time is final, without anybody's doing."""
    if state is N.RECEIVED and received is not None and on >= final_from(received):
        return N.FINAL
    return state


def check_designated(matter: str, since: date | None, until: date | None, begins: date, ends: date) -> None:
    """Article 7: a designated department supervises within its period only; `until`: the first day it is over."""
    if (since is not None and begins < since) or (until is not None and ends >= until):
        last = until - timedelta(days=1) if until is not None else None
        period = (
            f"{_day(since)}至{_day(last)}" if since and last else f"至{_day(last)}" if last else f"自{_day(since)}起"
        )
        raise Conflict(f"“{matter}”的督查授权期限为{period}，督查时间超出授权期限；确需开展的，请先报领导另行指定")


def check_in_time(received: date, filed: date) -> None:
    until = objection_until(received)
    if filed > until:
        raise Conflict(f"申请复核的期限为收到督查结论之日起{OBJECTION_DAYS}日内，已于{until.month}月{until.day}日届满")


def check_stands_aside(
    account: int | None, took_part: Collection[int], *, name: str = "", names: Collection[str] = ()
) -> None:
    """Article 17: who took part does not decide on the objection; `names`: of those in it who have no account."""
    if (account is not None and account in took_part) or (name and name in names):
        raise NotAllowed("您参加了这次督查，依照《政府督查工作条例》第十七条应当回避，请由未参加督查的人员复核")


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
