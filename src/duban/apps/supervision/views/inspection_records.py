"""督查记录: one form for each method, its sheet as it is printed, the object's own answer to a self-check."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations.views.form_pages import form_page
from duban.apps.supervision import file_owners
from duban.apps.supervision.actions import inspection_records as actions
from duban.apps.supervision.forms.inspections import RecordForm, SelfCheckForm, initial_of_record
from duban.apps.supervision.method_forms import ANSWERED, DUE, FORMS
from duban.apps.supervision.models import InspectionRecord
from duban.apps.supervision.queries.files import files_of
from duban.apps.supervision.views.inspection_rows import inspection_of, record_of
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.apps.web.templatetags.duban import day
from duban.rulebook.inspections import METHODS, Method
from duban.rulebook.permissions import Permission, why_not


@require(Permission.RECORD_INSPECTION)
def add_record(request: Request, pk: int, method: str) -> HttpResponse:
    row, way = inspection_of(request, pk), _method(method)
    actions.check_can_record(row, request.actor, way)
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = RecordForm(*posted, method=way, inspection=row, is_new=True, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        files = [(one.name or "", one.read()) for one in form.cleaned_data.get("files") or ()]
        given = {**form.given, "method": way, "files": files, "at": timezone.now(), "by": request.actor}
        if made := attempt(form, actions.add_record, inspection=row, **given):
            messages.success(request, "记录已保存。")
            return redirect("supervision:inspection-record", made.pk)
    back = reverse("supervision:inspection", args=[pk])
    return form_page(request, form, heading=METHODS[way], submit="保存记录", cancel_url=back, about=row)


@require(Permission.SEE_CASES)
def show_record(request: Request, pk: int) -> HttpResponse:
    return _sheet(request, record_of(request, pk))


@require(Permission.RECORD_INSPECTION)
def change_record(request: Request, pk: int) -> HttpResponse:
    row = record_of(request, pk)
    actions.check_can_change_record(row, request.actor)
    posted = request.POST if request.method == "POST" else None
    options: dict[str, Any] = {"method": Method(row.method), "inspection": row.inspection, "is_new": False}
    form = RecordForm(posted, **options, initial=initial_of_record(row))
    if request.method == "POST" and form.is_valid():
        given = {**form.given, "seen": form.cleaned_data["seen"], "at": timezone.now(), "by": request.actor}
        if attempt(form, actions.change_record, record=row, **given):
            messages.success(request, "记录已修改。")
            return redirect("supervision:inspection-record", pk)
    back = reverse("supervision:inspection-record", args=[pk])
    return form_page(request, form, heading="修改记录", submit="保存记录", cancel_url=back, about=row)


@require(Permission.ANSWER_CASE)
def answer_self_check(request: Request, pk: int) -> HttpResponse:
    row = record_of(request, pk)
    actions.check_may_answer(row, request.actor)
    form = SelfCheckForm(request.POST or None, request.FILES or None, initial={"seen": row.version})
    if request.method == "POST" and form.is_valid():
        files = [(one.name or "", one.read()) for one in form.cleaned_data.pop("files")]
        given = {**form.cleaned_data, "files": files, "at": timezone.now(), "by": request.actor}
        if attempt(form, actions.answer_self_check, record=row, **given):
            messages.success(request, "自查情况已报送。")
            return redirect("supervision:inspection-record", pk)
    return _sheet(request, row, answer_form=form)


def _sheet(request: Request, row: InspectionRecord, **forms: Any) -> HttpResponse:
    actor = request.actor
    may_answer = not why_not(actions.check_can_answer, row, actor)
    context = {
        "row": row,
        "pairs": _pairs(row),
        "files": files_of(row),
        "may_write": file_owners.may_write(row, actor),
        "can_change": not why_not(actions.check_can_change_record, row, actor),
        "answer_form": SelfCheckForm(initial={"seen": row.version}) if may_answer else None,
        "due": date.fromisoformat(row.particulars[DUE]) if row.particulars.get(DUE) else None,
        "is_answered": bool(row.particulars.get(ANSWERED)),
        "today": timezone.localdate(),
    }
    return render(request, "supervision/inspections/record.html", context | forms)


def _pairs(row: InspectionRecord) -> list[tuple[str, str]]:
    """What the method's form asked, with what was entered."""
    found = [(one.label, one.kind, row.particulars.get(one.key, "")) for one in FORMS[Method(row.method)]]
    return [
        (label, day(date.fromisoformat(value)) if kind == "day" else value) for label, kind, value in found if value
    ]


def _method(word: str) -> Method:
    try:
        return Method(word)
    except ValueError:
        raise Http404 from None
