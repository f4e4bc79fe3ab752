"""The words of inspections and designations: how their events read."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "designation.made": "指定{after[部门]}开展“{after[事项]}”督查，{after[起始日期]}起，{after[终止日期]}前有效",
    "designation.ended": "提前终止{after[部门]}“{after[事项]}”的督查授权，{after[终止日期]}起不再有效：{note}",
    "inspection.drafted": "拟订督查方案",
    "inspection.changed": "修改督查方案",
    "inspection.submitted": "将督查方案报领导批准",
    "inspection.approved": "批准督查方案{note}",
    "inspection.returned": "退回督查方案：{note}",
    "inspection.revised": "变更已批准的督查方案，重新报批：{note}",
    "inspection.notice_drafted": "拟制督查通知",
    "inspection.dispatched": "派出督查组{note}",
    "inspection.cancelled": "取消督查：{note}",
    "inspection.closed": "督查办结",
    "inspection.reopened": "重新打开督查：{note}",
    "inspection.recorded": "记录督查情况：{after[方式]}",
    "inspection.record_changed": "修改督查记录：{after[方式]}",
    "inspection.self_checked": "报送自查情况",
}
