"""The words of files: how their events read, in the family of what they belong to."""

from __future__ import annotations

_FAMILIES = ("case", "rectification", "inspection", "objection", "interview", "listed")
SENTENCES: dict[str, str] = {
    **{f"{family}.file_attached": "上传佐证材料“{after[文件名]}”" for family in _FAMILIES},
    **{f"{family}.file_removed": "移除佐证材料“{before[文件名]}”" for family in _FAMILIES},
}
