"""The words of instructions and clocks: how their events read, what a leader is offered to say."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "instruction.given": "{after[批示领导]}批示任务“{after[任务]}”，请{after[办理单位]}于{after[期限]}前反馈：{note}",
    "instruction.answered": "{after[办理单位]}反馈批示办理情况：{note}",
    "instruction.settled": "{after[办理单位]}对任务“{after[任务]}”批示的办理已办结{note}",
    "instruction.continued": "请{after[办理单位]}继续办理批示，于{after[期限]}前反馈：{note}",
    "instruction.reopened": "重新打开批示，请{after[办理单位]}于{after[期限]}前反馈：{note}",
    "instruction.withdrawn": "{after[批示领导]}撤回对任务“{after[任务]}”的批示",
    "clock.stopped": "{after[事项]}暂停计时：{note}",
    "clock.resumed": "{after[事项]}恢复计时，期限为{after[期限]}",
    "clock.extended": "{after[事项]}的期限由{before[期限]}延长至{after[期限]}{after[说明]}：{note}",
}
AFTER_EXPIRY = "（期限过后办理）"  # asked after expiry it counts as overdue all the same (field.md §5)
PRESETS: tuple[str, ...] = (
    "请说明滞后原因和补救措施。",
    "请倒排时间，逐项推进，确保按时完成。",
    "请报目前进展和存在的问题。",
    "请牵头单位会同有关单位研究，提出处理意见。",
)
LIMITS: tuple[tuple[str, str], ...] = (  # "d" working days, "h" working hours
    ("d1", "1个工作日"),
    ("d3", "3个工作日"),
    ("d5", "5个工作日"),
    ("d10", "10个工作日"),
    ("d15", "15个工作日"),
    ("h4", "4个工作小时"),
)
USUAL_LIMIT = "d5"
