"""A figure withdrawn with its reason; the figure of a place added up from those below it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from duban.apps.indicators.actions import observations as actions
from duban.apps.indicators.forms.observations import SumUpForm, WithdrawForm
from duban.apps.indicators.models import Indicator, Observation
from duban.apps.indicators.queries import observations as queries
from duban.apps.indicators.queries.entry_grid import Sheet
from duban.apps.indicators.sheets import address_of, sheet_of
from duban.apps.organizations.views.form_pages import confirm_page, done
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.indicators import ObservationStatus
from duban.rulebook.observations import period_words
from duban.rulebook.permissions import Permission

P = Permission


@require(P.ENTER_OBSERVATION)
def withdraw_observation(request: Request, pk: int) -> HttpResponse:
    rows = Observation.objects.visible_to(request.actor).select_related("indicator__indicator_set__jurisdiction")
    row = get_object_or_404(rows.select_related("jurisdiction", "indicator__indicator_set__jurisdiction"), pk=pk)
    actions.check_withdrawable(row, request.actor)
    back = address_of(_sheet(row))
    form = WithdrawForm(request.POST or None)
    if done(request, form, actions.withdraw_observation, observation=row, at=timezone.now()):
        messages.success(request, "已撤回。")
        return redirect(back)
    period, value = period_words(row.year, row.month), f"{row.shown}{row.indicator.unit}"
    return confirm_page(
        request,
        form,
        question=f"撤回{row.jurisdiction}“{row.indicator}”{period}的{row.get_status_display()}数 {value} 吗？",
        consequences=[
            "这个数和撤回原因留在记录里。",
            "有下一级性质的数的，改为采用那个数；没有的，这一期就没有实际值。",
        ],
        cancel_url=back,
        submit="撤回",
    )


def _sheet(row: Observation) -> Sheet:
    return Sheet(row.indicator.indicator_set, row.year, row.month, ObservationStatus(row.status))


@require(P.PUBLISH_OBSERVATION)
def sum_up_places(request: Request, pk: int) -> HttpResponse:
    rows = Indicator.objects.visible_to(request.actor).select_related("indicator_set__jurisdiction")
    indicator = get_object_or_404(rows, pk=pk)
    sheet = sheet_of(indicator.indicator_set, request.GET, on=timezone.localdate())
    back = address_of(Sheet(sheet.indicator_set, sheet.year, sheet.month))
    now = _current(indicator, sheet)
    form = SumUpForm(request.POST or None, initial={"seen": now.pk if now else 0})
    found = queries.sum_below(indicator, sheet.year, sheet.month)
    if now is None:
        del form.fields["reason"]
    if found is None or not found.missing:
        del form.fields["incomplete"]
    period: dict[str, Any] = {"year": sheet.year, "month": sheet.month}
    if done(request, form, actions.sum_up_places, indicator=indicator, **period, at=timezone.now()):
        messages.success(request, "已按下级汇总数填报。")
        return redirect(back)
    context = {"indicator": indicator, "sheet": sheet, "found": found, "now": now, "form": form, "back": back}
    return render(request, "indicators/entry/sum_up.html", context)


def _current(indicator: Indicator, sheet: Sheet) -> Observation | None:
    """The verified figure that is there."""
    cell = indicator.pk, indicator.indicator_set.jurisdiction_id, sheet.year, sheet.month
    rows = queries.current_at({cell}).get(cell, [])
    return next((row for row in rows if row.status == ObservationStatus.VERIFIED), None)
