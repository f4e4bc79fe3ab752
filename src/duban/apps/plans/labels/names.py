"""What the events of the names in a draft read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "plan_import.name_matched": "“{target}”里的“{after[名称]}”对应{after[对应]}",
    "plan_import.name_left": "“{target}”里的“{after[名称]}”只留文字",
    "plan_import.name_reopened": "“{target}”里的“{after[名称]}”改为未对应",
    "plan_import.names_matched": "按名册再次对应“{target}”的名称：{note}",
    "plan_import.names_created": "为“{target}”新建名册里没有的：{note}",
}
