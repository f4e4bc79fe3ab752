"""What the events of adoption, comparison and workbooks read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "plan.adopted": "导入方案“{target}”",
    "plan.corrected": "更正方案“{target}”：{note}",
    "task.adopted": "随方案导入任务",
    "task.corrected": "按更正的方案修改任务",
    "task.supplemented": "更正方案时增加任务",
    "plan.task_dropped": "更正方案时删去任务“{before[任务内容]}”",
    "task.terminated": "终止任务：{note}",
    "plan_import.task_parted": "核对：{note}",
    "plan_import.task_paired": "核对：{note}",
    "plan_import.dropped_decided": "决定更正后没有的任务：{note}",
    "plan_import.workbook_started": "上传台账“{target}”（{note}）",
}
