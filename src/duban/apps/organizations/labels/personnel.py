"""What the events of imports from documents read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "personnel_import.started": "上传“{target}”，读取名单和任免",
    "personnel_import.corrected": "更正“{target}”的读取结果：{note}",
    "personnel_import.applied": "导入“{target}”：{note}",
    "personnel_import.discarded": "放弃导入“{target}”",
}
