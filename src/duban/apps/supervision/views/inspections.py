"""督查: the list, the year of each object, the page of one; a leader's decision on its plan."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from duban.apps.organizations.views.form_pages import done
from duban.apps.supervision.actions import inspection_approval as actions
from duban.apps.supervision.forms.inspections import OpinionForm
from duban.apps.supervision.queries import inspections as queries
from duban.apps.supervision.views.inspection_page import context_of
from duban.apps.supervision.views.inspection_rows import inspection_of
from duban.apps.supervision.views.inspection_tables import InspectionTable
from duban.apps.supervision.views.inspection_years import lines_of
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission


@require(Permission.SEE_CASES)
def list_inspections(request: Request) -> HttpResponse:
    table = InspectionTable(request, queries.listed(request.actor))
    return table.respond("supervision/inspections/list.html")


@require(Permission.SEE_CASES)
def show_year(request: Request) -> HttpResponse:
    today = timezone.localdate()
    given = request.GET.get("year", "")
    year = int(given) if given.isascii() and given.isdigit() and len(given) == 4 else today.year
    if not 2000 <= year <= 2099:
        raise Http404
    lines = lines_of(queries.year_of_units(request.actor, year), year)
    here = (today - date(year, 1, 1)).days / 3.66 if today.year == year else None
    context = {"year": year, "lines": lines, "here": here, "before": year - 1, "after": year + 1}
    return render(request, "supervision/inspections/year.html", context)


@require(Permission.SEE_CASES)
def show_inspection(request: Request, pk: int) -> HttpResponse:
    return render(
        request, "supervision/inspections/inspection.html", context_of(inspection_of(request, pk), request.actor)
    )


@require(Permission.APPROVE_INSPECTION)
def decide_inspection(request: Request, pk: int) -> HttpResponse:
    """Two buttons under one opinion: approve, or return it."""
    row = inspection_of(request, pk)
    if request.method == "GET":
        actions.check_can_decide(row, request.actor)
    returned = request.POST.get("verdict") == "return"
    form = OpinionForm(request.POST or None, initial={"seen": row.version})
    action = actions.return_inspection if returned else actions.approve_inspection
    if done(request, form, action, inspection=row, at=timezone.now()):
        messages.success(request, "方案已退回督查室修改。" if returned else "方案已批准，可以派出。")
        return redirect("supervision:inspection", pk)
    context = context_of(row, request.actor) | {"decide_form": form}
    return render(request, "supervision/inspections/inspection.html", context)
