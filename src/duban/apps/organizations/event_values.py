"""What the events about a place, a unit, a post and an appointment say of it, in words.

In: a row, saved or not.  Out: its values by their Chinese names, for the actions and for the import of a workbook.
"""

from __future__ import annotations

from typing import Any

from duban.apps.organizations.labels.people import in_words
from duban.apps.organizations.models import Appointment, Jurisdiction, Level, Post, Unit, UnitKind


def place_values(place: Jurisdiction) -> dict[str, Any]:
    return {
        "名称": place.name,
        "级别": Level(place.level).label,
        "行政区划代码": place.code,
        "上级行政区": place.parent.name if place.parent else "",
        "排序": place.order,
    }


def unit_values(unit: Unit) -> dict[str, Any]:
    return {
        "名称": unit.name,
        "类别": UnitKind(unit.kind).label,
        "行政区": unit.jurisdiction.name,
        "上级单位": unit.parent.name if unit.parent else "",
        "统一社会信用代码": unit.code,
        "成立日期": in_words(unit.since, ""),
        "排序": unit.order,
    }


def post_values(post: Post) -> dict[str, Any]:
    return {
        "职务": post.title,
        "席位": post.seat,
        "分管工作": post.portfolio,
        "本级政府领导": "是" if post.leads_jurisdiction else "否",
        "排序": post.order,
    }


def appointment_values(appointment: Appointment) -> dict[str, str]:
    return {
        "人员": appointment.official.name,
        "职务": str(appointment.post),
        "任职日期": in_words(appointment.since),
        "免职日期": in_words(appointment.until, ""),
        "代理、主持工作": "是" if appointment.acting else "否",
        "任职依据": appointment.basis,
        "免职依据": appointment.end_basis,
    }
