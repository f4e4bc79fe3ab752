"""Collective units: the list, a page with the members of a day, create, change, delete; add and end members."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.organizations.actions import unit_groups as actions
from duban.apps.organizations.changes import token
from duban.apps.organizations.forms.unit_groups import (
    AddGroupMemberForm,
    ChangeUnitGroupForm,
    CreateUnitGroupForm,
    EndGroupMemberForm,
    UnitsIntoGroupForm,
)
from duban.apps.organizations.models import GroupRule, Unit, UnitGroup, UnitGroupMember
from duban.apps.organizations.queries.places import place_choices
from duban.apps.organizations.queries.unit_groups import members_of
from duban.apps.organizations.queries.units import names_on
from duban.apps.organizations.views.form_pages import bare_form, confirm_page, done, form_page
from duban.apps.organizations.views.leaders import day_asked
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.apps.web.table import Column, Table, page_link, selected
from duban.rulebook.permissions import Permission, can, why_not

page_of = page_link("organizations:unit-group")


class UnitGroupTable(Table):
    key, caption, unit = "unit-groups", "集合单位", "个"
    columns = (
        Column("name", "名称", link=page_of, sort="name", search="name", stay=True),
        Column(
            "rule",
            "成员确定方式",
            value=lambda group: group.get_rule_display(),
            under=lambda group: group.leading_group or "",
            sort="rule",
            filter="rule",
            choices=GroupRule.choices,
        ),
        Column(
            "place",
            "行政区",
            value=lambda group: group.jurisdiction.name,
            sort="jurisdiction__path",
            filter="jurisdiction",
            filter_value=lambda group: group.jurisdiction_id,
            choices=place_choices,
        ),
    )
    default_sort = ("jurisdiction__path", "name")
    empty = "这里列出文件中代表许多单位的名称，如“各镇政府”“市直各部门”；任务下达时按当天的成员落实到单位。"


@require(Permission.SEE_DIRECTORY)
def list_unit_groups(request: Request) -> HttpResponse:
    groups = UnitGroup.objects.visible_to(request.actor).select_related("jurisdiction", "leading_group")
    table = UnitGroupTable(request, groups)
    can_create = can(request.actor, Permission.CREATE_UNIT_GROUP)
    if can_create:
        table.empty_action = ("新建集合单位", reverse("organizations:unit-group-create"))
    return table.respond("organizations/unit_groups/list.html", {"can_create": can_create})


@require(Permission.SEE_DIRECTORY)
def show_unit_group(request: Request, pk: int) -> HttpResponse:
    """The members of the day in the address (`?on=2024-05-01`), today without one."""
    group, today = _group(request, pk), timezone.localdate()
    on, problem = day_asked(request, today)
    units = list(members_of(group, on=on))
    names, actor = names_on(units, on), request.actor
    context = {
        "group": group,
        "on": on,
        "problem": problem,
        "members": [(unit, names[unit.pk]) for unit in units],
        "listed": list(group.members.select_related("unit")),
        "is_listed": group.rule == GroupRule.LISTED,
        "can_change": can(actor, Permission.CHANGE_UNIT_GROUP, within=group.jurisdiction.path),
        "why_not_delete": why_not(actions.check_can_delete_unit_group, group, actor),
    }
    return render(request, "organizations/unit_groups/unit_group.html", context)


@require(Permission.CREATE_UNIT_GROUP)
def create_unit_group(request: Request) -> HttpResponse:
    form = CreateUnitGroupForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        group = attempt(form, actions.create_unit_group, by=request.actor, **form.cleaned_data)
        if group is not None:
            messages.success(request, f"已新建集合单位“{group}”。")
            return redirect(page_of(group))
    cancel = reverse("organizations:unit-groups")
    return form_page(request, form, heading="新建集合单位", submit="新建", cancel_url=cancel, tab="unit-groups")


@require(Permission.CHANGE_UNIT_GROUP)
def change_unit_group(request: Request, pk: int) -> HttpResponse:
    group = _group(request, pk)
    shown = {"name": group.name, "rule": group.rule, "leading_group": group.leading_group_id, "seen": token(group)}
    form = ChangeUnitGroupForm(request.POST or None, actor=request.actor, initial=shown)
    if done(request, form, actions.change_unit_group, group=group):
        messages.success(request, "已保存。")
        return redirect(page_of(group))
    return form_page(
        request, form, heading="修改集合单位", about=group, submit="保存", cancel_url=page_of(group), tab="unit-groups"
    )


@require(Permission.ADD_GROUP_MEMBER)
def add_group_member(request: Request, pk: int) -> HttpResponse:
    group = _group(request, pk)
    form = AddGroupMemberForm(request.POST or None, actor=request.actor)
    if done(request, form, actions.add_group_member, group=group):
        messages.success(request, f"已把“{form.cleaned_data['unit']}”列入“{group}”。")
        return redirect(page_of(group))
    return form_page(
        request, form, heading="添加成员", about=group, submit="添加", cancel_url=page_of(group), tab="unit-groups"
    )


@require(Permission.ADD_GROUP_MEMBER)
@require_POST
def put_units_into_group(request: Request) -> HttpResponse:
    """The units ticked in the list, all into one collective unit; the first post shows the form, the second acts."""
    units = list(selected(request, Unit.objects.visible_to(request.actor)))
    asked = "group" in request.POST
    chosen = {"ids": [unit.pk for unit in units]}
    form = UnitsIntoGroupForm(request.POST if asked else None, initial=chosen, actor=request.actor)
    if asked and form.is_valid():
        group, since = form.cleaned_data["group"], form.cleaned_data["since"]
        added = attempt(form, actions.add_group_members, group=group, units=units, since=since, by=request.actor)
        if added is not None:
            rest = f"，另有{len(units) - added}个原来就是成员" if added < len(units) else ""
            messages.success(request, f"已把{added}个单位列入“{group}”{rest}。")
            return redirect(page_of(group))
    return render(request, "organizations/unit_groups/into_group.html", {"form": form, "units": units})


@require(Permission.END_GROUP_MEMBER)
def end_group_member(request: Request, pk: int) -> HttpResponse:
    groups = UnitGroup.objects.visible_to(request.actor)
    members = UnitGroupMember.objects.select_related("group", "unit")
    member = get_object_or_404(members, pk=pk, group__in=groups)
    form = EndGroupMemberForm(request.POST or None, initial={"until": timezone.localdate()})
    if done(request, form, actions.end_group_member, member=member):
        messages.success(request, f"已把“{member.unit}”移出“{member.group}”。")
        return redirect(page_of(member.group))
    about, cancel = f"{member.group}：{member.unit}", page_of(member.group)
    return form_page(
        request, form, heading="移出成员", about=about, submit="移出", cancel_url=cancel, tab="unit-groups"
    )


@require(Permission.DELETE_UNIT_GROUP)
def delete_unit_group(request: Request, pk: int) -> HttpResponse:
    group = _group(request, pk)
    form = bare_form(request)
    if done(request, form, actions.delete_unit_group, group=group):
        messages.success(request, f"已删除集合单位“{group}”。")
        return redirect("organizations:unit-groups")
    told = ["只能删除没有被使用、也没有逐个列出过成员的集合单位。", "删除后不能恢复；操作记录仍然保留。"]
    return confirm_page(request, form, question=f"删除“{group}”", consequences=told, cancel_url=page_of(group))


def _group(request: Request, pk: int) -> UnitGroup:
    rows = UnitGroup.objects.visible_to(request.actor).select_related("jurisdiction", "leading_group")
    return get_object_or_404(rows, pk=pk)
