"""One document: the page as it goes out, how far it is, who has it, what can be done with it; its files."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from duban.apps.dispatch import keeping
from duban.apps.dispatch.actions import drafting, issuing
from duban.apps.dispatch.happenings import origin_of
from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.papers import paper_of
from duban.apps.dispatch.queries import archive
from duban.apps.dispatch.queries.letterheads import needs_leader
from duban.apps.dispatch.queries.waiting import to_sign
from duban.apps.dispatch.showing import SHEET_CSS, shown
from duban.apps.web import files
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.responses import download
from duban.documents.errors import CannotWrite
from duban.documents.writing.official.docx import write_docx
from duban.documents.writing.official.paper import Paper, paper_from
from duban.documents.writing.official.pdf import write_pdf
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DispatchState
from duban.rulebook.permissions import Permission, can, why_not
from duban.rulebook.refusals import Conflict

_SAFE = 80  # letters of a title in the name of a file


@require(Permission.SEE_DISPATCHES)
def show_dispatch(request: Request, pk: int) -> HttpResponse:
    row, actor = find(request, pk), request.actor
    context = {
        "row": row,
        "sheet": shown(row),
        "copies": list(archive.copies_shown(row, actor)) if row.is_issued or _drafts(row, actor) else [],
        "own": archive.own_copy(row, actor) if can(actor, Permission.ACKNOWLEDGE_DISPATCH) else None,
        "corrections": [one for one in archive.corrections_of(row) if one.is_issued or _drafts(row, actor)],
        "origin": origin_of(row, actor),
        "is_whole": files.is_whole(row.docx) if row.docx else None,
        "why_no_pdf": keeping.why_no_pdf(),
        "may": _may(row, actor),
        "today": timezone.localdate(),
    }
    return render(request, "dispatch/documents/document.html", context)


@require(Permission.SEE_DISPATCHES)
def download_docx(request: Request, pk: int) -> FileResponse:
    """The kept file of an issued one; of a draft the file as it would be, the place of its number open."""
    row = find(request, pk)
    return download(files.read(row.docx) if row.docx else _written(row, write_docx), _name(row, "docx"))


@require(Permission.SEE_DISPATCHES)
def download_pdf(request: Request, pk: int) -> FileResponse:
    row = find(request, pk)
    return download(files.read(row.pdf) if row.pdf else _written(row, write_pdf), _name(row, "pdf"))


@require(Permission.SEE_DISPATCHES)
@cache_control(private=True, max_age=3600)
def sheet_css(request: Request) -> HttpResponse:
    """How a document looks on a screen."""
    return HttpResponse(SHEET_CSS, content_type="text/css; charset=utf-8")


def find(request: Request, pk: int) -> Dispatch:
    rows = Dispatch.objects.visible_to(request.actor).select_related("letterhead", "jurisdiction", "corrects")
    return get_object_or_404(rows, pk=pk)


def _written(row: Dispatch, write: Any) -> bytes:
    paper: Paper = paper_from(row.paper) if row.paper else paper_of(row)
    try:
        written: bytes = write(paper)
    except CannotWrite as error:
        raise Conflict(str(error)) from None
    return written


def _name(row: Dispatch, ending: str) -> str:
    title = "".join("_" if one in '\\/:*?"<>|' or not one.isprintable() else one for one in row.title)
    return f"{row.number}{title[:_SAFE]}.{ending}"


def _drafts(row: Dispatch, actor: Actor) -> bool:
    return can(actor, Permission.DRAFT_DISPATCH, within=row.jurisdiction.path)


def _may(row: Dispatch, actor: Actor) -> dict[str, Any]:
    """What is offered; what cannot be done now stands there with its reason, where the person may do it at all."""
    leader_signs, drafts = needs_leader(row.letterhead, row.kind), _drafts(row, actor)
    is_draft, is_submitted = row.state == DispatchState.DRAFT, row.state == DispatchState.SUBMITTED
    signs = is_submitted and to_sign(actor).filter(pk=row.pk).exists()
    can_issue = not why_not(issuing.check_can_issue, row, actor)
    return {
        "edit": drafts and is_draft,
        "submit": drafts and is_draft,
        "submit_first": leader_signs,
        "issue": can_issue,
        "incomplete": why_not(issuing.check_complete, row) if drafts and is_draft else "",
        "sign": signs and can_issue,
        "give_back": is_submitted and not why_not(issuing.check_can_return, row, actor),
        "void": drafts and not why_not(drafting.check_can_void, row, actor),
        "correct": not why_not(issuing.check_can_correct, row, actor),
    }
