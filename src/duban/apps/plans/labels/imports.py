"""What the events of imports of documents read like, and what is to be done next with an import in each state."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "plan_import.started": "上传公文“{target}”，准备导入为方案",
    "plan_import.read": "读出公文“{target}”的任务 {after[任务]} 项",
    "plan_import.indicators_read": "读出公文“{target}”的指标 {after[指标]} 项",
    "plan_import.failed": "没有读成公文“{target}”：{note}",
    "plan_import.discarded": "放弃导入“{target}”",
    "plan_import.question_answered": "回答存疑“{after[存疑]}”：{after[回答]}",
    "plan_import.question_reopened": "撤回对存疑“{after[存疑]}”的回答",
}
NEXT_STEPS = {
    "waiting": "看进度",
    "reading": "看进度",
    "reviewing": "核对",
    "adopted": "看结果",
    "failed": "看原因",
    "discarded": "查看",
}
