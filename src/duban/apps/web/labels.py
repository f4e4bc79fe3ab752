"""The words of this application: what its events read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "view.saved": "为“{after[列表]}”表保存视图“{target}”（{after[条件]}）",
    "view.changed": "把视图“{before[名称]}”（{before[条件]}）改为“{after[名称]}”（{after[条件]}）",
    "view.shared": "把视图“{target}”由{before[范围]}改为{after[范围]}",
    "view.deleted": "删除“{before[列表]}”表的视图“{target}”（{before[条件]}）",
}
