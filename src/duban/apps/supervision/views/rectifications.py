"""整改事项: the list, the page of one, where it is reported done; where several are asked for at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.supervision import file_owners, origins
from duban.apps.supervision.actions import rectifications as actions
from duban.apps.supervision.actions import verification
from duban.apps.supervision.forms.rectifications import LinesForm, ReportForm, VerifyForm
from duban.apps.supervision.models import Rectification
from duban.apps.supervision.origins import Origin
from duban.apps.supervision.queries import rectifications as queries
from duban.apps.supervision.queries.files import files_of
from duban.apps.supervision.views.rectification_tables import RectificationTable, dressed
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.cases import RectificationState
from duban.rulebook.permissions import Permission, why_not


@require(Permission.SEE_CASES)
def list_rectifications(request: Request) -> HttpResponse:
    rows = dressed(queries.listed(request.actor), timezone.localdate())
    return RectificationTable(request, rows).respond("supervision/rectifications/list.html")


@require(Permission.SEE_CASES)
def show_rectification(request: Request, pk: int) -> HttpResponse:
    return page(request, seen_row(request, pk))


@require(Permission.RECTIFY)
def report_rectification(request: Request, pk: int) -> HttpResponse:
    row = seen_row(request, pk)
    actions.check_may_report(row, request.actor)
    form = ReportForm(request.POST or None, request.FILES or None, initial={"seen": row.version})
    if request.method == "POST" and form.is_valid():
        files = [(one.name or "", one.read()) for one in form.cleaned_data.pop("files")]
        given = {**form.cleaned_data, "files": files, "at": timezone.now(), "by": request.actor}
        if attempt(form, actions.report_rectification, rectification=row, **given):
            messages.success(request, "已报整改完成，等督查室核查。")
            return redirect("supervision:rectification", pk)
    return page(request, row, report_form=form)


@require(Permission.REQUIRE_RECTIFICATION)
def require_rectifications(request: Request, origin: str, pk: int) -> HttpResponse:
    """Several at once, each with its day; the form stands on the page of the origin too."""
    row = _origin(request, origin, pk)
    origins.check_may_require(row, request.actor)
    form = LinesForm(request.POST or None)
    if request.method == "POST" and form.is_sent():
        given = {"items": form.cleaned_data["items"], "unit": row.unit, "at": timezone.now(), "by": request.actor}
        if rows := attempt(form, actions.require_rectifications, origin=row, **given):
            messages.success(request, f"已向{row.unit}提出 {len(rows)} 项整改。")
            return redirect(f"{_page_of(origin, row)}#items")
    context = {"form": form, "row": row, "back": _page_of(origin, row), "word": origins.KINDS[origin].word}
    return render(request, "supervision/rectifications/require.html", context)


def seen_row(request: Request, pk: int) -> Rectification:
    return get_object_or_404(queries.listed(request.actor), pk=pk)


def page(request: Request, row: Rectification, **forms: Any) -> HttpResponse:
    """The item with its thread, and the forms that fit; `forms`: the one that was sent and not taken."""
    actor, today = request.actor, timezone.localdate()
    field, origin = origins.origin_of(row)
    new = {"seen": row.version}
    is_done = row.state == RectificationState.DONE
    context: dict[str, Any] = {
        "row": row,
        "today": today,
        "thread": queries.thread(row),
        "files": files_of(row) if row.state == RectificationState.OPEN and row.statement else [],
        "may_write": file_owners.may_write(row, actor),
        "origin_word": origins.KINDS[field].word,
        "origin": origin,
        "origin_url": _page_of(field, origin) if _is_visible(origin, request) else "",
        "report_form": None if why_not(actions.check_can_report, row, actor) else ReportForm(initial=new),
        "verify_form": None,
        "why_not_verify": "",
        "can_extend": not why_not(actions.check_can_extend, row, actor),
        "can_cancel": not why_not(actions.check_can_cancel, row, actor),
        "can_relapse": not why_not(verification.check_can_relapse, row, actor),
    }
    if is_done and not why_not(verification.check_may_verify, row, actor):
        context["why_not_verify"] = why_not(verification.check_can_verify, row, actor)
        context["verify_form"] = VerifyForm(initial={**new, "on": today})
    return render(request, "supervision/rectifications/rectification.html", context | forms)


def _origin(request: Request, field: str, pk: int) -> Any:
    if field not in origins.KINDS:
        raise Http404
    rows: Any = origins.KINDS[field].model._default_manager
    return get_object_or_404(rows.visible_to(request.actor).select_related("unit"), pk=pk)


def _is_visible(origin: Origin, request: Request) -> bool:
    rows: Any = type(origin)._default_manager
    return bool(rows.visible_to(request.actor).filter(pk=origin.pk).exists())


def _page_of(field: str, origin: Origin) -> str:
    return reverse(origins.KINDS[field].url_name, args=[origin.pk])
