"""约谈 held: its record with what was promised, its files, its notice and sheet; closed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.organizations.views.form_pages import confirm_page, done
from duban.apps.supervision.actions import interview_records as actions
from duban.apps.supervision.actions.files import attach_files
from duban.apps.supervision.actions.interview_notices import draft_interview_notice
from duban.apps.supervision.forms.interviews import FilesForm, RecordForm, SeenForm
from duban.apps.supervision.interview_sheet import sheet_of
from duban.apps.supervision.views.interviews import seen_row, show
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.apps.web.responses import download
from duban.documents.writing.official.docx import write_docx
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict


@require(Permission.RECORD_INTERVIEW)
def record_interview(request: Request, pk: int) -> HttpResponse:
    row, people = (found := seen_row(request, pk)), list(found.participants.all())
    actions.check_can_record(row, request.actor)
    came = [one.pk for one in people]
    initial = {"seen": row.version, "held_at": row.planned_at, "attended": came}
    form = RecordForm(request.POST or None, request.FILES or None, people=people, initial=initial)
    if request.method == "POST" and form.is_sent():
        given = {**form.given, "at": timezone.now(), "by": request.actor}
        if attempt(form, actions.record_interview, interview=row, **given):
            messages.success(request, "约谈已记录，承诺事项列入整改。")
            return redirect("supervision:interview", pk)
    return render(request, "supervision/interviews/record.html", {"row": row, "form": form})


@require(Permission.RECORD_INTERVIEW)
@require_POST
def attach_to_interview(request: Request, pk: int) -> HttpResponse:
    row = seen_row(request, pk)
    actions.check_may_add_file(row, request.actor)
    form = FilesForm(request.POST, request.FILES)
    if form.is_valid():
        files = [(one.name or "", one.read()) for one in form.cleaned_data["files"]]
        attempt(form, attach_files, owner=row, files=files, at=timezone.now(), by=request.actor)
    return show(request, row, files_form=form) if form.errors else redirect("supervision:interview", pk)


@require(Permission.SCHEDULE_INTERVIEW)
@require_POST
def draft_notice(request: Request, pk: int) -> HttpResponse:
    row, form = seen_row(request, pk), SeenForm(request.POST)
    if form.is_valid():
        given = {"interview": row, "at": timezone.now(), "by": request.actor, **form.cleaned_data}
        if dispatch := attempt(form, draft_interview_notice, **given):
            return redirect("dispatch:dispatch", dispatch.pk)
    raise Conflict("；".join(str(words) for errors in form.errors.values() for words in errors))


@require(Permission.RECORD_INTERVIEW)
def close_interview(request: Request, pk: int) -> HttpResponse:
    row = seen_row(request, pk)
    actions.check_can_close(row, request.actor)
    form = SeenForm(request.POST or None, initial={"seen": row.version})
    if done(request, form, actions.close_interview, interview=row, at=timezone.now()):
        messages.success(request, "约谈已办结。")
        return redirect("supervision:interview", pk)
    return confirm_page(
        request,
        form,
        question=f"办结约谈{row.unit}？",
        consequences=["承诺事项已全部核查。", "以后有承诺事项反弹，约谈会重新打开。"],
        cancel_url=reverse("supervision:interview", args=[pk]),
        submit="办结",
    )


@require(Permission.SEE_CASES)
def interview_sheet(request: Request, pk: int) -> HttpResponseBase:
    """To print and to sign; before it is held with the places open."""
    row = seen_row(request, pk)
    if row.planned_at is None:
        raise Conflict("约谈还没有安排，安排以后可以打印记录表")
    return download(write_docx(sheet_of(row)), f"约谈{row.unit}记录.docx")
