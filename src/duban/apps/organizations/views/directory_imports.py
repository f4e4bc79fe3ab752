"""Imports of units and people from a workbook: upload, see what would change or what is wrong, confirm."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from duban.apps.jobs.progress import progress
from duban.apps.organizations.actions import directory_imports
from duban.apps.organizations.actions.directory_work import progress_key
from duban.apps.organizations.forms.directory_imports import ConfirmForm, StartImportForm
from duban.apps.organizations.models import DirectoryImport, Jurisdiction
from duban.apps.organizations.models.imports import ImportState
from duban.apps.organizations.queries.directory_imports import (
    imports_with_people,
    lines_of,
    problem_page,
    problems_of,
)
from duban.apps.organizations.workbook import writing
from duban.apps.web import files
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.permissions import Permission, why_not

IMPORT = Permission.IMPORT_DIRECTORY
UNDER_WAY = (ImportState.WAITING, ImportState.READING, ImportState.APPLYING)


_page = page_link("organizations:directory-import")


class DirectoryImportTable(Table):
    key, caption, unit = "directory-imports", "单位和人员导入", "次"
    columns = (
        Column("file_name", "文件", link=_page, sort="file_name", search="file_name", stay=True),
        Column("state", "状态", value=lambda row: row.get_state_display(), filter="state", choices=ImportState.choices),
        Column("place", "行政区", value=lambda row: row.jurisdiction.name, sort="jurisdiction__path"),
        Column("account", "导入人", value=lambda row: row.account.name, sort="account__name"),
        Column("created_at", "上传时间", sort="created_at"),
    )
    default_sort = "-created_at"
    empty = "这里列出用表格导入的单位和人员。下载模板填好，上传核对，确认之后才导入。"


@require(IMPORT)
def list_imports(request: Request) -> HttpResponse:
    table = DirectoryImportTable(request, imports_with_people(request.actor))
    table.empty_action = ("上传文件", reverse("organizations:directory-import-start"))
    return table.respond("organizations/imports/list.html")


@require(IMPORT)
def start_import(request: Request) -> HttpResponse:
    form = StartImportForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        file, place = form.cleaned_data["file"], form.cleaned_data["jurisdiction"]
        started = attempt(
            form,
            directory_imports.start_import,
            jurisdiction=place,
            data=file.read(),
            file_name=file.name,
            by=request.actor,
        )
        if started is not None:
            return redirect(_page(started))
    return render(request, "organizations/imports/start.html", {"form": form})


@require(IMPORT)
def show_import(request: Request, pk: int) -> HttpResponse:
    """The page of the state it is in; while work is under way, a part of it asks again and again."""
    row = _visible(request, pk)
    if row.state in UNDER_WAY:
        return _show_progress(request, row)
    if request.htmx:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "organizations/imports/import.html", _shown(request, row))


def _show_progress(request: Request, row: DirectoryImport) -> HttpResponse:
    template = "organizations/imports/_progress.html" if request.htmx else "organizations/imports/progress.html"
    return render(request, template, {"import": row, "progress": progress(progress_key(row.pk))})


def _shown(request: Request, row: DirectoryImport) -> dict[str, Any]:
    asked = request.GET
    number = int(page) if (page := asked.get("page", "1")).isdecimal() else 1
    context = {"import": row, "is_open": row.state in directory_imports.OPEN}
    if row.state == ImportState.FAULTY:
        return context | {"problems": problem_page(problems_of(row), number)}
    if row.state == ImportState.FAILED or not row.reading:
        return context
    lines = lines_of(row, asked.get("sheet", ""), asked.get("fate", ""), number)
    return context | {"lines": lines, "why_not_confirm": why_not(directory_imports.check_can_confirm, row)}


@require(IMPORT)
@require_POST
def confirm_import(request: Request, pk: int) -> HttpResponse:
    row, form = _visible(request, pk), ConfirmForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    return _act(request, row, form, directory_imports.confirm_import, seen=seen)


@require(IMPORT)
@require_POST
def recheck_import(request: Request, pk: int) -> HttpResponse:
    return _act(request, _visible(request, pk), forms.Form(request.POST), directory_imports.recheck_import)


@require(IMPORT)
@require_POST
def discard_import(request: Request, pk: int) -> HttpResponse:
    return _act(request, _visible(request, pk), forms.Form(request.POST), directory_imports.discard_import)


def _act(
    request: Request, row: DirectoryImport, form: forms.Form, action: Callable[..., DirectoryImport], **arguments: str
) -> HttpResponse:
    form.is_valid()
    attempt(form, action, directory_import=row, by=request.actor, **arguments)
    for refusal in form.non_field_errors():
        messages.error(request, f"{refusal}。")
    return redirect(_page(row))


@require(IMPORT)
def download_file(request: Request, pk: int) -> FileResponse:
    """The file as it was uploaded."""
    row = _visible(request, pk)
    return _file(files.read(row.file_digest), row.file_name)


@require(IMPORT)
def download_problems(request: Request, pk: int) -> FileResponse:
    row = _visible(request, pk)
    return _file(writing.problem_book(problems_of(row)), f"问题清单-{row.file_name.rpartition('.')[0]}.xlsx")


@require(IMPORT)
def download_template(request: Request) -> FileResponse:
    return _file(writing.template(), "单位和人员导入模板.xlsx")


@require(IMPORT)
def download_directory(request: Request) -> FileResponse:
    """What is on record, in the form of the template."""
    root = get_object_or_404(Jurisdiction.objects.visible_to(request.actor), pk=request.actor.jurisdiction)
    return _file(writing.directory_book(root), f"{root.name}单位和人员.xlsx")


def _file(data: bytes, name: str) -> FileResponse:
    return FileResponse(BytesIO(data), as_attachment=True, filename=name)


def _visible(request: Request, pk: int) -> DirectoryImport:
    rows = DirectoryImport.objects.visible_to(request.actor).select_related("jurisdiction", "account")
    row = get_object_or_404(rows, pk=pk)
    assert isinstance(row, DirectoryImport)
    return row
