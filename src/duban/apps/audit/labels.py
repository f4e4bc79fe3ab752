"""The words of the record: its own event, and the families of verbs (before the dot) with who reads their content.

Three separated administrators, none of whom sees business decisions: GB/T 22239-2019 8.1.4.2, 8.1.4.3.
"""

from __future__ import annotations

from enum import StrEnum

SENTENCES: dict[str, str] = {"record.verified": "核验操作记录：{note}"}


class Reads(StrEnum):
    """Whether an administrator reads what an event says, or only that there was one."""

    CONTENT = "content"
    KIND = "kind"


FAMILIES: dict[str, tuple[str, Reads]] = {
    "account": ("账号", Reads.CONTENT),
    "role": ("角色", Reads.CONTENT),
    "session": ("登录", Reads.CONTENT),
    "record": ("操作记录", Reads.CONTENT),
    "jurisdiction": ("行政区", Reads.CONTENT),
    "unit": ("单位", Reads.CONTENT),
    "unit_group": ("集合单位", Reads.CONTENT),
    "official": ("人员", Reads.CONTENT),
    "post": ("职务", Reads.CONTENT),
    "appointment": ("任免", Reads.CONTENT),
    "leading_group": ("领导小组", Reads.CONTENT),
    "directory_import": ("导入单位和人员", Reads.CONTENT),
    "personnel_import": ("导入名单和任免", Reads.CONTENT),
    "calendar": ("节假日", Reads.CONTENT),
    "view": ("视图", Reads.CONTENT),
    "document": ("公文", Reads.KIND),
    "plan_import": ("方案导入", Reads.KIND),
    "plan": ("方案", Reads.KIND),
    "task": ("任务", Reads.KIND),
    "receipt": ("签收", Reads.KIND),
    "round": ("报送轮次", Reads.KIND),
    "report": ("进展情况", Reads.KIND),
    "contribution": ("配合材料", Reads.KIND),
    "implementation_plan": ("落实方案", Reads.KIND),
    "milestone": ("节点", Reads.KIND),
    "inner_duty": ("内部分工", Reads.KIND),
    "adjustment": ("调整", Reads.KIND),
    "closure": ("销号", Reads.KIND),
    "instruction": ("批示", Reads.KIND),
    "clock": ("计时", Reads.KIND),
    "dispatch": ("公文", Reads.KIND),
    "letterhead": ("发文机关", Reads.CONTENT),
    "wording": ("文稿模板", Reads.CONTENT),
    "indicator_set": ("指标体系", Reads.KIND),
    "indicator": ("指标", Reads.KIND),
    "indicator_target": ("目标值", Reads.KIND),
    "observation": ("实际值", Reads.KIND),
    "scheme": ("计算办法", Reads.KIND),
    "evaluation": ("指标评估", Reads.KIND),
    "case": ("督办件", Reads.KIND),
    "ladder": ("督办阶梯", Reads.CONTENT),
    "rectification": ("整改", Reads.KIND),
    "interview": ("约谈", Reads.KIND),
    "inspection": ("督查", Reads.KIND),
    "conclusion": ("督查结论", Reads.KIND),
    "objection": ("复核申请", Reads.KIND),
    "proposal": ("结果运用建议", Reads.KIND),
    "referral": ("线索移送", Reads.KIND),
    "designation": ("督查授权", Reads.KIND),
    "listed": ("挂牌督办", Reads.KIND),
    "bulletin": ("通报", Reads.KIND),
    "practice": ("督办规则", Reads.CONTENT),
    "reminder": ("提醒", Reads.CONTENT),
    "job": ("后台工作", Reads.CONTENT),
}
READ_BY_ADMINISTRATORS = frozenset(name for name, (_, reads) in FAMILIES.items() if reads is Reads.CONTENT)


def family_word(verb: str) -> str:
    """What an event is about, in one word."""
    return FAMILIES.get(verb.partition(".")[0], ("业务", Reads.KIND))[0]


def is_content_hidden(verb: str) -> bool:
    """Whether administrators learn only that there was such an event; what no table names is business."""
    return verb.partition(".")[0] not in READ_BY_ADMINISTRATORS
