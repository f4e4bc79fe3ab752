"""What events of bulletins read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "bulletin.drafted": "编写督查通报“{target}”，数据截至{after[数据截止日期]}",
    "bulletin.redated": "改“{target}”的数据截止日期为{after[数据截止日期]}",
    "bulletin.rewritten": "重新选定内容，重写“{target}”，数据截至{after[数据截止日期]}",
}
