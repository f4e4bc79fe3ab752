"""What the events of implementation plans, their milestones and inner duties read like; the words of their states."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "implementation_plan.asked": "要求牵头单位在{after[报送期限]}前报送落实方案，共{after[落实方案]}份",
    "implementation_plan.begun": "{after[单位]}开始填写{target}",
    "implementation_plan.sent_for_approval": "把{target}送单位负责人审核",
    "implementation_plan.sent_back": "单位审核：{target}退回修改",
    "implementation_plan.submitted": "{after[单位]}报送{target}（第{after[第几次]}次），{after[节点]}个节点",
    "implementation_plan.withdrawn": "{after[单位]}撤回{target}",
    "implementation_plan.accepted": "审核通过{after[单位]}的{target}",
    "implementation_plan.returned": "退回{after[单位]}的{target}，{after[报送期限]}前重报",
    "implementation_plan.reopened": "重新打开并退回{after[单位]}的{target}，{after[报送期限]}前重报",
    "milestone.finished": "标记节点“{target}”于{after[完成日期]}完成",
    "milestone.verified": "核定节点“{target}”已完成",
    "milestone.set_back": "退回节点“{target}”的完成标记",
    "inner_duty.assigned": "确定任务“{after[任务]}”在{after[单位]}的内部分工，{after[总负责]}总负责",
    "inner_duty.finished": "完成负责的部分“{target}”",
    "inner_duty.reopened": "取消“{target}”的完成标记",
}
NOT_FILED = "未报送"
