"""The words of the review: what its events read like, and the reasons every office gives now and then."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "report.accepted": "审核通过{after[单位]}{after[轮次]}关于“{after[任务]}”的进展情况，核定{after[核定]}",
    "report.returned": "退回{after[单位]}{after[轮次]}关于“{after[任务]}”的进展情况，{after[重报期限]}前重报：{note}",
    "report.reopened": "重新打开{after[单位]}{after[轮次]}关于“{after[任务]}”的进展情况并退回：{note}",
}
STANDING_REASONS = (
    "没有写本轮的新进展，与上轮基本相同。",
    "缺完成数，或完成数与文字不一致。",
    "进度滞后，没有写明原因和补救措施。",
    "下一步打算没有写到时间和责任单位。",
    "缺佐证材料。",
)
