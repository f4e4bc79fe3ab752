"""A reviewed draft of indicators becomes a set, or completes one there is: what will be made, and the confirmation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from duban.apps.indicators.actions import adoption as actions
from duban.apps.indicators.adopting.comparing import Comparison, compare
from duban.apps.indicators.forms.adoption import AdoptForm, ChooseSetForm, UpdateForm
from duban.apps.indicators.models import IndicatorSet
from duban.apps.indicators.queries.adoption import check_adoptable, made_of, prospect, rows_of, sets_to_update
from duban.apps.indicators.views.review import visible_import
from duban.apps.plans.models import PlanImport, PlanImportState
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.indicators import SetState
from duban.rulebook.permissions import Permission, why_not

IMPORT = Permission.IMPORT_PLAN


@require(IMPORT)
def adopt_indicators(request: Request, pk: int) -> HttpResponse:
    """A new set; or the choice of the one to complete."""
    row = visible_import(request, pk)
    if left := _elsewhere(row):
        return left
    found = prospect(row)
    form = AdoptForm(request.POST or None, figures=found.figures)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form, actions.adopt_indicators, plan_import=row, at=timezone.now(), by=request.actor, **_said(form)
        )
        if made is not None:
            messages.success(request, f"已导入“{made}”，现在是拟定中，核对方向和单位后启用。")
            return redirect("indicators:set", made.pk)
    sets = sets_to_update(row, request.actor)
    known = found.known.indicator_set if found.known else None
    context = {"import": row, "form": form, "prospect": found, "why_not": why_not(check_adoptable, row)}
    context |= {"sets": sets, "choose": ChooseSetForm(sets=sets, initial={"set": known})}
    return render(request, "indicators/imports/adopt.html", context)


@require(IMPORT)
def update_set(request: Request, pk: int) -> HttpResponse:
    """The set named in the address beside what the file would change in it."""
    row = visible_import(request, pk)
    if left := _elsewhere(row):
        return left
    one = _chosen(request, row)
    found = compare(one, _with_import(row))
    asks = one.state == SetState.IN_FORCE
    form = UpdateForm(request.POST or None, figures=found.figures, asks_reason=asks)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {"plan_import": row, "indicator_set": one, "at": timezone.now(), "by": request.actor}
        if attempt(form, actions.update_set, **given, **_said(form)) is not None:
            messages.success(request, f"已更新“{one}”。")
            return redirect("indicators:set", one.pk)
    context = {"import": row, "indicator_set": one, "found": found, "form": form}
    return render(request, "indicators/imports/compare.html", context | {"why_not": _why_not_update(row, found)})


def _elsewhere(row: PlanImport) -> HttpResponse | None:
    """Also for the same form sent a second time."""
    if made := made_of(row):
        return redirect("indicators:set", made.pk)
    return redirect("plans:import", row.pk) if row.state != PlanImportState.REVIEWING else None


def _chosen(request: Request, row: PlanImport) -> IndicatorSet:
    asked = request.GET.get("set", "")
    if not (asked.isdecimal() and len(asked) < 19):
        raise Http404
    return get_object_or_404(sets_to_update(row, request.actor).select_related("jurisdiction"), pk=asked)


def _with_import(row: PlanImport) -> list[Any]:
    drafts = list(rows_of(row).filter(removed=False))
    for one in drafts:
        one.plan_import = row
    return drafts


def _why_not_update(row: PlanImport, found: Comparison) -> str:
    if refused := why_not(check_adoptable, row):
        return refused
    return "没有改动，不用更新" if found.changes_nothing and not found.figures else ""


def _said(form: AdoptForm | UpdateForm) -> dict[str, Any]:
    return dict(form.cleaned_data)
