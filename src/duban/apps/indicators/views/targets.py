"""目标值 of an indicator: years and levels in words, what they mean in figures, confirmed by who saves them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from duban.apps.indicators.actions import targets as actions
from duban.apps.indicators.forms.targets import READ_FIRST, ConfirmForm, TargetsForm
from duban.apps.indicators.models import Indicator
from duban.apps.indicators.queries import target_editor
from duban.apps.indicators.target_reading import spread
from duban.apps.indicators.views.indicators import indicator_to_edit
from duban.apps.indicators.views.sets import set_to_edit, settings_of
from duban.apps.organizations.models import Jurisdiction
from duban.apps.organizations.views.form_pages import done
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.indicator_pace import PathKind
from duban.rulebook.permissions import Permission


@require(Permission.EDIT_INDICATORS)
def edit_targets(request: Request, pk: int) -> HttpResponse:
    """`?place=` names a lower place. Words typed anew are shown with their meaning before anything is saved."""
    row = indicator_to_edit(request, pk)
    actions.check_can_set_targets(row, request.actor)
    place = _place(request, row)
    form = _form(request, row, place)
    if request.method == "POST":
        if form.read_anew() or "read" in request.POST or "spread" in request.POST:
            _propose(request, form, row)
        elif done(request, form, actions.set_targets, indicator=row, place=place):
            messages.success(request, f"已保存“{row}”的目标值。")
            return redirect(f"{settings_of(row.indicator_set)}#indicator-{row.pk}")
    places = target_editor.places_to_choose(row, request.actor)
    context = {"indicator": row, "set": row.indicator_set, "place": place, "form": form, "places": places}
    context |= {"with_targets": target_editor.places_with_targets(row), "baseline": form.baseline}
    return render(request, "indicators/targets/edit.html", context)


def _form(request: Request, row: Indicator, place: Jurisdiction) -> TargetsForm:
    targets = actions.targets_of(row, place)
    return TargetsForm(
        request.POST if request.method == "POST" else None,
        indicator=row,
        targets=targets,
        years=target_editor.years_of(row),
        baseline=target_editor.baseline_in(row, place),
        seen=actions.targets_token(targets),
    )


def _propose(request: Request, form: TargetsForm, row: Indicator) -> None:
    """Fill in the years between, where that was asked; say what is to be done next."""
    if "spread" in request.POST:
        kind = PathKind.COMPOUND if request.POST["spread"] == PathKind.COMPOUND else PathKind.LINEAR
        proposed, reason = spread(row, form.wanted(), form.baseline, years=form.years, kind=kind)
        form.propose(proposed)
        if not proposed:
            messages.warning(request, reason or "各年都已有目标值，没有要分解的年度。")
            return
    messages.info(request, READ_FIRST)


def _place(request: Request, row: Indicator) -> Jurisdiction:
    key = request.GET.get("place", "")
    if not key:
        return row.indicator_set.jurisdiction
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        raise Http404
    below = Jurisdiction.objects.visible_to(request.actor).filter(path__startswith=row.indicator_set.jurisdiction.path)
    return get_object_or_404(below, pk=key)


@require(Permission.EDIT_INDICATORS)
def confirm_targets(request: Request, pk: int) -> HttpResponse:
    """Every target of the set whose meaning nobody confirmed; those that are ticked are confirmed as shown."""
    one = set_to_edit(request, pk)
    rows = list(target_editor.open_targets(one.indicators.all()))
    form = ConfirmForm(request.POST if request.method == "POST" else None, targets=rows)
    if done(request, form, actions.confirm_targets, indicator_set=one):
        messages.success(request, f"已确认{len(form.cleaned_data['seen'])}个目标值的含义。")
        left = target_editor.open_targets(one.indicators.all()).exists()
        return redirect("indicators:targets-confirm" if left else "indicators:set-settings", one.pk)
    context: dict[str, Any] = {"set": one, "form": form, "lines": form.lines()}
    return render(request, "indicators/targets/confirm.html", context)
