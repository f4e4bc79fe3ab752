"""Which live words a text of each kind may name in braces, each with what stands there.

In: a kind, a text.  Out: names; what is unknown or was not filled. Whoever drafts a document gives the values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.refusals import Invalid

PLACEHOLDER = re.compile(r"\{([^{}\n]{1,20})\}")
_EVERYWHERE = {
    "发文机关": "署名的机关",
    "行政区": "青泽市",
    "主送": "主送机关，多个用顿号隔开",
    "年份": "2026",
    "日期": "拟稿当天，2026年4月13日",
}
_OF_A_CASE = {
    "单位": "被督办单位",
    "事项": "督办事项",
    "原因": "督办原因",
    "依据": "哪个文件、哪一条",
    "要求": "要办什么",
    "期限": "反馈期限",
}
K = DispatchKind
_OF_KIND: dict[DispatchKind, Mapping[str, str]] = {
    K.BULLETIN: {
        "方案": "方案的标题",
        "轮次": "第一轮",
        "截止日期": "数据截至哪天",
        "总体情况": "总体情况一段",
        "表扬": "进展好的",
        "滞后": "进展慢的和原因",
        "要求": "下一步要求",
    },
    K.URGING: _OF_A_CASE,
    K.NOTICE: _OF_A_CASE,
    K.LETTER: _OF_A_CASE,
    K.CRITICISM: _OF_A_CASE,
    K.INTERVIEW: {
        "单位": "被约谈单位",
        "事由": "为什么约谈",
        "依据": "哪个文件、哪一条",
        "时间": "约谈时间",
        "地点": "约谈地点",
        "主持人": "谁主持",
        "参加人员": "要求谁参加",
    },
    K.INSPECTION: {
        "督查名称": "督查的名称",
        "依据": "督查依据",
        "内容": "督查内容",
        "对象": "督查对象",
        "范围": "督查范围",
        "方式": "督查方式",
        "起始日期": "从哪天",
        "终止日期": "到哪天",
        "组长": "督查组组长",
    },
    K.CONCLUSION: {
        "单位": "被督查单位",
        "督查名称": "督查的名称",
        "查明情况": "查明的事实",
        "存在问题": "存在的问题",
        "意见": "督查意见",
        "整改要求": "整改事项和期限",
        "复核期限": "可以申请复核到哪天",
    },
    K.OBJECTION_DECISION: {
        "单位": "申请单位",
        "督查名称": "督查的名称",
        "结论文号": "原结论的文号",
        "申请内容": "申请复核的内容",
        "复核情况": "复核查明的情况",
        "决定": "复核决定",
    },
    K.LISTING: {
        "单位": "责任单位",
        "事项": "挂牌事项",
        "问题": "存在的问题",
        "级别": "市级、县级",
        "依据": "挂牌依据",
        "期限": "整治期限",
        "阶段": "各阶段和期限",
        "月报要求": "每月哪天前报送",
    },
    K.DELISTING: {
        "单位": "责任单位",
        "事项": "挂牌事项",
        "级别": "市级、县级",
        "挂牌文号": "挂牌通知的文号",
        "验收情况": "验收的过程和结论",
    },
    K.EVALUATION: {"指标体系": "指标体系的名称", "期间": "2026年上半年", "类别": "监测、中期评估或终期评估"},
    K.PLAN: {"方案": "方案的标题"},
    K.CORRECTION: {
        "原标题": "被更正公文的标题",
        "原文字号": "被更正公文的文号",
        "原日期": "被更正公文的成文日期",
        "更正原因": "为什么更正",
    },
}
_FURTHER: dict[DispatchKind, Mapping[str, str]] = {}


def register(kind: DispatchKind, names: Mapping[str, str]) -> None:
    """What the application that writes this kind fills besides; called when it is ready."""
    _FURTHER[kind] = names


def placeholders_of(kind: DispatchKind) -> dict[str, str]:
    """Name and explanation of each, those of the kind first."""
    own = {**_OF_KIND[kind], **_FURTHER.get(kind, {})}
    return {**own, **{name: words for name, words in _EVERYWHERE.items() if name not in own}}


def check_placeholders(kind: DispatchKind, text: str, field: str) -> None:
    """Refuse a name that nobody fills."""
    unknown = [name for name in named_in(text) if name not in placeholders_of(kind)]
    if unknown:
        raise Invalid(f"不认识的占位符：{'、'.join(f'{{{name}}}' for name in unknown)}，请从右边列出的里面选", field)


def unfilled(kind: DispatchKind, text: str) -> list[str]:
    """The names that still stand where words should."""
    return [name for name in named_in(text) if name in placeholders_of(kind)]


def named_in(text: str) -> list[str]:
    return list(dict.fromkeys(PLACEHOLDER.findall(text)))
