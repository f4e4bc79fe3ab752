"""What events of evaluations read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "evaluation.drafted": "编写{after[类别]}“{target}”，数据截至{after[数据截至]}",
    "evaluation.rewritten": "重新选定内容，重写“{target}”",
}
