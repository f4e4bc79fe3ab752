"""What the events of the review of a draft read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "plan_import.task_corrected": "核对“{target}”：修改{note}",
    "plan_import.task_checked": "核对“{target}”：{note}无误",
    "plan_import.task_unchecked": "核对“{target}”：{note}改为未核对",
    "plan_import.task_removed": "核对“{target}”：{note}不导入",
    "plan_import.task_restored": "核对“{target}”：恢复{note}",
    "plan_import.task_added": "核对“{target}”：新增{note}",
    "plan_import.task_split": "核对“{target}”：把{note}拆成两项",
    "plan_import.task_merged": "核对“{target}”：把后一项合并到{note}",
    "plan_import.task_moved": "核对“{target}”：移动{note}",
    "plan_import.section_added": "核对“{target}”：新增章节“{note}”",
    "plan_import.section_corrected": "核对“{target}”：修改章节“{note}”",
    "plan_import.section_merged": "核对“{target}”：把章节“{note}”合并到前一章节",
    "plan_import.section_removed": "核对“{target}”：删除章节“{note}”",
    "plan_import.header_corrected": "核对“{target}”：修改{note}",
}
