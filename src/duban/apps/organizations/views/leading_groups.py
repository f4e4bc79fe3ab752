"""领导小组: the list, a group as of a day, create, change, dissolve, delete. Its seats: `views.memberships`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from duban.apps.organizations.actions import leading_groups as actions
from duban.apps.organizations.changes import token
from duban.apps.organizations.forms.leading_groups import (
    ChangeLeadingGroupForm,
    CreateLeadingGroupForm,
    DissolveLeadingGroupForm,
)
from duban.apps.organizations.models import LeadingGroup
from duban.apps.organizations.queries import leading_groups as queries
from duban.apps.organizations.queries.leading_groups import GroupState
from duban.apps.organizations.queries.places import place_choices
from duban.apps.organizations.views.form_pages import bare_form, confirm_page, done, form_page
from duban.apps.organizations.views.leaders import day_asked
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can, why_not

TAB = "leading-groups"


page_of = page_link("organizations:leading-group")


def _chairs(group: LeadingGroup) -> str:
    return "、".join(queries.seat_of(row).name for row in group.chairs) or "未列"  # type: ignore[attr-defined]


def _state(group: LeadingGroup) -> str:
    state = GroupState(group.state)  # type: ignore[attr-defined]
    return format_html('<span class="warn">{}</span>', state.label) if state == GroupState.EXPIRED else state.label


class LeadingGroupTable(Table):
    key, caption, unit = "leading-groups", "领导小组", "个"
    columns = (
        Column("name", "名称", link=page_of, sort="name", search="name", stay=True),
        Column("chair", "组长", value=_chairs),
        Column(
            "office", "办公室所在单位", value=lambda one: one.office_unit, search="office_unit__name", optional=True
        ),
        Column("members", "成员", value=lambda one: one.member_count or 0, sort="member_count", number=True),
        Column("since", "设立日期", sort="since", filter="since", between="date", optional=True),
        Column("term", "任期至", value=lambda one: one.term_ends_on or "未写明", sort="term_ends_on", optional=True),
        Column(
            "state",
            "状态",
            value=_state,
            exported=lambda one: GroupState(one.state).label,
            sort="state",
            filter="state",
            choices=GroupState,
        ),
        Column(
            "place",
            "行政区",
            value=lambda one: one.jurisdiction.name,
            filter="jurisdiction",
            filter_value=lambda one: one.jurisdiction_id,
            choices=place_choices,
            sort="jurisdiction__path",
            optional=True,
        ),
        Column("basis", "设立依据", search="basis", hidden=True),
    )
    default_sort = ("jurisdiction__path", "name")
    empty = "这里列出议事协调机构：组长、成员、办公室、任期和撤销条件。可以新建，也可以从成立文件导入。"


@require(Permission.SEE_DIRECTORY)
def list_leading_groups(request: Request) -> HttpResponse:
    table = LeadingGroupTable(request, queries.groups_with_state(request.actor, on=timezone.localdate()))
    can_create = can(request.actor, Permission.CREATE_LEADING_GROUP)
    if can_create:
        table.empty_action = ("新建领导小组", reverse("organizations:leading-group-create"))
    return table.respond("organizations/leading_groups/list.html", {"can_create": can_create})


@require(Permission.SEE_DIRECTORY)
def show_leading_group(request: Request, pk: int) -> HttpResponse:
    on, problem = day_asked(request, timezone.localdate())
    groups = LeadingGroup.objects.visible_to(request.actor).select_related("jurisdiction", "office_unit")
    group = get_object_or_404(groups, pk=pk)
    context = {
        "group": group,
        "on": on,
        "problem": problem,
        **_as_of(request.actor, group, on),
        **_may(request.actor, group),
    }
    return render(request, "organizations/leading_groups/leading_group.html", context)


def _as_of(actor: Actor, group: LeadingGroup, on: date) -> dict[str, Any]:
    """The group as it was on the day."""
    seats = queries.seats(group, on=on)
    is_yet_to_be = group.since is not None and on < group.since
    units = [] if is_yet_to_be else list(queries.member_units(group, on=on))
    return {
        "parts": queries.parts(seats),
        "count": len(seats),
        "units": units,
        "linked": queries.linked(actor, seats, units, group.office_unit),
        "state": queries.state_of(group, on=on),
        "doubts": queries.doubts_of(group, on=on),
        "is_yet_to_be": is_yet_to_be,
    }


def _may(actor: Actor, group: LeadingGroup) -> dict[str, Any]:
    """What this user may do with it, and why not."""
    return {
        "can_change": can(actor, Permission.CHANGE_LEADING_GROUP, within=group.jurisdiction.path),
        "why_not_change": why_not(actions.check_running, group),
        "why_not_delete": why_not(actions.check_can_delete, group),
    }


@require(Permission.CREATE_LEADING_GROUP)
def create_leading_group(request: Request) -> HttpResponse:
    form = CreateLeadingGroupForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        group = attempt(form, actions.create_leading_group, by=request.actor, **form.cleaned_data)
        if group is not None:
            messages.success(request, f"已新建“{group}”，接着请添加成员。")
            return redirect(page_of(group))
    cancel = reverse("organizations:leading-groups")
    return form_page(request, form, heading="新建领导小组", submit="新建", cancel_url=cancel, tab=TAB)


@require(Permission.CHANGE_LEADING_GROUP)
def change_leading_group(request: Request, pk: int) -> HttpResponse:
    group = _visible(request, pk)
    fields = ("name", "since", "basis", "duties", "office_unit", "term_ends_on", "end_condition")
    shown = {name: getattr(group, name) for name in fields} | {"seen": token(group)}
    form = ChangeLeadingGroupForm(request.POST or None, initial=shown, actor=request.actor)
    if done(request, form, actions.change_leading_group, group=group):
        messages.success(request, "已保存。")
        return redirect(page_of(group))
    words = {"heading": "修改领导小组", "submit": "保存", "cancel_url": page_of(group)}
    return form_page(request, form, about=group, tab=TAB, **words)


@require(Permission.DISSOLVE_LEADING_GROUP)
def dissolve_leading_group(request: Request, pk: int) -> HttpResponse:
    group = _visible(request, pk)
    form = DissolveLeadingGroupForm(request.POST or None)
    if done(request, form, actions.dissolve_leading_group, group=group):
        messages.success(request, f"已撤销“{group}”，成员同日调出。")
        return redirect(page_of(group))
    words = {"heading": "撤销领导小组", "submit": "撤销领导小组", "cancel_url": page_of(group)}
    return form_page(request, form, about=group, tab=TAB, kind="danger", **words)


@require(Permission.DELETE_LEADING_GROUP)
def delete_leading_group(request: Request, pk: int) -> HttpResponse:
    group = _visible(request, pk)
    form = bare_form(request)
    if done(request, form, actions.delete_leading_group, group=group):
        messages.success(request, f"已删除“{group}”。")
        return redirect("organizations:leading-groups")
    told = ["只能删除误建的、从未列过成员的领导小组；其他的请撤销。", "删除后不能恢复；操作记录仍然保留。"]
    question = f"删除“{group}”"
    return confirm_page(request, form, question=question, consequences=told, cancel_url=page_of(group))


def _visible(request: Request, pk: int) -> LeadingGroup:
    return get_object_or_404(LeadingGroup.objects.visible_to(request.actor).select_related("office_unit"), pk=pk)
