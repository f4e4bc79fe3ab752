"""配合材料: what my units are asked for and give; what the lead unit does with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Case, DateField, IntegerField, Value, When
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.organizations.views.form_pages import done, form_page
from duban.apps.plans.queries.receipts import answers_for
from duban.apps.progress import submitting
from duban.apps.progress.actions import contributions as actions
from duban.apps.progress.forms.contributions import AskAgainForm, AskForm, GiveForm
from duban.apps.progress.models import Contribution
from duban.apps.progress.queries import contributions as queries
from duban.apps.progress.queries.evidence import evidence_of
from duban.apps.progress.views.report_form import keep_typed
from duban.apps.progress.views.reports import visible_report
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.permissions import Permission, why_not
from duban.rulebook.reports import CONTRIBUTION, ContributionState

_FORM = "progress/reports/form.html"


class ContributionTable(Table):
    key, caption, unit = "contributions", "配合材料", "件"
    columns = (
        Column(
            "task",
            "任务",
            value=lambda row: str(row.report.task),
            link=page_link("progress:contribution"),
            under=lambda row: row.request,
            search=("report__task__text", "request"),
            stay=True,
            place="title",
        ),
        Column("lead", "牵头单位", value=lambda row: row.report.unit, filter="report__unit__name", place="who"),
        Column("unit", "配合单位", filter="unit__name", hidden=True),
        Column("round", "轮次", value=lambda row: row.report.round, optional=True),
        Column(
            "state",
            "状态",
            value=queries.state_words,
            filter="state",
            choices=CONTRIBUTION.choices,
            sort="rank",
            place="state",
        ),
        Column("due", "提供期限", template="progress/contributions/_due.html", sort="due", place="due"),
        Column("answered_at", "提供时间", sort="answered_at", optional=True),
    )
    default_sort = ("rank", "due", "pk")
    standing = (("待提供", "state=asked"), ("已提供", "state=given"), ("已采用", "state=taken_over"))
    empty = "牵头单位在填报进展情况时请本单位提供材料，会列在这里，按期填写后提供。"


@require(Permission.WRITE_CONTRIBUTION)
def list_contributions(request: Request) -> HttpResponse:
    rank = Case(
        When(queries.WANTED, state=ContributionState.ASKED, then=Value(0)),
        When(state=ContributionState.GIVEN, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    today = Value(timezone.localdate(), output_field=DateField())
    rows = queries.contributions_of(request.actor).annotate(rank=rank, today=today)
    return ContributionTable(request, rows).respond("progress/contributions/list.html")


@require(Permission.WRITE_CONTRIBUTION)
def show_contribution(request: Request, pk: int) -> HttpResponse:
    """The form for whoever was asked, what was given for whoever asked."""
    row = _row(request, pk)
    form = GiveForm(request.POST or None, request.FILES or None, initial={"seen": row.version, "text": row.text})
    if request.method == "POST":
        actions.check_may_give(row, request.actor)
        if done(request, form, actions.give_contribution, contribution=row, at=timezone.now()):
            messages.success(request, f"已提供给{row.report.unit}。")
            return redirect("progress:contributions")
    return _page(request, row, form)


@require(Permission.WRITE_REPORT)
def ask_contributions(request: Request, pk: int) -> HttpResponse:
    report, today = visible_report(request, pk), timezone.localdate()
    actions.check_may_ask(report, request.actor)
    due = queries.usual_due(report, on=today)
    form = AskForm(request.POST or None, units=queries.units_to_ask(report), initial={"due": due})
    page = reverse("progress:report", args=[pk])
    if done(request, form, actions.ask_contributions, report=report, at=timezone.now(), on=today):
        messages.success(request, f"已请{'、'.join(map(str, form.cleaned_data['units']))}提供配合材料。")
        return redirect(page)
    words = {"heading": "请配合单位提供材料", "submit": "发出请求"}
    return form_page(request, form, **words, about=report.task, cancel_url=page, template=_FORM)


@require(Permission.WRITE_REPORT)
def ask_contribution_again(request: Request, pk: int) -> HttpResponse:
    row, today = _row(request, pk), timezone.localdate()
    submitting.check_unit(row.report, Permission.WRITE_REPORT, request.actor)
    CONTRIBUTION.check_move(ContributionState(row.state), ContributionState.ASKED)
    shown = {"due": queries.usual_due(row.report, on=today), "seen": row.version}
    form = AskAgainForm(request.POST or None, initial=shown)
    page = reverse("progress:report", args=[row.report_id])
    again = {"contribution": row, "at": timezone.now(), "on": today}
    if done(request, form, actions.ask_contribution_again, **again):
        messages.success(request, f"已请{row.unit}补充。")
        return redirect(page)
    words = {"heading": f"请{row.unit}补充", "submit": "请补充"}
    return form_page(request, form, **words, about=row.report.task, cancel_url=page, template=_FORM)


@require(Permission.WRITE_REPORT)
@require_POST
def take_over_contribution(request: Request, pk: int) -> HttpResponse:
    words = "已采用，内容放在进展情况的最后，请核对。"
    return _decide(request, pk, actions.take_over_contribution, words, at=timezone.now())


@require(Permission.WRITE_REPORT)
@require_POST
def set_aside_contribution(request: Request, pk: int) -> HttpResponse:
    return _decide(request, pk, actions.set_aside_contribution, "已记为不采用，随时可以再请对方提供。")


def _decide(request: Request, pk: int, action: Callable[..., Any], words: str, **more: Any) -> HttpResponse:
    """What is typed in the report beside it is saved first."""
    row = _row(request, pk)
    submitting.check_unit(row.report, Permission.WRITE_REPORT, request.actor)
    if "text" in request.POST and (refused := keep_typed(request, row.report)):
        return refused
    seen = request.POST.get("version", "")
    action(contribution=row, seen=int(seen) if seen.isdecimal() else None, by=request.actor, **more)
    messages.success(request, words)
    return redirect("progress:report", row.report_id)


def _row(request: Request, pk: int) -> Contribution:
    row = queries.contribution_of(request.actor, pk)
    if row is None:
        raise Http404
    return row


def _page(request: Request, row: Contribution, form: GiveForm) -> HttpResponse:
    gives = not why_not(actions.check_may_give, row, request.actor)
    readable = queries.is_readable(row, request.actor)
    context = {
        "row": row,
        "form": form if gives else None,
        "over": queries.over_words(row) if row.state == ContributionState.ASKED else "",
        "state": queries.state_words(row),
        "readable": readable and row.answered_at is not None,
        "evidence": evidence_of(row) if readable else (),
        "may_write": gives,
        "leads": answers_for(request.actor, row.report.unit),
        "today": timezone.localdate(),
    }
    return render(request, "progress/contributions/contribution.html", context)
