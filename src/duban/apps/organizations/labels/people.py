"""What the events about people, posts, appointments and leading groups read like."""

from __future__ import annotations

from datetime import date

SENTENCES: dict[str, str] = {
    "official.created": "新建人员“{target}”",
    "official.changed": "修改人员“{target}”的信息",
    "official.deleted": "删除人员“{target}”",
    "post.created": "新建职务“{target}”",
    "post.changed": "修改职务“{target}”",
    "post.abolished": "自{after[撤销日期]}起撤销职务“{target}”",
    "post.deleted": "删除职务“{target}”",
    "appointment.appointed": "{after[人员]}任{after[职务]}（{after[任职日期]}起）",
    "appointment.ended": "免去{after[人员]}的{after[职务]}职务（{after[免职日期]}起不再担任）",
    "appointment.corrected": "更正任免记录“{target}”，原因：{note}",
    "leading_group.created": "设立“{target}”",
    "leading_group.changed": "修改“{target}”的信息",
    "leading_group.member_added": "{after[成员]}列为{after[领导小组]}{after[小组职务]}（{after[起始日期]}起）",
    "leading_group.member_ended": "{after[成员]}不再列为{after[领导小组]}{after[小组职务]}（{after[终止日期]}起）",
    "leading_group.dissolved": "自{after[撤销日期]}起撤销“{target}”，依据：{note}",
    "leading_group.deleted": "删除“{target}”",
}
VACANT = "空缺"


def in_words(day: date | None, unknown: str = "日期不详") -> str:
    """A day as people write it: 2026年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日" if day else unknown


def span_in_words(since: date | None, until: date | None) -> str:
    """A span as people say it: 自2023年1月5日起, 2023年1月5日至2024年3月1日."""
    if until is None:
        return f"自{in_words(since)}起"
    return f"{in_words(since)}至{in_words(until)}"
