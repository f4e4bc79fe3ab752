"""督查 as a list: by state, form, content, object and days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from duban.apps.supervision.models import InspectionObject
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.actors import Actor
from duban.rulebook.inspections import CATEGORIES, FORMS, INSPECTION


def _objects(row: Any) -> str:
    names = [one.unit.name for one in row.subjects.all()]
    return "、".join(names[:3]) + (f"等{len(names)}个单位" if len(names) > 3 else "")


def _all_objects(row: Any) -> str:
    return "、".join(one.unit.name for one in row.subjects.all())


def _head(row: Any) -> str:
    return next((one.name for one in row.members.all() if one.is_head), "")


def _of_object(words: str) -> Q:
    return Q(pk__in=InspectionObject.objects.filter(unit__name__icontains=words).values("inspection"))


def _leads(row: Any) -> str:
    return row.designation.unit.name if row.designation else "督查机构"


def _filter_designated(actor: Actor, chosen: Sequence[Any]) -> Q:
    wanted = {str(one) for one in chosen}
    found = Q(pk__in=())
    if "1" in wanted:
        found |= Q(designation__isnull=False)
    if "0" in wanted:
        found |= Q(designation__isnull=True)
    return found


class InspectionTable(Table):
    key, caption, unit = "inspections", "督查", "次"
    columns = (
        Column(
            "title",
            "督查",
            link=page_link("supervision:inspection"),
            under=lambda row: row.get_form_display(),
            search=("title", "content", "basis"),
            stay=True,
            place="title",
        ),
        Column(
            "state",
            "状态",
            value=lambda row: row.get_state_display(),
            filter="state",
            choices=INSPECTION.choices,
            sort="state",
            place="state",
        ),
        Column("objects", "督查对象", value=_objects, exported=_all_objects, search=_of_object, wide=True, place="who"),
        Column("begins", "开始", sort="begins", filter="begins", between="date", place="due"),
        Column("ends", "结束", sort="ends", filter="ends", between="date"),
        Column("head", "组长", value=_head, optional=True),
        Column(
            "form",
            "督查形式",
            value=lambda row: row.get_form_display(),
            filter="form",
            choices=[(k.value, v) for k, v in FORMS.items()],
            hidden=True,
        ),
        Column(
            "category",
            "督查内容",
            value=lambda row: row.get_category_display(),
            filter="category",
            choices=[(k.value, v) for k, v in CATEGORIES.items()],
            hidden=True,
        ),
        Column(
            "leads",
            "开展机构",
            value=_leads,
            filter=_filter_designated,
            filter_value=lambda row: 1 if row.designation_id else 0,
            choices=((0, "督查机构直接开展"), (1, "指定部门开展")),
            optional=True,
        ),
        Column("basis", "立项依据", hidden=True),
    )
    default_sort = ("-begins", "-pk")
    standing = (
        ("待批准", "state=submitted"),
        ("已批准", "state=approved"),
        ("督查中", "state=under_way"),
        ("已作出结论", "state=concluded"),
        ("已办结", "state=closed"),
    )
    empty = "督查在这里列出：先拟订方案，报领导批准，再派出督查组，作出督查结论，整改办结。"
