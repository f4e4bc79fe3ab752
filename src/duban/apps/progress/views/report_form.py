"""Filling a report: the form, what it saves by itself, submitting it, its files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.progress import submitting
from duban.apps.progress.actions import reports as actions
from duban.apps.progress.actions.evidence import attach_evidence
from duban.apps.progress.forms.reports import ADVISED, ReportForm, shown
from duban.apps.progress.models import Report
from duban.apps.progress.offers import Offer, offers_of
from duban.apps.progress.queries import contributions, filed, own_reports
from duban.apps.progress.queries import reports as queries
from duban.apps.progress.queries.evidence import evidence_of
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can
from duban.rulebook.refusals import Invalid
from duban.rulebook.reports import FilingState


def fill_page(request: Request, report: Report, form: ReportForm | None = None, **more: Any) -> HttpResponse:
    last = filed.last_report(report)
    today = timezone.localdate()
    aims = queries.aims_of(report, last, on=today)
    lines = [aim.line for aim in aims]
    form = form or ReportForm(report=report, targets=[line.target for line in lines], initial=shown(report, lines))
    chips = own_reports.chips_of(report)
    context = {
        "report": report,
        "form": form,
        "figures": _figures(report, form, aims, request.actor),
        "chips": chips,
        "tally": own_reports.tally(chip.state for chip in chips),
        "last": last,
        "evidence": evidence_of(report),
        "length": len(str(form["text"].value() or "")),
        "advised": ADVISED,
        "submit": _submit_words(report, request),
        "sends_back": report.state == FilingState.INNER,
        "contributions": [(one, contributions.state_words(one)) for one in contributions.given_to(report)],
        "may_ask": bool(contributions.units_to_ask(report)),
        "today": today,
    }
    return render(request, "progress/reports/fill.html", context | more)


def _figures(
    report: Report, form: ReportForm, aims: Sequence[queries.Aim], actor: Actor
) -> list[tuple[queries.Aim, BoundField, Offer | None]]:
    """Each with its field, and what is offered for it; nothing is offered that stands there already."""
    offers = offers_of(report, [aim.line.target.pk for aim in aims], actor)
    stated = {aim.line.target.pk: aim.line.stated for aim in aims}
    wanted = {key: offer for key, offer in offers.items() if offer.value != stated[key]}
    return [(aim, form.figure(aim.line.target), wanted.get(aim.line.target.pk)) for aim in aims]


@require(Permission.WRITE_REPORT)
@require_POST
def save_report(request: Request, pk: int) -> HttpResponse:
    """Keep what is written: by itself while somebody types (htmx), or by the button."""
    report = _report(request, pk)
    form = _form(request, report)
    form.is_valid()
    if request.htmx:
        return _save_unasked(request, report, form)
    if form.errors or not _save(request, report, form, actions.save_report):
        return _again(request, report, form)
    messages.success(request, "草稿已保存。")
    return redirect("progress:reports") if "leave" in request.POST else redirect("progress:report", pk)


@require(Permission.WRITE_REPORT)
@require_POST
def submit_report(request: Request, pk: int) -> HttpResponse:
    """Submit what is written, and go on to the next one."""
    report = _report(request, pk)
    form = _form(request, report, submitting=True)
    if not form.is_valid():
        return _again(request, report, form)
    row = _save(request, report, form, actions.submit_report)
    if row is None:
        return _again(request, report, form)
    done = "已送单位审核" if row.state == FilingState.INNER else "已报送"
    ahead = own_reports.next_to_fill(own_reports.chips_of(row))
    if ahead is None:
        messages.success(request, f"{done}，本轮没有要填的了。")
        return redirect("progress:reports")
    messages.success(request, f"{done}，接着填第 {ahead.number} 项。")
    return redirect("progress:report", ahead.pk)


@require(Permission.WRITE_REPORT)
@require_POST
def attach_to_report(request: Request, pk: int) -> HttpResponse:
    """Files chosen or dropped, taken at once; what is wrong with one does not keep the others out."""
    report = _report(request, pk)
    form = _form(request, report)
    form.is_valid()
    refused = list(form.errors.get("files", ()))
    refused += _attach(request, report, form.cleaned_data.get("files", ()))
    blank = ReportForm(report=report, targets=())
    context = {"report": report, "form": blank, "evidence": evidence_of(report), "refused": refused}
    return HttpResponse(render_to_string("progress/reports/_evidence.html", context))


def keep_typed(request: Request, report: Report) -> HttpResponse | None:
    """Save what stands in the form before something else is done with its report; the page again where it cannot be."""
    form = _form(request, report)
    if form.is_valid() and _save(request, report, form, actions.save_report):
        return None
    return _again(request, report, form)


def _save_unasked(request: Request, report: Report, form: ReportForm) -> HttpResponse:
    """What can be taken is kept; what cannot is named, and stays on the page."""
    at, seen = timezone.now(), _seen(form)
    try:
        row = actions.save_report(
            report=report, values=form.values, figures=form.figures, seen=seen, at=at, by=request.actor
        )
    except submitting.Overtaken:
        words = {"report": report, **overtaken(report, form)}
        headers = {"HX-Retarget": "#overtaken", "HX-Reswap": "innerHTML show:top"}
        page = render_to_string("progress/reports/_overtaken.html", words, request)
        return HttpResponse(page, status=409, headers=headers)
    wrong = [str(form.fields[name].label) for name in form.errors if name in form.fields]
    return HttpResponse(render_to_string("progress/reports/_saved.html", {"row": row, "at": at, "wrong": wrong}))


def _save(request: Request, report: Report, form: ReportForm, action: Any) -> Report | None:
    """Files first, so that what is submitted names them; what is refused stands in the form."""
    for words in _attach(request, report, form.cleaned_data["files"]):
        form.add_error("files", words)
    if form.errors:
        return None
    kept = {"values": form.values, "figures": form.figures, "seen": _seen(form)}
    row: Report | None = attempt(form, action, report=report, **kept, at=timezone.now(), by=request.actor)
    return row


def _attach(request: Request, report: Report, files: Any) -> list[str]:
    refused = []
    for file in files:
        given = {"data": file.read(), "file_name": file.name}
        try:
            attach_evidence(owner=report, **given, at=timezone.now(), by=request.actor)
        except Invalid as refusal:
            refused.append(f"{file.name}：{refusal}")
    return refused


def _again(request: Request, report: Report, form: ReportForm) -> HttpResponse:
    """The page with what was typed; where a colleague was faster, with what the colleague wrote beside it."""
    row = _report(request, report.pk, queries.report_of)
    if form.cleaned_data.get("seen") in (None, row.version):
        return fill_page(request, row, form)
    form.data = {**dict(form.data.items()), "seen": str(row.version)}
    return fill_page(request, row, form, **overtaken(row, form))


def overtaken(report: Report, form: ReportForm) -> dict[str, Any]:
    """What stands in the database now, where it differs from what is on the page."""
    row = Report.objects.get(pk=report.pk)
    theirs = [
        (form.fields[name].label, row.get_stated_display() if name == "stated" else getattr(row, name))
        for name, value in form.values.items()
        if getattr(row, name) != value
    ]
    return {"now": row.version, "theirs": theirs, "written_by": row.written_by, "changed_at": row.changed_at}


def _form(request: Request, report: Report, *, submitting: bool = False) -> ReportForm:
    targets = queries.targets_of(report.task_id)
    return ReportForm(request.POST, request.FILES, report=report, targets=targets, submitting=submitting)


def _seen(form: ReportForm) -> int:
    over = form.data.get("over", "")  # "mine, whatever a colleague wrote": the version that was shown beside it
    seen: int | None = (
        int(over) if over.isascii() and over.isdecimal() and len(over) < 19 else form.cleaned_data.get("seen")
    )
    if seen is None:
        raise Invalid("页面不完整，请刷新后再填")
    return seen


def _report(request: Request, pk: int, of: Callable[[Actor, int], Report | None] = queries.report_to_write) -> Report:
    report = of(request.actor, pk)
    if report is None:
        raise Http404
    submitting.check_unit(report, Permission.WRITE_REPORT, request.actor)
    return report


def _submit_words(report: Report, request: Request) -> str:
    """What the button says it does."""
    if report.state == FilingState.INNER and can(request.actor, Permission.APPROVE_REPORT):
        return "审核通过并报送"
    if submitting.needs_approval(report, request.actor):
        return "送单位审核"
    return "重新报送" if report.first_submitted_at else "报送"
