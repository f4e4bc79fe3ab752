"""What the pages of both kinds of import have in common: the columns of their lists, the upload, the file again.

In: the model, the form, the action of one kind.  Out: columns, rows, answers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404

from duban.apps.organizations.models.imports import Import, ImportState, ImportT
from duban.apps.web import files
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.apps.web.responses import download
from duban.apps.web.table import Column
from duban.rulebook.refusals import Conflict, Invalid


def import_columns(link: Callable[[Any], str]) -> tuple[Column, ...]:
    """`link` gives the address of an import's page."""
    return (
        Column("file_name", "文件", link=link, sort="file_name", search="file_name", stay=True),
        Column("state", "状态", value=lambda row: row.get_state_display(), filter="state", choices=ImportState.choices),
        Column("place", "行政区", value=lambda row: row.jurisdiction.name, sort="jurisdiction__path"),
        Column("account", "导入人", value=lambda row: row.account.name, sort="account__name"),
        Column("created_at", "上传时间", sort="created_at"),
    )


def imports_for_list(request: Request, model: type[ImportT]) -> QuerySet[ImportT]:
    """Imports one may see, without what was read, which may be large."""
    return _seen(request, model).defer("reading", "problems", "outcome")


def visible_import(request: Request, model: type[ImportT], pk: int) -> ImportT:
    return get_object_or_404(_seen(request, model), pk=pk)


def upload(request: Request, form: forms.Form, action: Callable[..., ImportT]) -> ImportT | None:
    """The import that the uploaded file began; None while nothing was sent, or what was sent is refused."""
    if request.method != "POST" or not form.is_valid():
        return None
    file, place = form.cleaned_data["file"], form.cleaned_data["jurisdiction"]
    return attempt(form, action, jurisdiction=place, data=file.read(), file_name=file.name, by=request.actor)


def act(request: Request, action: Callable[..., ImportT], *, refused: str = "", **arguments: Any) -> ImportT | None:
    """What a button does; a refusal is said on the page that follows, behind the word `refused`."""
    try:
        return action(by=request.actor, **arguments)
    except (Conflict, Invalid) as refusal:
        messages.error(request, f"{refused}{refusal}。")
        return None


def uploaded_file(row: Import) -> FileResponse:
    """The file as it was uploaded."""
    return download(files.read(row.file_digest), row.file_name)


def _seen(request: Request, model: type[ImportT]) -> QuerySet[ImportT]:
    rows: QuerySet[ImportT] = model._default_manager.visible_to(request.actor)  # type: ignore[attr-defined]
    return rows.select_related("jurisdiction", "account")
