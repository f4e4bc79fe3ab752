"""What the events of acknowledgement read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "receipt.acknowledged": "{after[单位]}签收任务“{after[任务]}”",
    "receipt.objected": "{after[单位]}对任务“{after[任务]}”提出异议：{note}",
    "receipt.upheld": "维持{after[单位]}承担任务“{after[任务]}”：{note}",
    "receipt.released": "{after[单位]}不再承担任务“{after[任务]}”，由{after[改派]}承担：{note}",
}
