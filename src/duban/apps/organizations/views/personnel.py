"""Imports of rosters and appointments from documents: upload, correct the draft, confirm, see what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.organizations.actions import personnel_application, personnel_imports
from duban.apps.organizations.forms.personnel import ChangeLineForm, ChangeSheetForm, StartImportForm
from duban.apps.organizations.models import PersonnelImport
from duban.apps.organizations.models.imports import ImportState
from duban.apps.organizations.personnel.drafts import from_json, seen
from duban.apps.organizations.personnel.matching import asked, meanings
from duban.apps.organizations.personnel.pages import DraftPage, OutcomePage
from duban.apps.organizations.queries.personnel import Directory, groups_named, office_of
from duban.apps.organizations.views.form_pages import bare_form, confirm_page, done, form_page
from duban.apps.organizations.views.imports import (
    act,
    import_columns,
    imports_for_list,
    upload,
    uploaded_file,
    visible_import,
)
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.table import Table, page_link
from duban.rulebook.permissions import Permission

IMPORT = Permission.IMPORT_PERSONNEL


_page = page_link("organizations:personnel-import")


class PersonnelImportTable(Table):
    key, caption, unit = "personnel-imports", "导入记录", "次"
    columns = import_columns(_page)
    default_sort = "-created_at"
    empty = "这里列出从公文导入的领导小组名单和任免。上传一份通知，核对之后确认导入。"


@require(IMPORT)
def list_imports(request: Request) -> HttpResponse:
    table = PersonnelImportTable(request, imports_for_list(request, PersonnelImport))
    table.empty_action = ("上传文件", reverse("organizations:personnel-start"))
    return table.respond("organizations/personnel/list.html")


@require(IMPORT)
def start_import(request: Request) -> HttpResponse:
    form = StartImportForm(request.POST or None, request.FILES or None, actor=request.actor)
    if started := upload(request, form, personnel_imports.start_import):
        return redirect(_page(started))
    return render(request, "organizations/personnel/start.html", {"form": form})


@require(IMPORT)
def show_import(request: Request, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    draft = from_json(row.reading)
    if row.state == ImportState.APPLIED:
        page = OutcomePage(draft, row.outcome)
        return render(request, "organizations/personnel/outcome.html", {"import": row, "page": page})
    groups = groups_named(row.jurisdiction, (sheet.group_name for sheet in draft.sheets if sheet.group_name))
    shown = DraftPage(draft, meanings(draft, _directory(row)), groups)
    return render(request, "organizations/personnel/draft.html", {"import": row, "page": shown})


@require(IMPORT)
@require_POST
def answer_question(request: Request, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    draft = from_json(row.reading)
    for question in asked(meanings(draft, _directory(row))):
        if question.name in request.POST:
            personnel_imports.answer_question(
                personnel_import=row, keys=question.keys, answer=request.POST[question.name], by=request.actor
            )
    return redirect(_page(row))


@require(IMPORT)
def change_line(request: Request, pk: int, key: str) -> HttpResponse:
    row = _visible(request, pk)
    directory = _directory(row)
    meaning = next((one for one in meanings(from_json(row.reading), directory) if one.line.key == key), None)
    if meaning is None:
        raise Http404
    line = meaning.line
    shown: dict[str, Any] = {name: getattr(line, name) for name in ChangeLineForm.base_fields if hasattr(line, name)}
    form = ChangeLineForm(
        request.POST or None, initial=shown | {"seen": seen(line)}, meaning=meaning, directory=directory
    )
    if done(request, form, personnel_imports.change_line, personnel_import=row, key=key):
        return redirect(f"{_page(row)}#line-{key}")
    about = f"{line.listed_role}　{line.name}　{line.words}".strip()
    return form_page(
        request, form, heading="修改一条", about=about, submit="保存", cancel_url=_page(row), tab="imports"
    )


@require(IMPORT)
def change_sheet(request: Request, pk: int, key: str) -> HttpResponse:
    row = _visible(request, pk)
    sheet = from_json(row.reading).sheet(key)
    if sheet is None:
        raise Http404
    shown = {name: getattr(sheet, name) for name in ("day", "group_name", "term_ends_on", "end_condition", "skip")}
    shown |= {"office": office_of(sheet, _directory(row)), "seen": seen(sheet)}
    form = ChangeSheetForm(request.POST or None, initial=shown, actor=request.actor, founds=bool(sheet.members))
    if done(request, form, personnel_imports.change_sheet, personnel_import=row, key=key):
        return redirect(f"{_page(row)}#sheet-{key}")
    return form_page(
        request, form, heading="修改公文信息", about=sheet.title, submit="保存", cancel_url=_page(row), tab="imports"
    )


@require(IMPORT)
@require_POST
def apply_import(request: Request, pk: int) -> HttpResponse:
    row, seen_then = _visible(request, pk), request.POST.get("seen", "")
    apply = personnel_application.apply_import
    act(request, apply, refused="没有导入：", personnel_import=row, seen=seen_then, on=timezone.localdate())
    return redirect(_page(row))


@require(IMPORT)
def discard_import(request: Request, pk: int) -> HttpResponse:
    row, form = _visible(request, pk), bare_form(request)
    if done(request, form, personnel_imports.discard_import, personnel_import=row):
        messages.success(request, f"已放弃导入“{row}”。")
        return redirect("organizations:personnel-imports")
    told = ["草稿里的核对和修改不再保留，名册没有任何变化。", "以后可以重新上传这份文件。"]
    question = f"放弃导入“{row}”"
    return confirm_page(request, form, question=question, consequences=told, cancel_url=_page(row), submit="放弃导入")


@require(IMPORT)
def download_file(request: Request, pk: int) -> FileResponse:
    return uploaded_file(_visible(request, pk))


def _visible(request: Request, pk: int) -> PersonnelImport:
    return visible_import(request, PersonnelImport, pk)


def _directory(row: PersonnelImport) -> Directory:
    return Directory(row.jurisdiction, on=from_json(row.reading).latest_day or timezone.localdate())
