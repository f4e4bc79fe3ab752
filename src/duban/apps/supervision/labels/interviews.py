"""The words of interviews: how their events read."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "interview.proposed": "提出约谈{after[约谈单位]}：{note}",
    "interview.scheduled": "安排约谈{after[约谈单位]}：{after[时间]}，{after[地点]}，{after[主持人]}主持",
    "interview.rescheduled": (
        "约谈{after[约谈单位]}改期：由{before[时间]}，{before[地点]}，{before[主持人]}主持，"
        "改为{after[时间]}，{after[地点]}，{after[主持人]}主持"
    ),
    "interview.notice_drafted": "拟写约谈{after[约谈单位]}的通知“{after[公文]}”",
    "interview.held": "记录约谈{after[约谈单位]}，到场：{after[到场]}，承诺{after[承诺]}项",
    "interview.closed": "约谈{after[约谈单位]}的承诺已落实",
    "interview.reopened": "约谈{after[约谈单位]}重新打开：{note}",
    "interview.cancelled": "取消约谈{after[约谈单位]}：{note}",
}
NO_CHAIR = "（未定）"
