"""People: the list, a person's page with the career, create, change, delete."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations.actions import officials as actions
from duban.apps.organizations.changes import token
from duban.apps.organizations.forms.officials import ChangeOfficialForm, CreateOfficialForm
from duban.apps.organizations.further_pages import further_pages
from duban.apps.organizations.in_use import check_unused
from duban.apps.organizations.models import Appointment, LeadingGroup, Official, Post
from duban.apps.organizations.queries import officials as queries
from duban.apps.organizations.queries.places import place_choices
from duban.apps.organizations.views.form_pages import bare_form, confirm_page, done, form_page
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.permissions import Permission, can, why_not

ACTING = "（代理、主持工作）"


_page = page_link("organizations:official")


def _posts(official: Official) -> str:
    return "、".join(f"{one.post.title}{ACTING if one.acting else ''}" for one in _held(official))


def _units(official: Official) -> str:
    return "、".join(dict.fromkeys(one.post.unit.name for one in _held(official)))


def _only_unit(official: Official) -> int | None:
    units = {one.post.unit_id: one.in_sight for one in _held(official)}  # type: ignore[attr-defined]
    return next((pk for pk, in_sight in units.items() if in_sight), None) if len(units) == 1 else None


def _held(official: Official) -> list[Appointment]:
    held: list[Appointment] = official.held  # type: ignore[attr-defined]
    return held


class OfficialTable(Table):
    key, caption, unit = "officials", "人员", "人"
    columns = (
        Column("name", "姓名", link=_page, sort="name", search="name", stay=True, under=lambda one: one.remark),
        Column("posts", "现任职务", value=_posts, search="appointments__post__title"),
        Column(
            "unit",
            "单位",
            value=_units,
            link=page_link("organizations:unit", _only_unit),
            search="appointments__post__unit__name",
        ),
        Column(
            "place",
            "行政区",
            value=lambda one: one.jurisdiction.name,
            sort="jurisdiction__path",
            filter="jurisdiction",
            filter_value=lambda one: one.jurisdiction_id,
            choices=place_choices,
            optional=True,
        ),
        Column("remark", "备注", search="remark", hidden=True),
    )
    default_sort = ("jurisdiction__path", "name")
    empty = "这里列出各级领导和单位负责人，以及他们担任的职务。可以逐个新建，也可以从表格或文件导入。"


@require(Permission.SEE_DIRECTORY)
def list_officials(request: Request) -> HttpResponse:
    table = OfficialTable(request, queries.officials_with_posts(request.actor, on=timezone.localdate()))
    can_create = can(request.actor, Permission.CREATE_OFFICIAL)
    if can_create:
        table.empty_action = ("新建人员", reverse("organizations:official-create"))
    return table.respond("organizations/officials/list.html", {"can_create": can_create})


@require(Permission.SEE_DIRECTORY)
def show_official(request: Request, pk: int) -> HttpResponse:
    today, actor = timezone.localdate(), request.actor
    officials = Official.objects.visible_to(actor).select_related("jurisdiction")
    official = get_object_or_404(officials, pk=pk)
    context = {
        "official": official,
        "career": queries.career_of(official),
        "linked": set(
            Post.objects.visible_to(actor).filter(appointments__official=official).values_list("pk", flat=True)
        ),
        "seats": queries.seats_of(official, on=today),
        "groups_seen": set(LeadingGroup.objects.visible_to(actor).values_list("pk", flat=True)),
        "account": getattr(official, "account", None) if can(actor, Permission.SEE_ACCOUNTS) else None,
        "sees_accounts": can(actor, Permission.SEE_ACCOUNTS),
        "further": further_pages("official", official.pk, actor),
        "can_change": can(actor, Permission.CHANGE_OFFICIAL, within=official.jurisdiction.path),
        "why_not_delete": why_not(check_unused, official),
        "today": today,
    }
    return render(request, "organizations/officials/official.html", context)


@require(Permission.CREATE_OFFICIAL)
def create_official(request: Request) -> HttpResponse:
    form = CreateOfficialForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        official = attempt(form, actions.create_official, by=request.actor, **form.cleaned_data)
        if official is not None:
            messages.success(request, f"已新建人员“{official}”。")
            return redirect(_page(official))
    cancel = reverse("organizations:officials")
    return form_page(request, form, heading="新建人员", submit="新建", cancel_url=cancel)


@require(Permission.CHANGE_OFFICIAL)
def change_official(request: Request, pk: int) -> HttpResponse:
    official = get_object_or_404(Official.objects.visible_to(request.actor), pk=pk)
    shown = {"name": official.name, "remark": official.remark, "seen": token(official)}
    form = ChangeOfficialForm(request.POST or None, initial=shown)
    if done(request, form, actions.change_official, official=official):
        messages.success(request, "已保存。")
        return redirect(_page(official))
    return form_page(request, form, heading="修改人员", about=official, submit="保存", cancel_url=_page(official))


@require(Permission.DELETE_OFFICIAL)
def delete_official(request: Request, pk: int) -> HttpResponse:
    official = get_object_or_404(Official.objects.visible_to(request.actor), pk=pk)
    form = bare_form(request)
    if done(request, form, actions.delete_official, official=official):
        messages.success(request, f"已删除人员“{official}”。")
        return redirect("organizations:officials")
    told = ["只能删除从未任职、没有账号的人员。", "删除后不能恢复；操作记录仍然保留。"]
    question = f"删除人员“{official}”"
    return confirm_page(request, form, question=question, consequences=told, cancel_url=_page(official))
