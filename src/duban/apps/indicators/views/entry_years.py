"""历年数据: the figures of whole years of a set on one page, for the office; typed, or pasted from a spreadsheet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from duban.apps.indicators.actions.observations import enter_many
from duban.apps.indicators.forms.figure_years import YearsForm
from duban.apps.indicators.forms.observations import STATUS_CHOICES
from duban.apps.indicators.queries import entry_grid, years_grid
from duban.apps.indicators.queries.entry_grid import Sheet
from duban.apps.indicators.sheets import query_of, sheet_of
from duban.apps.indicators.views.entry import set_to_fill
from duban.apps.organizations.models import Jurisdiction
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook import permissions
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import RuleError

P = Permission


@require(P.PUBLISH_OBSERVATION)
def show_years(request: Request, pk: int) -> HttpResponse:
    of, on = set_to_fill(request, pk), timezone.localdate()
    permissions.check_can(request.actor, P.PUBLISH_OBSERVATION, within=of.jurisdiction.path)
    sheet = sheet_of(of, request.GET, on=on)
    place = _place(sheet)
    lines = years_grid.lines_of(of, place, sheet.status, on=on)
    form = YearsForm(request.POST or None, lines=lines)
    if request.method == "POST" and form.is_valid() and _kept(request, form, sheet, place):
        return redirect(f"{request.path}?{query_of(sheet)}")
    context = {
        "set": of,
        "sheet": sheet,
        "form": form,
        "said": [form["source"], form["reason"]],
        "years": years_grid.years_over(of, on=on),
        "lines": [(one.indicator, [(cell, form.shown(cell)) for cell in one.cells]) for one in lines],
        "statuses": STATUS_CHOICES,
        "place": place,
        "places": entry_grid.places_of(of),
    }
    return render(request, "indicators/entry/years.html", context)


def _place(sheet: Sheet) -> Jurisdiction:
    places: dict[int, Any] = {one.pk: one for one in entry_grid.places_of(sheet.indicator_set)}
    found: Jurisdiction | None = places.get(sheet.place or sheet.indicator_set.jurisdiction_id)
    if found is None:
        raise Http404
    return found


def _kept(request: Request, form: YearsForm, sheet: Sheet, place: Jurisdiction) -> bool:
    """All or none: what was refused is said at its cell, and nothing typed is lost."""
    entries = form.entries(place, sheet.status)
    with transaction.atomic():
        done = enter_many(entries=entries, at=timezone.now(), by=request.actor)
        for one in done:
            if one.refusal is not None:
                _say(form, f"y{one.entry.indicator.pk}-{one.entry.year}", one.refusal)
        transaction.set_rollback(bool(form.errors))
    if not form.errors:
        messages.success(request, f"已保存 {sum(one.is_new for one in done)} 个数。" if done else "没有改动。")
    return not form.errors


def _say(form: YearsForm, key: str, refusal: RuleError) -> None:
    name = getattr(refusal, "field", "")
    at = f"{key}-{name}"
    form.add_error(name if name in ("source", "reason") else at if at in form.fields else None, str(refusal))
