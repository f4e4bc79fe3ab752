"""The figures of a set as a workbook: out; back in, compared, and only then kept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.indicators.actions.figure_imports import changes_in, import_figures, seen_of
from duban.apps.indicators.figure_book import table_of
from duban.apps.indicators.forms.observations import StatusWorkbookForm, WorkbookForm
from duban.apps.indicators.models import IndicatorSet
from duban.apps.indicators.queries import entry_grid
from duban.apps.indicators.sheets import query_of, sheet_of
from duban.apps.indicators.views.entry import set_to_fill
from duban.apps.progress import comparison_tickets
from duban.apps.progress.comparison_tickets import Compared
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.responses import download
from duban.documents.figures import write_figures_workbook
from duban.rulebook.indicators import OBSERVATION_STATUSES, ObservationStatus
from duban.rulebook.permissions import Permission, can
from duban.rulebook.refusals import Conflict, Invalid

P = Permission
MOST_SHOWN = 100


@require(P.ENTER_OBSERVATION)
def download_workbook(request: Request, pk: int) -> FileResponse:
    sheet = sheet_of(set_to_fill(request, pk), request.GET, on=timezone.localdate())
    table = table_of(sheet, entry_grid.rows_of(sheet, request.actor))
    return download(write_figures_workbook(table), f"{table.title}.xlsx")


@require(P.ENTER_OBSERVATION)
def import_workbook(request: Request, pk: int) -> HttpResponse:
    """First the file, then what it would change; nothing is kept before that is confirmed."""
    of = set_to_fill(request, pk)
    form = _form(request, of)
    context: dict[str, Any] = {"set": of, "form": form, "query": query_of(sheet_of(of, {}, on=timezone.localdate()))}
    if request.method == "POST" and form.is_valid():
        file, status = form.cleaned_data["file"], form.cleaned_data.get("status", ObservationStatus.STATED)
        data = file.read()
        try:
            found = changes_in(of, data, file.name, status, at=timezone.now(), actor=request.actor)
        except (Invalid, Conflict) as refusal:
            form.add_error("file", str(refusal))
            problems = getattr(refusal, "problems", ())
            context |= {"problems": problems[:MOST_SHOWN], "unseen": len(problems[MOST_SHOWN:])}
        else:
            ticket = comparison_tickets.issue(Compared(data, file.name, seen_of(found)), of=of, to=request.actor)
            return _comparison(request, of, {"found": found, "ticket": ticket, "status": status})
    return render(request, "indicators/entry/workbook.html", context)


@require(P.ENTER_OBSERVATION)
@require_POST
def confirm_workbook(request: Request, pk: int) -> HttpResponse:
    of, sent = set_to_fill(request, pk), request.POST
    compared = comparison_tickets.opened(sent.get("ticket", ""), of=of, by=request.actor)
    status = next((one for one in ObservationStatus if one == sent.get("status")), ObservationStatus.STATED)
    at, reason = timezone.now(), sent.get("reason", "")
    try:
        kept = import_figures(
            indicator_set=of,
            data=compared.data,
            file_name=compared.name,
            status=status,
            reason=reason,
            seen=compared.seen,
            at=at,
            by=request.actor,
        )
    except Invalid as refusal:
        if refusal.field != "reason":  # confirmed twice: all of it is there
            messages.info(request, f"{refusal}。")
            return redirect("indicators:entry", pk)
        found = changes_in(of, compared.data, compared.name, status, at=at, actor=request.actor)
        again = {"found": found, "ticket": sent["ticket"], "status": status, "refusal": str(refusal)}
        return _comparison(request, of, again)
    messages.success(request, f"已导入 {len(kept)} 个数。")
    return redirect("indicators:entry", pk)


def _form(request: Request, of: IndicatorSet) -> WorkbookForm:
    """Only an office has a choice of whose figures they are."""
    is_office = can(request.actor, P.PUBLISH_OBSERVATION, within=of.jurisdiction.path)
    kind = StatusWorkbookForm if is_office else WorkbookForm
    return kind(request.POST or None, request.FILES or None, initial={"status": ObservationStatus.VERIFIED})


def _comparison(request: Request, of: IndicatorSet, context: dict[str, Any]) -> HttpResponse:
    words = {"set": of, "status_words": OBSERVATION_STATUSES[context["status"]]}
    return render(request, "indicators/entry/compare.html", context | words)
