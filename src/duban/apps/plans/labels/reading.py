"""What the events of this application read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {"document.read": "读取公文“{after[文件]}”"}
