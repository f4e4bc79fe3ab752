"""Reading an official document (读取公文): upload it, see what the core reads, take it away as a ledger."""

from __future__ import annotations

from pathlib import PurePath

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render

from duban.apps.plans.actions import reading as actions
from duban.apps.plans.forms.reading import ReadForm
from duban.apps.plans.queries.reading import understanding_of
from duban.apps.plans.reading import tickets
from duban.apps.plans.reading.pages import DocumentPage
from duban.apps.plans.reading.tickets import Ticket
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.apps.web.responses import download
from duban.documents.writing.ledger import write_ledger
from duban.rulebook.permissions import Permission, can


@require(Permission.READ_DOCUMENT)
def read_document(request: Request) -> HttpResponse:
    form = ReadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        digest = attempt(form, actions.read_document, data=file.read(), name=file.name, by=request.actor)
        if digest is not None:
            return redirect("plans:reading", word=tickets.issue(Ticket(digest, file.name), to=request.actor))
    return render(request, "plans/reading/read.html", {"form": form})


@require(Permission.READ_DOCUMENT)
def show_reading(request: Request, word: str) -> HttpResponse:
    ticket = _ticket(request, word)
    understanding = understanding_of(ticket.digest, ticket.name)
    names_people = any(document.members or document.appointments for document in understanding.documents)
    holds_tasks = any(document.tasks for document in understanding.documents)
    context = {
        "name": ticket.name,
        "word": word,
        "pages": [DocumentPage(document) for document in understanding.documents],
        "imports_plan": holds_tasks and can(request.actor, Permission.IMPORT_PLAN),
        "imports_people": names_people and can(request.actor, Permission.IMPORT_PERSONNEL),
    }
    return render(request, "plans/reading/reading.html", context)


@require(Permission.READ_DOCUMENT)
def download_ledger(request: Request, word: str) -> FileResponse:
    """The ledger (台账) of what was read, to sort, filter and print."""
    ticket = _ticket(request, word)
    book = write_ledger(understanding_of(ticket.digest, ticket.name))
    return download(book, f"{PurePath(ticket.name).stem}-台账.xlsx")


def _ticket(request: Request, word: str) -> Ticket:
    ticket = tickets.opened(word, by=request.actor)
    if ticket is None:
        raise Http404
    return ticket
