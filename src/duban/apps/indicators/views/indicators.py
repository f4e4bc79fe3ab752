"""Indicators by hand: added, changed, moved, removed; direction and nature of many confirmed in one table."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from duban.apps.indicators.actions import indicators as actions
from duban.apps.indicators.answering import answering_of
from duban.apps.indicators.changing import check_can_edit
from duban.apps.indicators.forms.indicators import (
    ChangeIndicatorForm,
    IndicatorForm,
    MoveIndicatorForm,
    RemoveIndicatorForm,
    SettleForm,
)
from duban.apps.indicators.models import Indicator, IndicatorSet
from duban.apps.indicators.ordering import in_outline
from duban.apps.indicators.queries.readiness import is_unsettled
from duban.apps.indicators.queries.set_page import next_number
from duban.apps.indicators.views.sets import FORM, set_to_edit, settings_of
from duban.apps.organizations.views.form_pages import confirm_page, done, form_page
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.figures import plain
from duban.rulebook.indicators import IndicatorKind
from duban.rulebook.permissions import Permission, why_not

TEMPLATE = "indicators/indicators/form.html"


@require(Permission.EDIT_INDICATORS)
def add_indicator(request: Request, pk: int) -> HttpResponse:
    """`?field=` and `?parent=` say where it is meant to stand."""
    one = set_to_edit(request, pk)
    parent = _parent(request, one)
    shown = _proposed(request, one, parent)
    form = IndicatorForm(
        request.POST or None, indicator_set=one, actor=request.actor, parent=parent, initial=shown, answering={}
    )
    if request.method == "POST" and form.is_valid():
        action, now = actions.add_indicator, timezone.now()
        made = attempt(form, action, indicator_set=one, parent=parent, at=now, by=request.actor, **form.cleaned_data)
        if made is not None:
            messages.success(request, f"已增加“{made}”。")
            is_whole = made.kind == IndicatorKind.COMPOSITE
            return redirect("indicators:indicator-change" if is_whole else "indicators:targets", made.pk)
    heading, cancel = ("增加分项" if parent else "增加指标"), settings_of(one)
    about = parent or one
    return form_page(
        request, form, heading=heading, about=about, submit="增加", cancel_url=cancel, template=TEMPLATE, set=one
    )


def _parent(request: Request, one: IndicatorSet) -> Indicator | None:
    key = request.GET.get("parent", "")
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        return None
    parent = get_object_or_404(one.indicators.select_related("field", "indicator_set__jurisdiction"), pk=key)
    actions.check_can_add_part(parent, request.actor)
    return parent


def _proposed(request: Request, one: IndicatorSet, parent: Indicator | None) -> dict[str, Any]:
    shown: dict[str, Any] = {"baseline_year": one.starts if one.starts < one.ends else one.starts - 1}
    if parent is None:
        return shown | {"number": next_number(one), "field": request.GET.get("field", "")}
    same = {name: getattr(parent, name) for name in ("number", "unit", "direction", "nature")}
    return shown | same | {"part": f"({parent.parts.count() + 1})", "baseline_year": parent.baseline_year or one.starts}


@require(Permission.EDIT_INDICATORS)
def change_indicator(request: Request, pk: int) -> HttpResponse:
    row = indicator_to_edit(request, pk)
    one = row.indicator_set
    form = ChangeIndicatorForm(
        request.POST or None,
        indicator_set=one,
        actor=request.actor,
        parent=row.parent,
        initial=_shown(row),
        answering=answering_of(row),
    )
    if done(request, form, actions.change_indicator, indicator=row, at=timezone.now()):
        messages.success(request, "已保存。")
        return redirect(f"{settings_of(one)}#indicator-{row.pk}")
    return form_page(
        request,
        form,
        heading="修改指标",
        about=row,
        submit="保存",
        cancel_url=settings_of(one),
        template=TEMPLATE,
        set=one,
        indicator=row,
        parts=row.parts.order_by("order", "pk"),
        why_not_remove=why_not(actions.check_can_remove_indicator, row, request.actor),
        why_not_part=why_not(actions.check_can_add_part, row, request.actor),
    )


def _shown(row: Indicator) -> dict[str, Any]:
    shown = {name: getattr(row, name) for name in actions.COLUMNS}
    return shown | {"baseline_value": plain(row.baseline_value), "field": row.field_id, "seen": row.version}


@require(Permission.EDIT_INDICATORS)
def move_indicator(request: Request, pk: int) -> HttpResponse:
    row = indicator_to_edit(request, pk)
    form = MoveIndicatorForm(request.POST if request.method == "POST" else None, indicator=row)
    if done(request, form, actions.move_indicator, indicator=row):
        messages.success(request, "已移动。")
        return redirect(f"{settings_of(row.indicator_set)}#indicator-{row.pk}")
    cancel = reverse("indicators:indicator-change", args=[row.pk])
    return form_page(
        request,
        form,
        heading="移动指标",
        about=row,
        submit="移动",
        cancel_url=cancel,
        template=FORM,
        set=row.indicator_set,
    )


@require(Permission.EDIT_INDICATORS)
def remove_indicator(request: Request, pk: int) -> HttpResponse:
    row = indicator_to_edit(request, pk)
    actions.check_can_remove_indicator(row, request.actor)
    form = RemoveIndicatorForm(request.POST if request.method == "POST" else None, indicator=row)
    if done(request, form, actions.remove_indicator, indicator=row):
        messages.success(request, f"已删除“{row}”。")
        return redirect(settings_of(row.indicator_set))
    parts = row.parts.count()
    told = [f"它的目标值、责任单位{f'和{parts}个分项' if parts else ''}一并删除，不能恢复；操作记录仍然保留。"]
    cancel = reverse("indicators:indicator-change", args=[row.pk])
    return confirm_page(request, form, question=f"删除指标“{row}”", consequences=told, cancel_url=cancel)


@require(Permission.EDIT_INDICATORS)
def settle_indicators(request: Request, pk: int) -> HttpResponse:
    """Those that are open; `?all=1`: every indicator of the set."""
    one, every = set_to_edit(request, pk), "all" in request.GET
    rows = in_outline(one.indicators.select_related("field"))
    shown = [row for row in rows if every or is_unsettled(row)]
    if request.method == "POST":
        shown = [row for row in rows if f"seen_{row.pk}" in request.POST]
    form = SettleForm(request.POST if request.method == "POST" else None, indicators=shown)
    if done(request, form, actions.settle_indicators, indicator_set=one):
        messages.success(request, "已保存。")
        return redirect(settings_of(one))
    return form_page(
        request,
        form,
        heading="确认方向和性质",
        about=one,
        submit="保存",
        cancel_url=settings_of(one),
        template="indicators/indicators/settle.html",
        set=one,
        is_all=every,
    )


def indicator_to_edit(request: Request, pk: int) -> Indicator:
    """The indicator, if this user may see it; refused with the reason unless one may edit its set."""
    rows = Indicator.objects.visible_to(request.actor)
    row = get_object_or_404(rows.select_related("indicator_set__jurisdiction", "field", "parent__field"), pk=pk)
    check_can_edit(row.indicator_set, request.actor)
    return row
