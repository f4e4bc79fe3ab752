"""What events of the review and the adoption of indicator documents read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "plan_import.indicator_corrected": "核对“{target}”：修改{note}",
    "plan_import.indicator_checked": "核对“{target}”：{note}无误",
    "plan_import.indicator_unchecked": "核对“{target}”：{note}改为未核对",
    "plan_import.indicator_removed": "核对“{target}”：{note}不导入",
    "plan_import.indicator_restored": "核对“{target}”：恢复{note}",
    "plan_import.indicator_added": "核对“{target}”：新增{note}",
    "plan_import.indicator_moved": "核对“{target}”：移动{note}",
    "indicator_set.adopted": "导入指标体系“{target}”，{after[指标]}项指标",
    "indicator_set.updated": "按文件更新指标体系“{target}”：{note}",
    "indicator.adopted": "随指标体系导入指标",
    "indicator.supplemented": "按文件增加指标“{target}”",
    "indicator.updated": "按文件更新指标“{target}”",
}
