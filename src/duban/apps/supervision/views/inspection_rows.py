"""The rows of inspections that a request is about, as its actor sees them; the page of one form about one of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from duban.apps.organizations.views.form_pages import done, form_page
from duban.apps.supervision.models import Conclusion, Inspection, InspectionRecord, Objection, Proposal, Referral
from duban.apps.supervision.queries.inspections import reads_record
from duban.apps.supervision.queries.objections import objections_for, proposals_for
from duban.apps.web.requests import Request
from duban.rulebook.actors import Actor

_PLACE = ("jurisdiction", "designation__unit", "dispatch")


def inspection_of(request: Request, pk: int) -> Inspection:
    return get_object_or_404(Inspection.objects.visible_to(request.actor).select_related(*_PLACE), pk=pk)


def record_of(request: Request, pk: int) -> InspectionRecord:
    rows = InspectionRecord.objects.select_related("inspection__jurisdiction", "unit__merged_into")
    row = get_object_or_404(rows, pk=pk)
    return row if reads_record(row, request.actor) else get_object_or_404(rows.none())


def conclusion_of(request: Request, pk: int) -> Conclusion:
    rows = Conclusion.objects.visible_to(request.actor)
    related = ("inspection__jurisdiction", "unit__merged_into", "dispatch")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def objection_of(request: Request, pk: int) -> Objection:
    return get_object_or_404(objections_for(request.actor), pk=pk)


def proposal_of(request: Request, pk: int) -> Proposal:
    return get_object_or_404(proposals_for(request.actor), pk=pk)


def referral_of(request: Request, pk: int) -> Referral:
    rows = Referral.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("inspection", "jurisdiction"), pk=pk)


def step_page(
    request: Request,
    row: Any,
    form: forms.Form,
    action: Callable[..., Any],
    check: Callable[[Any, Actor], None],
    *,
    back: str,
    message: str,
    heading: str,
    submit: str,
    about: object = "",
    **arguments: Any,
) -> HttpResponse:
    """One form for one action; `check` refuses before it is shown."""
    if request.method == "GET":
        check(row, request.actor)
    if done(request, form, action, **arguments):
        messages.success(request, message)
        return redirect(back)
    return form_page(request, form, heading=heading, submit=submit, cancel_url=back, about=about or row)
