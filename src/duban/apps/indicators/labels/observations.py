"""What events of this part read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "observation.entered": "填报{after[指标]}{after[期间]}实际值：{after[实际值]}（{after[性质]}）",
    "observation.corrected": "更正{after[指标]}{after[期间]}实际值：{before[实际值]}改为{after[实际值]}，原因：{note}",
    "observation.withdrawn": "撤回{before[指标]}{before[期间]}实际值：{before[实际值]}，原因：{note}",
}
