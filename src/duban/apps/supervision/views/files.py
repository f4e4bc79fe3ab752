"""佐证材料: a file is given back to whoever may read what it proves; taken back by who may write it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.supervision import file_owners
from duban.apps.supervision.actions import files as actions
from duban.apps.supervision.models import SupervisionFile
from duban.apps.supervision.queries.files import files_of
from duban.apps.web import files
from duban.apps.web.access import require
from duban.apps.web.requests import Request, page_before
from duban.apps.web.responses import download
from duban.rulebook.permissions import Permission


@require(Permission.SEE_CASES)
def show_file(request: Request, pk: int) -> HttpResponseBase:
    """Always a download, never shown by the browser: the file comes from outside."""
    row = _readable(request, pk)
    return download(files.read(row.digest), row.name, row.media_type)


@require(Permission.SEE_CASES)
@require_POST
def remove_file(request: Request, pk: int) -> HttpResponse:
    row = _readable(request, pk)
    actions.remove_file(file=row, at=timezone.now(), by=request.actor)
    owner = file_owners.owner_of(row)
    if request.htmx:
        shown = {"owner": owner, "files": files_of(owner), "may_write": True}
        return render(request, "supervision/_files.html", shown)
    messages.success(request, f"已移除“{row}”。")
    return redirect(page_before(request))


def _readable(request: Request, pk: int) -> SupervisionFile:
    row = get_object_or_404(SupervisionFile, pk=pk)
    if not file_owners.may_read(row, request.actor):
        raise Http404
    return row
