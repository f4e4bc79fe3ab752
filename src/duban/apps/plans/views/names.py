"""The names of a document: whom each means, pressed, chosen or created; the page and, for htmx, its part."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.organizations.models import Level
from duban.apps.plans.actions import names as actions
from duban.apps.plans.actions.draft_changes import check_can_correct
from duban.apps.plans.drafting.kinds import review_of
from duban.apps.plans.forms.names import AnswerForm, CreateLeaderForm, MatchLeaderForm, MatchUnitForm, SeenForm
from duban.apps.plans.matching import day_of
from duban.apps.plans.matching.leaders import LeaderNames
from duban.apps.plans.matching.missing import deputy_title
from duban.apps.plans.models import DraftName, NameKind, PlanImport
from duban.apps.plans.queries.names import NamesPage
from duban.apps.plans.views.imports import visible_import
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission, why_not
from duban.rulebook.refusals import Invalid

IMPORT = Permission.IMPORT_PLAN
SUMMARY = "names-summary"  # the part on the review page


@require(IMPORT)
def list_names(request: Request, pk: int) -> HttpResponse:
    row = visible_import(request, pk)
    template = "plans/names/_names.html" if request.htmx and not request.htmx.boosted else "plans/names/names.html"
    return render(request, template, _context(request, row))


@require(IMPORT)
def match_name(request: Request, pk: int) -> HttpResponse:
    """A pressed answer, or the page of all that can be chosen."""
    row = _visible(request, pk)
    if request.method == "POST" and "answer" in request.POST:
        actions.match_name(draft_name=row, on=timezone.localdate(), by=request.actor, **_pressed(request))
        return _answered(request, row)
    form = _match_form(request, row)
    if form.is_valid():
        attempt(
            form, actions.match_name, draft_name=row, on=timezone.localdate(), by=request.actor, **form.cleaned_data
        )
        if not form.errors:
            return _answered(request, row)
    return render(request, "plans/names/match.html", _context(request, row.plan_import) | {"row": row, "form": form})


@require(IMPORT)
@require_POST
def leave_name(request: Request, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    actions.leave_name(draft_name=row, seen=_seen(request), by=request.actor)
    return _answered(request, row)


@require(IMPORT)
@require_POST
def reopen_name(request: Request, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    actions.reopen_name(draft_name=row, seen=_seen(request), by=request.actor)
    return _answered(request, row)


@require(IMPORT)
@require_POST
def match_open_names(request: Request, pk: int) -> HttpResponse:
    row = visible_import(request, pk)
    found = actions.match_open_names(plan_import=row, by=request.actor)
    messages.success(request, f"又对应了 {found} 个名称。" if found else "没有新的对应，名册里还没有这些名称。")
    return redirect("plans:names", pk=pk)


@require(IMPORT)
def create_leader(request: Request, pk: int) -> HttpResponse:
    row = _visible(request, pk, kind=NameKind.LEADER)
    place, day = row.plan_import.source.jurisdiction, day_of(row.plan_import)
    known = LeaderNames(place, day)
    known.load([row.name])
    shown = {"title": deputy_title(place.name, Level(place.level)), "since": day, "seen": row.version}
    form = CreateLeaderForm(request.POST or None, initial=shown, row=row, namesakes=known.namesakes(row.name))
    if form.is_valid():
        attempt(form, actions.create_leader, draft_name=row, by=request.actor, **form.cleaned_data)
        if not form.errors:
            return _answered(request, row)
    return render(request, "plans/names/leader.html", {"row": row, "import": row.plan_import, "form": form})


def _visible(request: Request, pk: int, **only: Any) -> DraftName:
    names = DraftName.objects.filter(plan_import__in=PlanImport.objects.visible_to(request.actor), **only)
    return get_object_or_404(names.select_related("plan_import__source__jurisdiction", "unit", "unit_group"), pk=pk)


def _context(request: Request, row: PlanImport) -> dict[str, Any]:
    refused = why_not(check_can_correct, row, request.actor)
    return {"import": row, "names": NamesPage(row), "why_not": refused}


def _match_form(request: Request, row: DraftName) -> forms.Form:
    form = MatchLeaderForm if row.kind == NameKind.LEADER else MatchUnitForm
    return form(request.POST or None, actor=request.actor, row=row)


def _pressed(request: Request) -> dict[str, Any]:
    form = AnswerForm(request.POST, actor=request.actor)
    if not form.is_valid():
        raise Invalid("没有这个答案，请刷新后再选")
    return form.cleaned_data


def _seen(request: Request) -> int:
    form = SeenForm(request.POST)
    if not form.is_valid():
        raise Invalid("页面发来的内容不完整，请刷新后再试")
    seen: int = form.cleaned_data["seen"]
    return seen


def _answered(request: Request, row: DraftName) -> HttpResponse:
    """The part that asked, anew; without scripts the page it stands on."""
    context = _context(request, row.plan_import) | {"answered": row}
    if request.htmx:
        part = "_summary.html" if request.htmx.target == SUMMARY else "_names.html"
        return render(request, f"plans/names/{part}", context | {"plan_import": row.plan_import})
    if request.POST.get("back") == "review":
        return redirect(review_of(row.plan_import))
    return redirect("plans:names", row.plan_import_id)
