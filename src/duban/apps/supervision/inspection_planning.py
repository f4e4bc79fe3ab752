"""What an inspection's plan consists of (art. 15), as it is entered, and as it is kept for comparison.

In: what was entered, a row.  Out: an `InspectionPlan`; the plan in words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from duban.apps.accounts.models import Account
from duban.apps.organizations.models import Official, Unit
from duban.apps.supervision.models import Designation, Inspection
from duban.rulebook.inspections import CATEGORIES, FORMS, METHODS, Category, Form, Method, check_designated
from duban.rulebook.refusals import Invalid
from duban.rulebook.texts import required_text

LONGEST, MOST_OBJECTS, MOST_MEMBERS = 5000, 200, 60


@dataclass(frozen=True, slots=True)
class Member:
    """`name` as written: 督小青（督查室）; `account` and `official` where it is known who that is."""

    name: str
    account: Account | None = None
    official: Official | None = None


@dataclass(frozen=True, slots=True)
class InspectionPlan:
    """The first of `members` is the head."""

    title: str
    category: Category
    form: Form
    basis: str
    content: str
    scope: str
    methods: Collection[Method]
    begins: date
    ends: date
    units: Sequence[Unit]
    members: Sequence[Member]
    designation: Designation | None = None
    is_announced: bool = True


def check_plan(plan: InspectionPlan) -> dict[str, Any]:
    """The columns of the row; refused where the regulation wants more."""
    texts = {
        "title": required_text(plan.title, "title", "请写督查名称", most=200),
        "basis": required_text(plan.basis, "basis", "请写立项依据", most=300),
        "content": required_text(plan.content, "content", "请写督查事项", most=LONGEST),
        "scope": required_text(plan.scope, "scope", "请写督查范围", most=LONGEST),
    }
    if plan.ends < plan.begins:
        raise Invalid("结束日期早于开始日期", "ends")
    if not plan.methods:
        raise Invalid("请选择督查方式", "methods")
    _check_several(plan)
    if (given := plan.designation) is not None:
        check_designated(given.matter, given.since, given.until, plan.begins, plan.ends)
    methods = [method.value for method in Method if method in plan.methods]
    kinds = {"category": plan.category, "form": plan.form, "methods": methods, "is_announced": plan.is_announced}
    return texts | kinds | {"begins": plan.begins, "ends": plan.ends, "designation": plan.designation}


def _check_several(plan: InspectionPlan) -> None:
    if not plan.units:
        raise Invalid("请写督查对象", "units")
    if len(plan.units) > MOST_OBJECTS:
        raise Invalid(f"督查对象最多 {MOST_OBJECTS} 个", "units")
    if not plan.members:
        raise Invalid("请写督查组成员，第一位是组长", "members")
    if len(plan.members) > MOST_MEMBERS:
        raise Invalid(f"督查组最多 {MOST_MEMBERS} 人", "members")
    if plan.designation is not None and plan.designation.unit in plan.units:
        raise Invalid("开展督查的部门不能同时是督查对象", "units")


def words_of(row: Inspection) -> dict[str, Any]:
    """The plan as it stands in the row, in words that are compared and kept."""
    members = [f"{one.name}（组长）" if one.is_head else one.name for one in row.members.all()]
    return {
        "title": row.title,
        "designation": str(row.designation) if row.designation else "",
        "category": CATEGORIES[Category(row.category)],
        "form": FORMS[Form(row.form)],
        "basis": row.basis,
        "content": row.content,
        "scope": row.scope,
        "units": [one.unit.name for one in row.subjects.select_related("unit")],
        "methods": [METHODS[Method(one)] for one in row.methods],
        "begins": row.begins.isoformat(),
        "ends": row.ends.isoformat(),
        "members": members,
        "announced": "事先通知" if row.is_announced else "不事先通知",
    }
