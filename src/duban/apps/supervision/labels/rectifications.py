"""The words of rectifications: how their events read."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "rectification.required": "要求{after[整改单位]}于{after[期限]}前整改：{after[整改事项]}",
    "rectification.done": "{after[整改单位]}报整改完成“{after[整改事项]}”：{note}",
    "rectification.verified": "{after[整改单位]}的整改事项“{after[整改事项]}”核查通过：{note}",
    "rectification.returned": "退回{after[整改单位]}的整改事项“{after[整改事项]}”，于{after[期限]}前完成：{note}",
    "rectification.extended": (
        "整改事项“{after[整改事项]}”的期限由{before[期限]}延长至{after[期限]}{after[说明]}：{note}"
    ),
    "rectification.relapsed": "整改事项“{after[整改事项]}”问题反弹，于{after[期限]}前重新整改：{note}",
    "rectification.cancelled": "取消整改事项“{after[整改事项]}”：{note}",
}
AFTER_EXPIRY = "（期限过后办理）"  # asked after expiry it counts as overdue all the same (field.md §5)
