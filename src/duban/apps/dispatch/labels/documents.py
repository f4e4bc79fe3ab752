"""What events of documents read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "dispatch.drafted": "拟制{after[文种]}“{target}”",
    "dispatch.edited": "修改公文“{target}”：{after[修改]}",
    "dispatch.submitted": "将“{target}”送领导签发",
    "dispatch.returned": "退回“{target}”修改：{note}",
    "dispatch.issued": "印发{after[文种]}“{target}”，送{after[收文单位]}",
    "dispatch.voided": "作废公文稿“{target}”：{note}",
    "dispatch.corrected": "“{target}”由{after[更正公文]}更正：{note}",
    "dispatch.acknowledged": "{after[单位]}签收“{target}”",
}
