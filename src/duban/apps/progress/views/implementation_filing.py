"""落实方案 of one plan: who has filed and who has not; the office asks for them; out and in as a workbook."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import DateField, Value
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.organizations.views.form_pages import done, form_page
from duban.apps.plans.models import Plan
from duban.apps.progress import comparison_tickets
from duban.apps.progress.actions import implementation as actions
from duban.apps.progress.actions.implementation_workbook import changes_in, import_implementation_plans, seen_of
from duban.apps.progress.comparison_tickets import Compared
from duban.apps.progress.forms.implementation import AskForm, WorkbookForm
from duban.apps.progress.implementation_book.writing import implementation_workbook
from duban.apps.progress.queries import implementation as queries
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.responses import download
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.permissions import Permission, check_can
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.reports import COUNTED, FILING_LABELS, FilingState

_WRITE = Permission.WRITE_IMPLEMENTATION_PLAN
MOST_SHOWN = 100


def _state(row: Any) -> str:
    return FILING_LABELS[FilingState(row.state)]


class FilingTable(Table):
    key, caption, unit = "implementations", "落实方案报送情况", "份"
    columns = (
        Column("number", "序号", value=lambda row: row.task.number, sort="task__order", number=True, stay=True),
        Column(
            "task",
            "任务",
            value=lambda row: str(row.task),
            link=page_link("progress:implementation"),
            search="task__text",
            place="title",
            stay=True,
        ),
        Column("unit", "单位", filter="unit__name", search="unit__name", sort="unit__order", place="who"),
        Column(
            "state",
            "状态",
            value=_state,
            template="progress/implementation/_state.html",
            exported=_state,
            filter="state",
            choices=[(one.value, FILING_LABELS[one]) for one in COUNTED],
            sort="state",
            place="state",
        ),
        Column("due", "报送期限", template="progress/implementation/_due.html", sort="due", place="due"),
        Column("first_submitted_at", "首次报送", sort="first_submitted_at", optional=True),
        Column("returns", "退回次数", lambda row: row.returns or "", number=True, sort="returns", optional=True),
        Column("original_due", "原报送期限", sort="original_due", hidden=True),
    )
    default_sort = ("task__order", "unit__order")
    empty = "要求牵头单位报送落实方案后，这里列出谁报了、谁还没有报。"


@require(Permission.SEE_PLANS)
def list_filing(request: Request, pk: int) -> HttpResponse:
    plan, today = _plan(request, pk), timezone.localdate()
    rows = queries.filed_for(plan, request.actor).select_related("task", "unit").defer(*queries.HEAVY)
    rows = rows.annotate(today=Value(today, output_field=DateField()))
    context = {"plan": plan, "filing": queries.filing_of(plan, request.actor, today), "today": today}
    return FilingTable(request, rows).respond("progress/implementation/filing.html", context)


@require(Permission.RUN_ROUND)
def ask_plans(request: Request, pk: int) -> HttpResponse:
    plan, today = _plan(request, pk), timezone.localdate()
    check_can(request.actor, Permission.RUN_ROUND, within=plan.jurisdiction.path)
    form, cancel = AskForm(request.POST or None), reverse("plans:plan", args=[plan.pk])
    if done(request, form, actions.ask_implementation_plans, plan=plan, on=today):
        messages.success(request, "已要求各牵头单位报送落实方案。")
        return redirect("progress:implementations", plan.pk)
    return form_page(request, form, heading="要求报送落实方案", submit="要求报送", cancel_url=cancel, about=plan)


@require(_WRITE)
def download_workbook(request: Request, pk: int) -> FileResponse:
    plan = _plan(request, pk)
    rows = queries.plans_for_workbook(plan, request.actor)
    if not rows:
        raise Http404
    units = "、".join(dict.fromkeys(row.unit.name for row in rows))
    subtitle = f"{units}，共 {len(rows)} 项任务"
    return download(implementation_workbook(plan, rows, subtitle=subtitle), f"{plan.title}落实方案.xlsx")


@require(_WRITE)
def import_workbook(request: Request, pk: int) -> HttpResponse:
    """First the file, then what it would change; nothing is kept before that is confirmed."""
    plan = _plan(request, pk)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"plan": plan, "form": form}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            changes = changes_in(plan, data, file.name, request.actor)
        except (Invalid, Conflict) as refusal:
            form.add_error("file", str(refusal))
            problems = getattr(refusal, "problems", ())
            context |= {"problems": problems[:MOST_SHOWN], "unseen": len(problems[MOST_SHOWN:])}
        else:
            compared = Compared(data, file.name, seen_of(changes))
            ticket = comparison_tickets.issue(compared, of=plan, to=request.actor)
            shown = {"plan": plan, "changes": changes, "ticket": ticket}
            return render(request, "progress/implementation/compare.html", shown)
    return render(request, "progress/implementation/workbook.html", context)


@require(_WRITE)
@require_POST
def confirm_workbook(request: Request, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    compared = comparison_tickets.opened(request.POST.get("ticket", ""), of=plan, by=request.actor)
    written = import_implementation_plans(
        plan=plan,
        data=compared.data,
        file_name=compared.name,
        at=timezone.now(),
        by=request.actor,
        seen=compared.seen,
    )
    messages.success(request, f"已导入 {len(written)} 项任务的落实方案，存为草稿，还没有报送。")
    return redirect("progress:plans-due")


def _plan(request: Request, pk: int) -> Plan:
    return get_object_or_404(Plan.objects.visible_to(request.actor).select_related("jurisdiction"), pk=pk)
