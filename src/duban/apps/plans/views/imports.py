"""Imports of plans from documents: how far the reading is, what became of it, answers, giving up, the source again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.jobs.progress import progress
from duban.apps.organizations.views.form_pages import bare_form, confirm_page, done
from duban.apps.plans.actions import imports as actions
from duban.apps.plans.actions import questions
from duban.apps.plans.drafting.kinds import kind_of, review_of
from duban.apps.plans.drafting.nothing import PEOPLE_ELSEWHERE
from duban.apps.plans.jobs import progress_key
from duban.apps.plans.labels.imports import NEXT_STEPS
from duban.apps.plans.models import PlanImport, PlanImportKind, PlanImportState, Question
from duban.apps.plans.queries.imports import UNDER_WAY, imports_for_list
from duban.apps.web import files
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.responses import download
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.permissions import Permission, why_not
from duban.rulebook.refusals import Conflict, Invalid

IMPORT = Permission.IMPORT_PLAN
_page = page_link("plans:import")


def _under(row: PlanImport) -> str:
    """The file below the title, where there is a title."""
    return row.source.name if row.title else ""


def _open(row: PlanImport) -> int | None:
    """How many doubts keep it from being adopted; nothing where nobody is to answer."""
    count: int = getattr(row, "open_questions", 0)
    return count if count and row.state == PlanImportState.REVIEWING else None


class PlanImportTable(Table):
    key, caption, unit = "plan-imports", "导入核对", "份"
    columns = (
        Column(
            "title",
            "公文",
            value=str,
            link=_page,
            under=_under,
            sort="title",
            search=("title", "source__name"),
            stay=True,
        ),
        Column(
            "state",
            "状态",
            value=lambda row: row.get_state_display(),
            filter="state",
            choices=PlanImportState.choices,
            place="state",
        ),
        Column("next", "下一步", value=lambda row: NEXT_STEPS[row.state], link=_page, optional=True),
        Column(
            "open_questions",
            "存疑",
            value=_open,
            link=lambda row: f"{review_of(row)}#questions" if _open(row) else "",
            sort="open_questions",
            number=True,
            optional=True,
        ),
        Column(
            "kind",
            "来源",
            value=lambda row: row.get_kind_display(),
            filter="kind",
            choices=PlanImportKind.choices,
            optional=True,
        ),
        Column("number", "文号", sort="number", search="number"),
        Column(
            "place",
            "行政区",
            value=lambda row: row.source.jurisdiction.name,
            sort="source__jurisdiction__path",
            optional=True,
        ),
        Column("account", "导入人", value=lambda row: row.account.name, sort="account__name", place="who"),
        Column("created_at", "上传时间", sort="created_at", place="due"),
    )
    default_sort = "-created_at"
    empty = "这里列出上传的公文。上传印发的分工方案或指标文件，核对读出的任务、指标和单位，再导入。"


@require(IMPORT)
def list_imports(request: Request) -> HttpResponse:
    table = PlanImportTable(request, imports_for_list(request.actor))
    table.empty_action = ("上传公文", reverse("plans:import-start"))
    return table.respond("plans/imports/list.html")


@require(IMPORT)
def show_import(request: Request, pk: int) -> HttpResponse:
    """The page of the state it is in; while it is read, a part of it asks again and again."""
    row = visible_import(request, pk)
    if row.state in UNDER_WAY:
        template = "plans/imports/_progress.html" if request.htmx else "plans/imports/progress.html"
        return render(request, template, {"import": row, "progress": progress(progress_key(row.pk))})
    if request.htmx:
        return _read_now(request, row)
    if row.state == PlanImportState.REVIEWING:
        return redirect(review_of(row))
    return render(request, "plans/imports/import.html", _shown(row))


def _read_now(request: Request, row: PlanImport) -> HttpResponse:
    """The reading is over: on to the review, or to the list where one file held several things."""
    drafts = row.source.imports.filter(state=PlanImportState.REVIEWING).count()
    if drafts < 2:
        return HttpResponse(headers={"HX-Redirect": _page(row)})
    messages.info(request, f"“{row.source.name}”里读出 {drafts} 份，请分别核对。")
    return HttpResponse(headers={"HX-Redirect": reverse("plans:imports")})


def _shown(row: PlanImport) -> dict[str, Any]:
    return {
        "import": row,
        "made": kind_of(row).made(row),
        "names_people": PEOPLE_ELSEWHERE in row.failure,
        "can_discard": not why_not(actions.check_can_discard, row),
    }


@require(IMPORT)
def discard_import(request: Request, pk: int) -> HttpResponse:
    row, form = visible_import(request, pk), bare_form(request)
    if done(request, form, actions.discard_import, plan_import=row):
        messages.success(request, f"已放弃导入“{row}”。")
        return redirect("plans:imports")
    told = ["核对和修改不再保留，已有的方案、任务和指标没有任何变化。", "以后可以重新上传这份文件。"]
    question = f"放弃导入“{row}”"
    return confirm_page(request, form, question=question, consequences=told, cancel_url=_page(row), submit="放弃导入")


@require(IMPORT)
def download_source(request: Request, pk: int) -> FileResponse:
    """The file as it was uploaded; never shown by the browser itself, whatever it holds."""
    source = visible_import(request, pk).source
    return download(files.read(source.digest), source.name, "application/octet-stream")


@require(IMPORT)
@require_POST
def answer_question(request: Request, pk: int) -> HttpResponse:
    visible = PlanImport.objects.visible_to(request.actor).values("pk")
    row = get_object_or_404(Question.objects.select_related("plan_import"), pk=pk, plan_import__in=visible)
    answer, seen = request.POST.get("answer", ""), request.POST.get("seen")
    try:
        questions.answer_question(question=row, answer=answer, seen=seen, at=timezone.now(), by=request.actor)
    except (Invalid, Conflict) as refusal:
        messages.error(request, f"{refusal}。")
    return redirect(f"{review_of(row.plan_import)}#questions")


def visible_import(request: Request, pk: int) -> PlanImport:
    """Without what was read, which is large and which only the page of its review shows."""
    rows: QuerySet[PlanImport] = PlanImport.objects.visible_to(request.actor)
    return get_object_or_404(
        rows.select_related("source__jurisdiction", "account", "replaces__jurisdiction").defer(
            "text", "blocks", "document"
        ),
        pk=pk,
    )
