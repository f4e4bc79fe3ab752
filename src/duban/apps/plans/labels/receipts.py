"""What the events of acknowledgement read like, and how near a date is."""

from __future__ import annotations

from datetime import date

SENTENCES: dict[str, str] = {
    "receipt.acknowledged": "{after[单位]}签收任务“{after[任务]}”",
    "receipt.objected": "{after[单位]}对任务“{after[任务]}”提出异议：{note}",
    "receipt.upheld": "维持{after[单位]}承担任务“{after[任务]}”：{note}",
    "receipt.released": "{after[单位]}不再承担任务“{after[任务]}”，由{after[改派]}承担：{note}",
}
NEAR = 3  # days before a date from which it is near


def distance(due: date, *, on: date) -> str:
    """还有3天, 今天截止, 逾期2天."""
    days = (due - on).days
    if days == 0:
        return "今天截止"
    return f"还有{days}天" if days > 0 else f"逾期{-days}天"


def nearness(due: date, *, on: date) -> str:
    """The class of the words of `distance`: far, near, late."""
    days = (due - on).days
    return "late" if days < 0 else "near" if days <= NEAR else "far"
