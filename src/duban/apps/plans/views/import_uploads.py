"""Uploads of documents that become plans: new files, a file that was read before, a corrected version of a plan."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans.actions import imports as actions
from duban.apps.plans.forms.imports import StartImportForm
from duban.apps.plans.models import Plan, PlanImport
from duban.apps.plans.reading import tickets
from duban.apps.web import files
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.table import page_link
from duban.rulebook.permissions import Permission, can
from duban.rulebook.refusals import Conflict, Invalid

IMPORT = Permission.IMPORT_PLAN
_page = page_link("plans:import")


class Refused(NamedTuple):
    """A file that was not taken, why, and the import that it is already."""

    name: str
    reason: str
    known: PlanImport | None


@require(IMPORT)
def start_import(request: Request) -> HttpResponse:
    replaces = _plan_to_correct(request)
    form = StartImportForm(request.POST or None, request.FILES or None, actor=request.actor, replaces=replaces)
    refused: list[Refused] = []
    if request.method == "POST" and form.is_valid():
        started = _start_each(request, form, replaces, refused)
        if started and (refused or len(started) > 1):
            messages.success(request, f"开始读取：{'、'.join(one.source.name for one in started)}。")
        if not refused:
            return redirect(_page(started[0]) if len(started) == 1 else reverse("plans:imports"))
    return render(request, "plans/imports/start.html", {"form": form, "replaces": replaces, "refused": refused})


def _start_each(
    request: Request, form: StartImportForm, replaces: Plan | None, refused: list[Refused]
) -> list[PlanImport]:
    """One import for each file; what is refused does not keep the others from going on."""
    place, started = form.cleaned_data["jurisdiction"], []
    for file in form.cleaned_data["documents"]:
        given = {"data": file.read(), "file_name": file.name}
        try:
            started.append(actions.start_import(jurisdiction=place, **given, by=request.actor, replaces=replaces))
        except (Invalid, Conflict) as refusal:
            known = refusal.known if isinstance(refusal, actions.KnownAlready) else None
            refused.append(Refused(file.name, f"{str(refusal).rstrip('。')}。", known))
    return started


def _plan_to_correct(request: Request) -> Plan | None:
    """The plan that ?plan= names, for whoever may correct it."""
    asked = request.GET.get("plan", "")
    if not asked:
        return None
    if not (asked.isdecimal() and len(asked) < 10):
        raise Http404
    plan = get_object_or_404(Plan.objects.visible_to(request.actor).select_related("jurisdiction"), pk=asked)
    if not can(request.actor, IMPORT, within=plan.jurisdiction.path):
        raise Http404
    return plan


@require(IMPORT)
@require_POST
def import_reading(request: Request, word: str) -> HttpResponse:
    """The file that was only read becomes an import, without being uploaded again."""
    ticket = tickets.opened(word, by=request.actor)
    if ticket is None:
        raise Http404
    place = get_object_or_404(Jurisdiction.objects.visible_to(request.actor), pk=request.actor.jurisdiction)
    try:
        data = files.read(ticket.digest)
        started = actions.start_import(jurisdiction=place, data=data, file_name=ticket.name, by=request.actor)
    except actions.KnownAlready as refusal:
        messages.info(request, f"{refusal}。")
        return redirect(_page(refusal.known))
    return redirect(_page(started))
