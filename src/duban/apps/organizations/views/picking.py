"""What is offered while a person, a post or a unit is being typed into a form."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from duban.apps.organizations.queries import picking
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission


@require(Permission.SEE_DIRECTORY)
def suggest_subjects(request: Request, kind: str) -> HttpResponse:
    """The words are in the parameter that `field` names: the form's own input sends itself."""
    if kind not in picking.KINDS:
        raise Http404
    words = request.GET.get(request.GET.get("field", "q"), "")[:100]
    choices = picking.offered(kind, request.actor, words)
    return render(request, "organizations/people/_offered.html", {"choices": choices})
