"""The words of this part: filling, approving inside, submitting; and evidence of whatever is said.

What is not submitted yet is the unit's own, and the record is read by others: so it names no file and quotes no note.
"""

from __future__ import annotations

_OWNERS = ("report", "contribution", "implementation_plan", "adjustment", "closure", "instruction")
SENTENCES: dict[str, str] = {
    "report.begun": "开始填写{target}",
    "report.sent_to_head": "{target}送单位审核",
    "report.submitted": "报送{target}",
    "report.approved": "单位审核通过并报送{target}",
    "report.sent_back": "单位退回{target}，请填报人修改",
    "report.withdrawn": "撤回{target}",
    "practice.unit_set": "设定{target}：报送前由单位负责人审核改为“{after[单位审核]}”",
    **{f"{owner}.evidence_attached": "为{target}上传佐证材料" for owner in _OWNERS},
    **{f"{owner}.evidence_removed": "移除{target}的一个佐证材料" for owner in _OWNERS},
}
