"""The words of conclusions, objections, proposals and referrals: how their events read."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "conclusion.drafted": "拟写对{after[督查对象]}的督查结论",
    "conclusion.changed": "修改对{after[督查对象]}的督查结论",
    "conclusion.written": "拟制对{after[督查对象]}的督查结论公文",
    "conclusion.delivered": "向{after[督查对象]}送达督查结论",
    "conclusion.received": "{after[督查对象]}签收督查结论，可以在{after[申请期限]}前申请复核",
    "objection.filed": "{after[督查对象]}对督查结论申请复核，应于{after[决定期限]}前决定",
    "objection.withdrawn": "{after[督查对象]}撤回复核申请",
    "objection.upheld": "复核决定维持对{after[督查对象]}的督查结论：{note}",
    "objection.revised": "复核决定变更或撤销对{after[督查对象]}的督查结论：{note}",
    "objection.written": "拟制对{after[督查对象]}的复核决定公文",
    "proposal.made": "提出{after[类别]}建议：{note}",
    "proposal.approved": "批准{after[类别]}建议：{note}",
    "proposal.refused": "不批准{after[类别]}建议：{note}",
    "proposal.done": "落实{after[类别]}建议：{note}",
    "referral.made": "移送问题线索",
    "referral.receipt_noted": "登记线索移送的回执",
}
