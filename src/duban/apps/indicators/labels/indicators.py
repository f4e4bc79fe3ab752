"""What events of indicators read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "indicator.added": "增加指标“{target}”",
    "indicator.changed": "修改指标“{target}”",
    "indicator.settled": "确认指标“{target}”的方向和性质",
    "indicator.moved": "移动指标“{target}”",
    "indicator.removed": "删除指标“{target}”",
}
