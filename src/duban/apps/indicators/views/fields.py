"""领域 and 阶段 of a set by hand: added, renamed, moved, removed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.indicators.actions import fields as actions
from duban.apps.indicators.changing import check_can_edit
from duban.apps.indicators.forms.sets import (
    ChangeStageForm,
    FieldForm,
    RemoveFieldForm,
    RenameFieldForm,
    StageForm,
)
from duban.apps.indicators.models import IndicatorField, IndicatorSet, Stage
from duban.apps.indicators.set_values import stage_days
from duban.apps.indicators.views.sets import set_to_edit, settings_of
from duban.apps.organizations.changes import token
from duban.apps.organizations.views.form_pages import bare_form, confirm_page, done, form_page
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission, why_not

STAGE = ("name", "starts_on", "ends_on", "work")


@require(Permission.EDIT_INDICATORS)
def add_field(request: Request, pk: int) -> HttpResponse:
    one = set_to_edit(request, pk)
    form = FieldForm(request.POST or None)
    if done(request, form, actions.add_field, indicator_set=one, at=timezone.now()):
        messages.success(request, "已增加领域。")
        return redirect(settings_of(one))
    return _page(request, form, one, heading="增加领域", submit="增加")


@require(Permission.EDIT_INDICATORS)
def rename_field(request: Request, pk: int) -> HttpResponse:
    field = _field(request, pk)
    form = RenameFieldForm(request.POST or None, initial={"title": field.title, "seen": token(field)})
    if done(request, form, actions.rename_field, field=field):
        messages.success(request, "已保存。")
        return redirect(settings_of(field.indicator_set))
    why = why_not(actions.check_can_remove_field, field, request.actor)
    more = {"thing": field, "remove": "indicators:field-remove", "move": "indicators:field-move", "why_not": why}
    return _page(request, form, field.indicator_set, heading="修改领域", submit="保存", **more)


@require_POST
@require(Permission.EDIT_INDICATORS)
def move_field(request: Request, pk: int, way: str) -> HttpResponse:
    field = _field(request, pk)
    actions.move_field(field=field, way="up" if way == "up" else "down", by=request.actor)
    return redirect(settings_of(field.indicator_set))


@require(Permission.EDIT_INDICATORS)
def remove_field(request: Request, pk: int) -> HttpResponse:
    field = _field(request, pk)
    actions.check_can_remove_field(field, request.actor)
    count = field.indicators.count()
    form = RemoveFieldForm(request.POST if request.method == "POST" else None, field=field, count=count)
    if done(request, form, actions.remove_field, field=field):
        messages.success(request, f"已删除领域“{field}”。")
        return redirect(settings_of(field.indicator_set))
    told = [f"其中的{count}项指标不删除，移到下面选择的领域。" if count else "这个领域里没有指标。"]
    cancel = settings_of(field.indicator_set)
    return confirm_page(request, form, question=f"删除领域“{field}”", consequences=told, cancel_url=cancel)


@require(Permission.EDIT_INDICATORS)
def add_stage(request: Request, pk: int) -> HttpResponse:
    one = set_to_edit(request, pk)
    form = StageForm(request.POST or None)
    if done(request, form, actions.add_stage, indicator_set=one):
        messages.success(request, "已增加阶段。")
        return redirect(settings_of(one))
    return _page(request, form, one, heading="增加阶段", submit="增加")


@require(Permission.EDIT_INDICATORS)
def change_stage(request: Request, pk: int) -> HttpResponse:
    stage = _stage(request, pk)
    shown = {name: getattr(stage, name) for name in STAGE} | {"seen": token(stage)}
    form = ChangeStageForm(request.POST or None, initial=shown)
    if done(request, form, actions.change_stage, stage=stage):
        messages.success(request, "已保存。")
        return redirect(settings_of(stage.indicator_set))
    more = {"thing": stage, "remove": "indicators:stage-remove", "move": "indicators:stage-move"}
    return _page(request, form, stage.indicator_set, heading="修改阶段", submit="保存", **more)


@require_POST
@require(Permission.EDIT_INDICATORS)
def move_stage(request: Request, pk: int, way: str) -> HttpResponse:
    stage = _stage(request, pk)
    actions.move_stage(stage=stage, way="up" if way == "up" else "down", by=request.actor)
    return redirect(settings_of(stage.indicator_set))


@require(Permission.EDIT_INDICATORS)
def remove_stage(request: Request, pk: int) -> HttpResponse:
    stage = _stage(request, pk)
    form = bare_form(request)
    if done(request, form, actions.remove_stage, stage=stage):
        messages.success(request, f"已删除阶段“{stage}”。")
        return redirect(settings_of(stage.indicator_set))
    told = [f"起止日期（{stage_days(stage) or '未填'}）和工作内容一并删除。"]
    cancel = settings_of(stage.indicator_set)
    return confirm_page(request, form, question=f"删除阶段“{stage}”", consequences=told, cancel_url=cancel)


def _page(request: Request, form: forms.Form, one: IndicatorSet, **more: Any) -> HttpResponse:
    cancel = settings_of(one)
    return form_page(request, form, about=one, cancel_url=cancel, template="indicators/sets/part.html", set=one, **more)


def _field(request: Request, pk: int) -> IndicatorField:
    rows = IndicatorField.objects.filter(indicator_set__in=IndicatorSet.objects.visible_to(request.actor))
    field = get_object_or_404(rows.select_related("indicator_set__jurisdiction"), pk=pk)
    check_can_edit(field.indicator_set, request.actor)
    return field


def _stage(request: Request, pk: int) -> Stage:
    rows = Stage.objects.filter(indicator_set__in=IndicatorSet.objects.visible_to(request.actor))
    stage = get_object_or_404(rows.select_related("indicator_set__jurisdiction"), pk=pk)
    check_can_edit(stage.indicator_set, request.actor)
    return stage
