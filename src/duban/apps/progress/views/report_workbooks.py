"""The reports of a round as a workbook: out; back in, compared, and only then kept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.plans.models import ReportingRound
from duban.apps.progress import comparison_tickets
from duban.apps.progress.actions.report_workbooks import changes_in, import_reports, seen_of
from duban.apps.progress.comparison_tickets import Compared
from duban.apps.progress.forms.report_grid import WorkbookForm
from duban.apps.progress.queries import report_grid as queries
from duban.apps.progress.queries.rounds import check_open
from duban.apps.progress.report_book.writing import report_workbook
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.responses import download
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid

MOST_SHOWN = 100


@require(Permission.WRITE_REPORT)
def download_workbook(request: Request, pk: int) -> FileResponse:
    round = _round(request, pk)
    rows = queries.rows_of(request.actor, round)
    units = "、".join(dict.fromkeys(row.report.unit.name for row in rows))
    title = f"{round.plan.year}年{round}进展情况"
    subtitle = f"{units}，共 {len(rows)} 项任务，{round.due:%Y-%m-%d} 截止"
    return download(report_workbook(rows, title=title, subtitle=subtitle), f"{title}.xlsx")


@require(Permission.WRITE_REPORT)
def import_workbook(request: Request, pk: int) -> HttpResponse:
    """First the file, then what it would change; nothing is kept before that is confirmed."""
    round = _round(request, pk)
    check_open(round)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"round": round, "form": form}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            changes = changes_in(round, data, file.name, request.actor)
        except (Invalid, Conflict) as refusal:
            form.add_error("file", str(refusal))
            problems = getattr(refusal, "problems", ())
            context |= {"problems": problems[:MOST_SHOWN], "unseen": len(problems[MOST_SHOWN:])}
        else:
            compared = Compared(data, file.name, seen_of(changes))
            ticket = comparison_tickets.issue(compared, of=round, to=request.actor)
            shown = {"round": round, "changes": changes, "ticket": ticket}
            return render(request, "progress/grid/compare.html", shown)
    return render(request, "progress/grid/workbook.html", context)


@require(Permission.WRITE_REPORT)
@require_POST
def confirm_workbook(request: Request, pk: int) -> HttpResponse:
    round = _round(request, pk)
    compared = comparison_tickets.opened(request.POST.get("ticket", ""), of=round, by=request.actor)
    written = import_reports(
        round=round,
        data=compared.data,
        file_name=compared.name,
        at=timezone.now(),
        by=request.actor,
        seen=compared.seen,
    )
    messages.success(request, f"已导入 {len(written)} 项，存为草稿，还没有报送。勾选以后一起报送。")
    return redirect("progress:report-grid", pk)


def _round(request: Request, pk: int) -> ReportingRound:
    round = queries.round_of(request.actor, pk)
    if round is None:
        raise Http404
    return round
