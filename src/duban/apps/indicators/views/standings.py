"""How a set stands, one indicator, the places below compared."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from duban.apps.indicators.changing import check_can_edit
from duban.apps.indicators.models import Indicator, IndicatorSet
from duban.apps.indicators.queries.indicator_page import indicator_view
from duban.apps.indicators.queries.looks import Look, look_at
from duban.apps.indicators.queries.place_page import place_view
from duban.apps.indicators.queries.set_standing import set_view
from duban.apps.indicators.queries.stages import stages_of
from duban.apps.indicators.showing.files import ranking_file, set_file
from duban.apps.indicators.views.sets import period, set_of
from duban.apps.plans import regions
from duban.apps.web.access import require
from duban.apps.web.pictures import slices
from duban.apps.web.requests import Request
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import SetState
from duban.rulebook.permissions import Permission, can, why_not


@require(Permission.SEE_INDICATORS)
def show_set(request: Request, pk: int) -> HttpResponse:
    today, one = timezone.localdate(), set_of(request, pk)
    look = look_at(one, request.GET, request.actor, on=today)
    view = set_view(look, request.actor, request.GET)
    if file := set_file(view, request.GET.get("export", "")):
        return file
    context = {"set": one, "view": view, "look": look, "slices": slices(view.parts), "period": period(one)}
    context |= {"stages": stages_of(one, on=today), "today": today, "open_points": _open_points(one)}
    context |= {"regions": regions.shown("indicator_set", one, request, request.actor, today)}
    return render(request, "indicators/standings/set.html", context | _what_one_may(one, request.actor, today))


@require(Permission.SEE_INDICATORS)
def show_indicator(request: Request, pk: int) -> HttpResponse:
    today, actor = timezone.localdate(), request.actor
    rows = Indicator.objects.visible_to(actor).select_related("indicator_set__jurisdiction", "field", "parent")
    one = get_object_or_404(rows.select_related("indicator_set__source", "indicator_set__plan_import__source"), pk=pk)
    look = look_at(one.indicator_set, request.GET, actor, on=today, indicator=one)
    context = {
        "indicator": one,
        "set": one.indicator_set,
        "look": look,
        "view": indicator_view(one, look, actor, on=today),
    }
    context |= {"why_not_edit": why_not(check_can_edit, one.indicator_set, actor)}
    context |= {"can_edit": can(actor, Permission.EDIT_INDICATORS, within=one.indicator_set.jurisdiction.path)}
    context |= {"regions": regions.shown("indicator", one, request, actor, today)}
    context |= {"further_actions": regions.actions_of("indicator", one, actor, today)}
    return render(request, "indicators/standings/indicator.html", context)


@require(Permission.SEE_INDICATORS)
def compare_places(request: Request, pk: int) -> HttpResponse:
    one = set_of(request, pk)
    asked = {name: request.GET.get(name, "") for name in ("year", "month")}
    look = look_at(one, asked, request.actor, on=timezone.localdate())
    seen = list(Indicator.objects.visible_to(request.actor).filter(indicator_set=one).order_by("order", "pk"))
    view = place_view(look, seen, request.GET.get("indicator", ""))
    if view.ranking and (file := ranking_file(view.shown_ranking, _title(look), request.GET.get("export", ""))):
        return file
    return render(request, "indicators/standings/places.html", {"set": one, "look": look, "view": view})


def _title(look: Look) -> str:
    return f"{look.indicator_set}各地{look.words}"


def _open_points(one: IndicatorSet) -> str:
    return "还没有启用，牵头单位还看不到，也不能填报" if one.state == SetState.DRAFT else ""


def _what_one_may(one: IndicatorSet, actor: Actor, on: date) -> dict[str, object]:
    path = one.jurisdiction.path
    return {
        "can_edit": can(actor, Permission.EDIT_INDICATORS, within=path),
        "can_enter": can(actor, Permission.ENTER_OBSERVATION) and one.state == SetState.IN_FORCE,
        "can_evaluate": can(actor, Permission.EVALUATE_INDICATORS, within=path) and one.state != SetState.DRAFT,
        "further_actions": regions.actions_of("indicator_set", one, actor, on),
    }
