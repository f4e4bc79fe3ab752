"""Imports of units and people from a workbook: upload, see what would change or what is wrong, confirm."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from duban.apps.jobs.progress import progress
from duban.apps.organizations.actions import directory_imports
from duban.apps.organizations.actions.directory_work import progress_key
from duban.apps.organizations.forms.directory_imports import StartImportForm
from duban.apps.organizations.models import DirectoryImport, Jurisdiction
from duban.apps.organizations.models.imports import ImportState
from duban.apps.organizations.queries.directory_imports import lines_of, problem_page, problems_of
from duban.apps.organizations.views.imports import (
    act,
    import_columns,
    imports_for_list,
    upload,
    uploaded_file,
    visible_import,
)
from duban.apps.organizations.workbook import writing
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.responses import download
from duban.apps.web.table import Table, page_link
from duban.rulebook.permissions import Permission, why_not

IMPORT = Permission.IMPORT_DIRECTORY
UNDER_WAY = (ImportState.WAITING, ImportState.READING, ImportState.APPLYING)


_page = page_link("organizations:directory-import")


class DirectoryImportTable(Table):
    key, caption, unit = "directory-imports", "导入记录", "次"
    columns = import_columns(_page)
    default_sort = "-created_at"
    empty = "这里列出用表格导入的单位和人员。下载模板填好，上传核对，确认之后才导入。"


@require(IMPORT)
def list_imports(request: Request) -> HttpResponse:
    table = DirectoryImportTable(request, imports_for_list(request, DirectoryImport))
    table.empty_action = ("上传文件", reverse("organizations:directory-import-start"))
    return table.respond("organizations/imports/list.html")


@require(IMPORT)
def start_import(request: Request) -> HttpResponse:
    form = StartImportForm(request.POST or None, request.FILES or None, actor=request.actor)
    if started := upload(request, form, directory_imports.start_import):
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
    number = int(page) if (page := asked.get("page", "1")).isdecimal() and len(page) < 10 else 1
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
    row = _visible(request, pk)
    act(request, directory_imports.confirm_import, directory_import=row, seen=request.POST.get("seen", ""))
    return redirect(_page(row))


@require(IMPORT)
@require_POST
def recheck_import(request: Request, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    act(request, directory_imports.recheck_import, directory_import=row)
    return redirect(_page(row))


@require(IMPORT)
@require_POST
def discard_import(request: Request, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    act(request, directory_imports.discard_import, directory_import=row)
    return redirect(_page(row))


@require(IMPORT)
def download_file(request: Request, pk: int) -> FileResponse:
    return uploaded_file(_visible(request, pk))


@require(IMPORT)
def download_problems(request: Request, pk: int) -> FileResponse:
    row = _visible(request, pk)
    return download(writing.problem_book(problems_of(row)), f"问题清单-{row.file_name.rpartition('.')[0]}.xlsx")


@require(IMPORT)
def download_template(request: Request) -> FileResponse:
    return download(writing.template(), "单位和人员导入模板.xlsx")


@require(IMPORT)
def download_directory(request: Request) -> FileResponse:
    """What is on record, in the form of the template."""
    root = get_object_or_404(Jurisdiction.objects.visible_to(request.actor), pk=request.actor.jurisdiction)
    return download(writing.directory_book(root), f"{root.name}单位和人员.xlsx")


def _visible(request: Request, pk: int) -> DirectoryImport:
    return visible_import(request, DirectoryImport, pk)
