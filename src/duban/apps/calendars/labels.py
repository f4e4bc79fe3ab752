"""What the events of the calendar read like, and what a day is called."""

from __future__ import annotations

from duban.rulebook.working_days import DayKind

SENTENCES: dict[str, str] = {
    "calendar.day_changed": "把{note}由“{before[安排]}”改为“{after[安排]}”",
    "calendar.year_imported": "导入{target}，放假{after[放假]}天，调休上班{after[调休上班]}天",
}
KINDS = {DayKind.OFF: "放假", DayKind.WORKING: "调休上班"}
WEEKDAYS = "一二三四五六日"
SUPPLIED = "随系统提供"  # where the years came from that were there at the beginning
EVERYWHERE = "节假日由全系统共用，请最上级行政区的系统管理员维护"


def not_announced(year: int) -> str:
    return f"{year}年放假安排尚未公布，先按周末计算"


def said(kind: str, name: str) -> str:
    """放假，国庆节; what no notice names follows the week."""
    return "，".join(filter(None, (KINDS[DayKind(kind)], name))) if kind else "按周计算"
