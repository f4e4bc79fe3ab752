"""Merge two units: choose the other one, compare both, say what goes along, confirm."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations import merging
from duban.apps.organizations.actions import unit_merging as actions
from duban.apps.organizations.changes import token
from duban.apps.organizations.forms.unit_merging import ChooseWinningUnitForm, MergeUnitsForm
from duban.apps.organizations.models import Unit
from duban.apps.organizations.views.form_pages import form_page
from duban.apps.organizations.views.unit_tables import page_of
from duban.apps.organizations.views.units import visible_unit
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission, why_not


@require(Permission.MERGE_UNITS)
def choose_winning_unit(request: Request, pk: int) -> HttpResponse:
    losing = visible_unit(request, pk)
    form = ChooseWinningUnitForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        winning = form.cleaned_data["winning"]
        refusal = why_not(actions.check_can_merge_units, losing, winning, request.actor)
        if not refusal:
            return redirect(reverse("organizations:unit-merge-into", args=[losing.pk, winning.pk]))
        form.add_error("winning", refusal)
    about, cancel = f"原单位：{losing}", page_of(losing)
    return form_page(request, form, heading="合并单位", about=about, submit="对照", cancel_url=cancel, tab="units")


@require(Permission.MERGE_UNITS)
def merge_units(request: Request, pk: int, winning_pk: int) -> HttpResponse:
    losing, winning, today = visible_unit(request, pk), visible_unit(request, winning_pk), timezone.localdate()
    actions.check_can_merge_units(losing, winning, request.actor)
    offered = [(part, part.listed(losing, winning, today)) for part in merging.parts()]
    shown = {"since": today, "seen_losing": token(losing), "seen_winning": token(winning)}
    form = MergeUnitsForm(request.POST or None, offered=offered, initial=shown)
    if request.method == "POST" and form.is_valid():
        pair = {"losing": losing, "winning": winning, "on": today, "by": request.actor}
        if attempt(form, actions.merge_units, **pair, **_entered(form)):
            messages.success(request, f"已把“{losing}”并入“{winning}”。")
            return redirect(page_of(winning))
    context = {"form": form, "losing": losing, "winning": winning, "rows": _compared(losing, winning)}
    return render(request, "organizations/units/merge.html", context)


def _entered(form: MergeUnitsForm) -> dict[str, Any]:
    entered = form.cleaned_data
    seen = entered["seen_losing"], entered["seen_winning"]
    return {"since": entered["since"], "basis": entered["basis"], "chosen": form.chosen(), "seen": seen}


def _compared(losing: Unit, winning: Unit) -> list[tuple[str, list[str], list[str]]]:
    """The two units side by side: facts, names, and everything that hangs on each."""
    today = timezone.localdate()
    rows = [
        ("行政区", [losing.jurisdiction.name], [winning.jurisdiction.name]),
        ("类别", [losing.get_kind_display()], [winning.get_kind_display()]),
        ("名称", _names(losing), _names(winning)),
    ]
    for part in merging.parts():
        one, other = part.listed(losing, winning, today), part.listed(winning, losing, today)
        rows.append((part.label, [item.words for item in one], [item.words for item in other]))
    return rows


def _names(unit: Unit) -> list[str]:
    return [f"{name.name}（{name.get_kind_display()}）" for name in unit.names.filter(until=None)]
