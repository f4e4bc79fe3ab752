"""填报: the figures of a set for one period on one page; each row keeps itself as one goes, or all are sent at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.calendars.queries import work_calendar
from duban.apps.indicators.actions.observations import enter_many
from duban.apps.indicators.entering import Entered
from duban.apps.indicators.forms.observations import STATUS_CHOICES, RowForm, empty_form
from duban.apps.indicators.models import IndicatorSet, Observation
from duban.apps.indicators.queries import entry_grid
from duban.apps.indicators.queries.entry_grid import Row, Sheet
from duban.apps.indicators.sheets import address_of, query_of, sheet_of
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.indicators import SetState
from duban.rulebook.observations import asked_periods, due_on
from duban.rulebook.permissions import Permission, can
from duban.rulebook.refusals import Conflict

P = Permission


@dataclass(slots=True)
class Outcome:
    """What became of the rows that were sent. `refused`: their forms, by the key of the row."""

    saved: int = 0
    refused: dict[str, RowForm] = field(default_factory=dict)


def set_to_fill(request: Request, pk: int) -> IndicatorSet:
    """The set, if its figures are entered now."""
    of = get_object_or_404(IndicatorSet.objects.visible_to(request.actor).select_related("jurisdiction"), pk=pk)
    if of.state != SetState.IN_FORCE:
        raise Conflict(f"“{of}”{of.get_state_display()}，启用以后才填报")
    return of


@require(P.ENTER_OBSERVATION)
def show_entry(request: Request, pk: int) -> HttpResponse:
    of = set_to_fill(request, pk)
    sheet = sheet_of(of, request.GET, on=timezone.localdate())
    rows = entry_grid.rows_of(sheet, request.actor)
    if request.method != "POST":
        return _page(request, sheet, rows, Outcome())
    outcome = _taken(request, sheet, rows)
    if outcome.refused:
        return _page(request, sheet, entry_grid.rows_of(sheet, request.actor), outcome)
    messages.success(request, f"已保存 {outcome.saved} 个数。" if outcome.saved else "没有改动。")
    return redirect(address_of(sheet))


@require(P.ENTER_OBSERVATION)
@require_POST
def save_row(request: Request, pk: int) -> HttpResponse:
    """A row keeps itself when its figure is typed: what cannot be taken is named beside it."""
    of = set_to_fill(request, pk)
    sheet, at = sheet_of(of, request.GET, on=timezone.localdate()), timezone.now()
    row = _row_asked(request, sheet)
    form = RowForm(request.POST, row=row, older=_shown_before(request, [row]))
    context: dict[str, Any] = {
        "row": row,
        "form": form,
        "at": at,
        "sheet": sheet,
        "is_office": _is_office(request, sheet),
    }
    if form.is_valid() and form.is_half:
        context["half"] = True
    elif form.is_valid() and form.differs:
        (done,) = enter_many(entries=[form.entry(sheet, at=at, by=request.actor)], at=at, by=request.actor)
        _say(form, done)
        if done.observation is not None:
            context |= _kept(row, done.observation)
    return render(request, "indicators/entry/_said.html", context)


def _row_asked(request: Request, sheet: Sheet) -> Row:
    asked = request.GET.get("indicator", ""), request.GET.get("at", "")
    if not all(one.isdecimal() and len(one) < 19 for one in asked):
        raise Http404
    found = entry_grid.rows_of(sheet, request.actor, only=(int(asked[0]), int(asked[1])))
    if not found:
        raise Http404
    return found[0]


def _shown_before(request: Request, rows: list[Row]) -> dict[int, Observation]:
    """The figures the page showed that are not in use any more: what was not touched is no change."""
    sent = {str(request.POST.get(f"{row.key}-seen", "")) for row in rows}
    keys = {int(one) for one in sent if one.isascii() and one.isdecimal() and len(one) < 19}
    keys -= {row.current.pk for row in rows if row.current} | {0}
    shown = Observation.objects.filter(pk__in=keys, indicator__in={row.indicator.pk for row in rows})
    return {one.pk: one for one in shown} if keys else {}


def _kept(row: Row, observation: Observation) -> dict[str, Any]:
    """The row as it is now, with what is odd about its figure."""
    row.figures = sorted((one for one in [*row.figures, observation] if one.pk != observation.replaces_id), key=_rank)
    return {"saved": observation, "doubts": row.doubts(observation), "fresh": empty_form(row)}


def _rank(one: Observation) -> int:
    return -one.rank


def _say(form: RowForm, done: Entered) -> None:
    """A refusal in the form: at its field where it names one of the row's."""
    if done.refusal is not None:
        name = getattr(done.refusal, "field", "")
        form.add_error(name if name in form.fields else None, str(done.refusal))


def _taken(request: Request, sheet: Sheet, rows: list[Row]) -> Outcome:
    """Keep every row that was changed, each whole or not at all."""
    outcome, forms, at = Outcome(), [], timezone.now()
    older = _shown_before(request, rows)
    for row in rows:
        form = RowForm(request.POST, row=row, older=older)
        if form.add_prefix("seen") not in request.POST or row.locked:
            continue
        if not form.is_valid():
            outcome.refused[row.key] = form
        elif form.differs:
            forms.append(form)
    done = enter_many(entries=[form.entry(sheet, at=at, by=request.actor) for form in forms], at=at, by=request.actor)
    for form, one in zip(forms, done, strict=True):
        _say(form, one)
        if form.errors:
            outcome.refused[form.row.key] = form
    outcome.saved = sum(one.is_new for one in done)
    return outcome


def _page(request: Request, sheet: Sheet, rows: list[Row], outcome: Outcome) -> HttpResponse:
    of, is_office = sheet.indicator_set, _is_office(request, sheet)
    lines = [(row, outcome.refused.get(row.key) or empty_form(row)) for row in rows]
    context = {
        "sheet": sheet,
        "set": of,
        "outcome": outcome,
        "groups": [(field, list(ones)) for field, ones in groupby(lines, key=lambda line: line[0].indicator.field)],
        "count": len(rows),
        "filled": sum(row.counting is not None for row in rows),
        "due": _due(sheet),
        "today": timezone.localdate(),
        "years": range(of.starts, min(of.ends, timezone.localdate().year) + 1),
        "months": range(1, 13),
        "statuses": STATUS_CHOICES if is_office else (),
        "places": entry_grid.places_of(of) if is_office else (),
        "is_office": is_office,
        "query": query_of(sheet),
    }
    return render(request, "indicators/entry/grid.html", context)


def _is_office(request: Request, sheet: Sheet) -> bool:
    return can(request.actor, P.PUBLISH_OBSERVATION, within=sheet.indicator_set.jurisdiction.path)


def _due(sheet: Sheet) -> Any:
    """The day these figures are due; None where nobody asks for them."""
    of = sheet.indicator_set
    if (sheet.year, sheet.month) not in asked_periods(of.starts, of.ends, of.due_months):
        return None
    return due_on(sheet.year, sheet.month, of.due_days, work_calendar())
