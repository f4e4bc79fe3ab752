"""What the pages of units show: the table, the chosen place, one unit with all that hangs on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from duban.apps.organizations.actions import jurisdictions, units
from duban.apps.organizations.codes import credit_code_doubt
from duban.apps.organizations.further_pages import further_pages
from duban.apps.organizations.models import Jurisdiction, Unit, UnitGroup, UnitKind, UnitName, UnitNameKind
from duban.apps.organizations.queries import unit_lists
from duban.apps.organizations.queries.people import posts_of
from duban.apps.organizations.queries.places import place_choices
from duban.apps.organizations.queries.unit_groups import groups_of
from duban.apps.organizations.queries.units import name_on
from duban.apps.web.table import BulkAction, Column, Table, page_link
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can, check_can, why_not

STATE_WORDS = dict(unit_lists.STATES)


page_of = page_link("organizations:unit")


def _short(unit: Unit) -> str:
    return "、".join(name.name for name in unit.short_names)  # type: ignore[attr-defined]


def _state(unit: Unit) -> str:
    state: str = unit.state  # type: ignore[attr-defined]
    return f"并入{unit.merged_into}" if state == unit_lists.MERGED else STATE_WORDS[state]


class UnitTable(Table):
    """Searching finds every name a unit has or had."""

    key, caption, unit = "units", "单位", "个"
    columns = (
        Column("name", "名称", link=page_of, sort="name", search=("name", "names__name"), stay=True),
        Column("short", "简称", value=_short, optional=True),
        Column(
            "place",
            "行政区",
            value=lambda unit: unit.jurisdiction.name,
            sort="jurisdiction__path",
            filter="jurisdiction",
            filter_value=lambda unit: unit.jurisdiction_id,
            choices=place_choices,
        ),
        Column(
            "kind",
            "类别",
            value=lambda unit: unit.get_kind_display(),
            sort="kind",
            filter="kind",
            choices=UnitKind.choices,
        ),
        Column("parent", "上级单位", value=lambda unit: unit.parent or "", sort="parent__name", optional=True),
        Column("posts", "职务", value=lambda unit: unit.post_count, sort="post_count", number=True, optional=True),
        Column("state", "状态", value=_state, sort="state", filter="state", choices=unit_lists.STATES),
        Column("code", "统一社会信用代码", search="code", hidden=True),
        Column("since", "成立日期", sort="since", filter="since", between="date", hidden=True),
        Column("until", "撤销日期", sort="until", filter="until", between="date", hidden=True),
    )
    default_sort = ("jurisdiction__path", "order")
    bulk = (BulkAction("列入集合单位", "organizations:units-into-group", Permission.ADD_GROUP_MEMBER),)
    empty = "这里列出各部门、各级政府和其他能承担任务的单位。可以逐个新建，也可以从表格导入。"


def _in_order(name: UnitName) -> tuple[int, int]:
    """The official name of today first, then the kinds in turn, the latest first within each."""
    return list(UnitNameKind).index(UnitNameKind(name.kind)), -(name.since or date.min).toordinal()


def place_context(actor: Actor, place: Jurisdiction | None) -> dict[str, Any]:
    """What may be done with the chosen place, and why not."""
    context: dict[str, Any] = {"can_create": can(actor, Permission.CREATE_UNIT)}
    if place is not None and can(actor, Permission.CREATE_JURISDICTION):
        context["can_change_place"] = True
        below = "镇（街道）之下不再设行政区" if not jurisdictions.levels_below(place) else ""
        within = why_not(check_can, actor, Permission.CREATE_JURISDICTION, within=place.path)
        context["why_not_below"] = within or below
    return context


def unit_context(actor: Actor, unit: Unit, *, on: date, today: date) -> dict[str, Any]:
    """Everything the unit's page shows: posts, holders and groups of the day `on`, the rest as it is today."""
    path = unit.jurisdiction.path
    context = {
        "unit": unit,
        "on": on,
        "state_words": STATE_WORDS[unit_lists.state_of(unit, on=today)],
        "name_then": name_on(unit, on),
        "names": sorted(unit.names.all(), key=_in_order),
        "posts": posts_of(unit, on=on),
        "children": unit.children.select_related("jurisdiction"),
        "merged": unit.merged.all(),
        "parent": unit_lists.visible_one(actor, unit.parent),
        "merged_into": unit_lists.visible_one(actor, unit.merged_into),
        "groups": groups_of(unit, on=on),
        "groups_seen": set(UnitGroup.objects.visible_to(actor).values_list("pk", flat=True)),
        "leading_groups": unit_lists.leading_groups_of(unit, on=on),
        "accounts": unit.accounts.filter(is_active=True).count() if can(actor, Permission.SEE_ACCOUNTS) else None,
        "further": further_pages("unit", unit.pk, actor),
        "code_doubt": credit_code_doubt(unit.code) if unit.code else "",
    }
    if can(actor, Permission.CHANGE_UNIT, within=path):
        ended = why_not(units.check_lasts, unit)
        context |= {
            "can_change": True,
            "why_not_rename": ended,
            "why_not_retire": why_not(units.check_can_retire_unit, unit, actor, today),
            "why_not_merge": ended,
            "why_not_delete": why_not(units.check_can_delete_unit, unit, actor),
        }
    return context
