"""What events of this part read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "indicator_target.linked": "把任务目标“{after[任务目标]}”关联到指标“{target}”（{after[年度]}年）",
    "indicator_target.unlinked": "取消任务目标“{before[任务目标]}”与指标“{target}”（{before[年度]}年）的关联",
    "indicator_set.made_of_plan": "把方案“{after[方案]}”的{after[目标]}个目标设为年度指标“{target}”",
    "indicator_set.plan_made": "由“{target}”的{after[条数]}条重点工作任务建立方案“{after[方案]}”，{after[任务]}项任务",
}
