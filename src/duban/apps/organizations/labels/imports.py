"""What the events of imports from a workbook read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "directory_import.started": "上传单位和人员文件“{target}”",
    "directory_import.rechecked": "重新核对单位和人员文件“{target}”",
    "directory_import.confirmed": "确认导入单位和人员文件“{target}”",
    "directory_import.applied": "已导入单位和人员文件“{target}”：{note}",
    "directory_import.failed": "没有导入单位和人员文件“{target}”：{note}",
    "directory_import.discarded": "放弃单位和人员文件“{target}”",
}
