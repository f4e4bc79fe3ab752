"""A unit's names: rename from a day, add a further name, end or remove one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from duban.apps.organizations.actions import unit_names as actions
from duban.apps.organizations.changes import token
from duban.apps.organizations.forms.units import AddUnitNameForm, RemoveUnitNameForm, RenameUnitForm
from duban.apps.organizations.models import Unit, UnitName
from duban.apps.organizations.views.form_pages import confirm_page, done, form_page
from duban.apps.organizations.views.unit_tables import page_of
from duban.apps.organizations.views.units import visible_unit
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission


@require(Permission.RENAME_UNIT)
def rename_unit(request: Request, pk: int) -> HttpResponse:
    unit, today = visible_unit(request, pk), timezone.localdate()
    form = RenameUnitForm(request.POST or None, initial={"since": today, "seen": token(unit)})
    if done(request, form, actions.rename_unit, unit=unit, on=today):
        messages.success(request, f"已把“{unit}”更名为“{form.cleaned_data['name']}”。")
        return redirect(page_of(unit))
    about, cancel = f"现在的名称：{unit}", page_of(unit)
    return form_page(request, form, heading="单位更名", about=about, submit="更名", cancel_url=cancel, tab="units")


@require(Permission.ADD_UNIT_NAME)
def add_unit_name(request: Request, pk: int) -> HttpResponse:
    unit = visible_unit(request, pk)
    form = AddUnitNameForm(request.POST or None)
    if done(request, form, actions.add_unit_name, unit=unit):
        messages.success(request, f"已添加名称“{form.cleaned_data['name']}”。")
        return redirect(page_of(unit))
    cancel = page_of(unit)
    return form_page(request, form, heading="添加名称", about=unit, submit="添加", cancel_url=cancel, tab="units")


@require(Permission.REMOVE_UNIT_NAME)
def remove_unit_name(request: Request, pk: int) -> HttpResponse:
    units = Unit.objects.visible_to(request.actor)
    name = get_object_or_404(UnitName.objects.select_related("unit"), pk=pk, unit__in=units)
    form = RemoveUnitNameForm(request.POST or None)
    if done(request, form, actions.remove_unit_name, name=name):
        messages.success(request, f"“{name}”不再是{name.unit}的名称。")
        return redirect(page_of(name.unit))
    told = [f"“{name}”是“{name.unit}”的{name.get_kind_display()}。", "填停用日期的，从这一天起停用；不填的，直接删除。"]
    question, cancel = f"停用或删除名称“{name}”", page_of(name.unit)
    return confirm_page(request, form, question=question, consequences=told, cancel_url=cancel, submit="停用或删除")
