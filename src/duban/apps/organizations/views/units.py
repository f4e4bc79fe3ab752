"""Units: the tree of places with its list, a unit's page, create, change, retire, delete."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations.actions import units as actions
from duban.apps.organizations.changes import token
from duban.apps.organizations.codes import credit_code_doubt
from duban.apps.organizations.forms.units import ChangeUnitForm, CreateUnitForm, RetireUnitForm
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.organizations.queries import unit_lists
from duban.apps.organizations.queries.places import tree
from duban.apps.organizations.validity import holds
from duban.apps.organizations.views import unit_tables
from duban.apps.organizations.views.form_pages import bare_form, confirm_page, done, form_page
from duban.apps.organizations.views.leaders import day_asked
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission


@require(Permission.SEE_DIRECTORY)
def list_units(request: Request) -> HttpResponse:
    today, actor = timezone.localdate(), request.actor
    units = unit_lists.units_with_counts(actor, on=today)
    place = asked_place(request)
    context = {"place": place, "tree": tree(actor, place, on=today), **unit_tables.place_context(actor, place)}
    if not request.GET.get("q") and not request.GET.get("state"):
        context["gone"] = units.exclude(holds(today)).count()
        units = units.filter(holds(today))
    return unit_tables.UnitTable(request, units).respond("organizations/units/list.html", context)


@require(Permission.SEE_DIRECTORY)
def show_unit(request: Request, pk: int) -> HttpResponse:
    """The unit as of the day in the address (`?on=2024-05-01`), today without one."""
    unit, today = visible_unit(request, pk), timezone.localdate()
    on, problem = day_asked(request, today)
    context = unit_tables.unit_context(request.actor, unit, on=on, today=today) | {"problem": problem}
    return render(request, "organizations/units/unit.html", context)


@require(Permission.CREATE_UNIT)
def create_unit(request: Request) -> HttpResponse:
    place = asked_place(request)
    form = CreateUnitForm(request.POST or None, actor=request.actor, place=place)
    if request.method == "POST" and form.is_valid():
        unit = attempt(form, actions.create_unit, by=request.actor, **form.cleaned_data)
        if unit is not None:
            messages.success(request, f"已新建单位“{unit}”。")
            _warn(request, unit)
            return redirect(unit_tables.page_of(unit))
    cancel = reverse("organizations:index")
    return form_page(request, form, heading="新建单位", submit="新建", cancel_url=cancel, tab="units")


@require(Permission.CHANGE_UNIT)
def change_unit(request: Request, pk: int) -> HttpResponse:
    unit = visible_unit(request, pk)
    shown = {name: getattr(unit, name) for name in ("kind", "parent", "code", "order")}
    form = ChangeUnitForm(request.POST or None, actor=request.actor, initial=shown | {"seen": token(unit)})
    if done(request, form, actions.change_unit, unit=unit):
        messages.success(request, "已保存。")
        unit.refresh_from_db()
        _warn(request, unit)
        return redirect(unit_tables.page_of(unit))
    cancel = unit_tables.page_of(unit)
    return form_page(request, form, heading="修改单位", about=unit, submit="保存", cancel_url=cancel, tab="units")


@require(Permission.RETIRE_UNIT)
def retire_unit(request: Request, pk: int) -> HttpResponse:
    unit = visible_unit(request, pk)
    form = RetireUnitForm(request.POST or None, initial={"seen": token(unit)})
    if done(request, form, actions.retire_unit, unit=unit):
        messages.success(request, f"已撤销单位“{unit}”。")
        return redirect(unit_tables.page_of(unit))
    told = [
        "空缺的职务同时终止，单位退出集合单位和领导小组。",
        "有人在任、有启用的账号或下级单位的，先办理免职、停用或调整。",
        "职责由其他单位承接的，请改用合并。",
    ]
    return confirm_page(
        request,
        form,
        question=f"撤销“{unit}”",
        consequences=told,
        cancel_url=unit_tables.page_of(unit),
        submit="撤销单位",
    )


@require(Permission.DELETE_UNIT)
def delete_unit(request: Request, pk: int) -> HttpResponse:
    unit = visible_unit(request, pk)
    form = bare_form(request)
    if done(request, form, actions.delete_unit, unit=unit):
        messages.success(request, f"已删除单位“{unit}”。")
        return redirect("organizations:index")
    told = ["只能删除录入有误、从未使用的单位；它的名称一并删除。", "删除后不能恢复；操作记录仍然保留。"]
    cancel = unit_tables.page_of(unit)
    return confirm_page(request, form, question=f"删除“{unit}”", consequences=told, cancel_url=cancel)


def visible_unit(request: Request, pk: int) -> Unit:
    rows = Unit.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("jurisdiction__parent", "parent", "merged_into"), pk=pk)


def asked_place(request: Request) -> Jurisdiction | None:
    """The place in the address, if one sees it."""
    asked = request.GET.get("place", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
        return None
    return Jurisdiction.objects.visible_to(request.actor).filter(pk=int(asked)).first()


def _warn(request: Request, unit: Unit) -> None:
    if unit.code and (doubt := credit_code_doubt(unit.code)):
        messages.warning(request, doubt)
