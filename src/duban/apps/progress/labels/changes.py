"""What the events of adjustment and closure read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "adjustment.asked": "{after[单位]}{after[申请]}任务“{after[任务]}”{after[类别]}，{after[改动]}：{note}",
    "adjustment.withdrawn": "{after[单位]}撤回任务“{after[任务]}”{after[类别]}申请",
    "adjustment.lapsed": "{after[单位]}对任务“{after[任务]}”的调整申请不再办理：{note}",
    "adjustment.referred": "任务“{after[任务]}”{after[类别]}申请呈领导审批，拟办意见：{note}",
    "adjustment.granted": "同意任务“{after[任务]}”{after[类别]}，{after[改动]}：{note}",
    "adjustment.refused": "不同意任务“{after[任务]}”{after[类别]}：{note}",
    "closure.asked": "{after[单位]}申请任务“{after[任务]}”销号：{note}",
    "closure.withdrawn": "{after[单位]}撤回任务“{after[任务]}”销号申请",
    "closure.lapsed": "{after[单位]}对任务“{after[任务]}”的销号申请不再办理：{note}",
    "closure.accepted": "任务“{after[任务]}”验收通过，予以销号，核查情况：{note}",
    "closure.refused": "任务“{after[任务]}”未通过销号核查：{note}",
    "closure.reopened": "任务“{after[任务]}”重新打开：{note}",
}
