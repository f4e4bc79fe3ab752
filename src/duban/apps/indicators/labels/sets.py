"""What events of sets, their fields and stages read like, and the words that their actions and pages share."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "indicator_set.created": "新建指标体系“{target}”",
    "indicator_set.changed": "修改指标体系“{target}”的基本信息",
    "indicator_set.deleted": "删除指标体系草稿“{target}”（{before[指标]}项指标）",
    "indicator_set.started": "启用指标体系“{target}”，{after[指标]}项指标由{after[单位]}个单位负责",
    "indicator_set.closed": "结束指标体系“{target}”",
    "indicator_set.taken_back": "把指标体系“{target}”退回拟定，原因：{note}",
    "indicator_set.reopened": "重新启用指标体系“{target}”，原因：{note}",
    "indicator_set.field_added": "在“{target}”中增加领域“{after[领域]}”",
    "indicator_set.field_renamed": "把“{target}”的领域“{before[领域]}”改为“{after[领域]}”",
    "indicator_set.field_moved": "调整“{target}”中领域“{after[领域]}”的次序",
    "indicator_set.field_removed": "删除“{target}”的领域“{before[领域]}”",
    "indicator_set.stage_added": "在“{target}”中增加阶段“{after[阶段]}”",
    "indicator_set.stage_changed": "修改“{target}”的阶段“{after[阶段]}”",
    "indicator_set.stage_moved": "调整“{target}”中阶段“{after[阶段]}”的次序",
    "indicator_set.stage_removed": "删除“{target}”的阶段“{before[阶段]}”",
}
CLOSED = "指标体系已结束，不能再修改；需要修改的请先重新启用"
ASK_REASON = "指标体系正在执行，请写明修改原因"
EMPTY = "指标体系是一个地方一段时期要达到的数量目标，如“五年规划主要指标”“小康指标任务”。"
