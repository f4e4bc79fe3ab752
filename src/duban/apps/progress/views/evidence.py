"""佐证材料: a file is given back to whoever may read what it proves; taken back by who may write it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.progress import evidence_owners
from duban.apps.progress.actions import evidence as actions
from duban.apps.progress.models import Evidence
from duban.apps.progress.queries.evidence import evidence_of
from duban.apps.web import files
from duban.apps.web.access import require
from duban.apps.web.requests import Request, page_before
from duban.apps.web.responses import download
from duban.rulebook.permissions import Permission


@require(Permission.SEE_PLANS)
def show_evidence(request: Request, pk: int) -> HttpResponseBase:
    """Always a download, never shown by the browser: the file comes from outside."""
    row = _readable(request, pk)
    return download(files.read(row.digest), row.name, row.media_type)


@require(Permission.SEE_PLANS)
@require_POST
def remove_evidence(request: Request, pk: int) -> HttpResponse:
    row = _readable(request, pk)
    actions.remove_evidence(evidence=row, at=timezone.now(), by=request.actor)
    owner = evidence_owners.owner_of(row)
    if request.htmx:
        shown = {"owner": owner, "evidence": evidence_of(owner), "may_write": True}
        return render(request, "progress/evidence/_files.html", shown)
    messages.success(request, f"已移除“{row}”。")
    return redirect(page_before(request))


def _readable(request: Request, pk: int) -> Evidence:
    row = get_object_or_404(Evidence, pk=pk)
    if not evidence_owners.may_read(row, request.actor):
        raise Http404
    return row
