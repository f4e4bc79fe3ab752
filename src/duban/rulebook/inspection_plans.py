"""What of an inspection's plan differs from the plan that was approved, and whether it reaches further.

In: two plans in words, as they are kept.  Out: `Difference`s; the sentences that say what was widened.
政府督查工作条例 art. 15: a plan is kept to; scope and objects are not widened without a new approval.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

LABELS: dict[str, str] = {
    "title": "名称",
    "designation": "督查授权",
    "category": "督查内容",
    "form": "督查形式",
    "basis": "立项依据",
    "content": "督查事项",
    "scope": "督查范围",
    "units": "督查对象",
    "methods": "督查方式",
    "begins": "开始日期",
    "ends": "结束日期",
    "members": "督查组",
    "announced": "事先通知",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """`added` and `gone` are filled where the value is a list."""

    label: str
    before: str
    after: str
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def differences(approved: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """In the order of the plan; nothing where no plan was approved yet."""
    if not approved:
        return []
    return [
        _difference(label, _read(key, approved), _read(key, now))
        for key, label in LABELS.items()
        if approved.get(key, "") != now.get(key, "")
    ]


def widened(approved: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What reaches further than what was approved: more objects, another scope, more days."""
    if not approved:
        return []
    found = []
    if more := [one for one in now["units"] if one not in approved["units"]]:
        found.append(f"增加督查对象：{'、'.join(more)}")
    if now["scope"] != approved["scope"]:
        found.append("变更督查范围")
    if now["begins"] < approved["begins"] or now["ends"] > approved["ends"]:
        found.append("延长督查时间")
    return found


def _read(key: str, plan: Mapping[str, Any]) -> Any:
    value = plan.get(key, "")
    if key in ("begins", "ends") and value:
        day = date.fromisoformat(value)
        return f"{day.year}年{day.month}月{day.day}日"
    return value


def _difference(label: str, before: Any, after: Any) -> Difference:
    if not isinstance(before, list) or not isinstance(after, list):
        return Difference(label, str(before), str(after))
    added = tuple(one for one in after if one not in before)
    gone = tuple(one for one in before if one not in after)
    return Difference(label, "、".join(before), "、".join(after), added, gone)
