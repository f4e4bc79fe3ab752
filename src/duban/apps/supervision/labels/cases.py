"""The words of cases: how their events read, what the office is offered to say."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "case.proposed": "按督办阶梯提出对{after[督办对象]}{after[层级]}：{after[事由]}。{note}",
    "case.opened": "拟对{after[督办对象]}{after[层级]}：{after[事由]}。{note}",
    "case.edited": "修改对{after[督办对象]}的督办件，现为{after[层级]}：{after[事由]}",
    "case.submitted": "呈批对{after[督办对象]}的{after[层级]}：{after[事由]}",
    "case.approved": "批准对{after[督办对象]}的{after[层级]}“{after[事由]}”{note}",
    "case.returned_to_office": "退回呈批的{after[层级]}“{after[事由]}”：{note}",
    "case.dismissed": "决定不予督办{after[督办对象]}“{after[事由]}”：{note}",
    "case.drafted": "为督办件“{after[事由]}”拟写公文，印发后送达{after[督办对象]}",
    "case.document_voided": "督办件“{after[事由]}”的公文已作废，重新决定",
    "case.served": "向{after[督办对象]}发出{after[层级]}“{after[事由]}”，期限{after[期限]}",
    "case.acknowledged": "{after[督办对象]}签收督办件“{after[事由]}”",
    "case.answered": "{after[督办对象]}反馈督办件“{after[事由]}”：{note}",
    "case.accepted": "督办件“{after[事由]}”核查通过，已办结：{note}",
    "case.returned": "督办件“{after[事由]}”退回{after[督办对象]}重办，期限{after[期限]}：{note}",
    "case.ended": "督办件“{after[事由]}”办结：{note}",
    "case.withdrawn": "撤回对{after[督办对象]}的督办件“{after[事由]}”：{note}",
    "case.reopened": "对{after[督办对象]}重新督办“{after[事由]}”，期限{after[期限]}：{note}",
}
LIMITS: tuple[tuple[str, str], ...] = (  # "d" working days, "h" working hours
    ("d1", "1个工作日"),
    ("d2", "2个工作日"),
    ("d3", "3个工作日"),
    ("d5", "5个工作日"),
    ("d10", "10个工作日"),
    ("d15", "15个工作日"),
    ("d30", "30个工作日"),
)
USUAL_LIMIT = "d5"
