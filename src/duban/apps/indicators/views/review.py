"""The review of an indicator document (导入核对): the source beside the reading; rows opened, corrected, checked."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from duban.apps.indicators.actions import draft_indicators as actions
from duban.apps.indicators.forms.review import IndicatorForm, draft_shown
from duban.apps.indicators.models import DraftIndicator
from duban.apps.indicators.queries.review import Review, row_of
from duban.apps.plans.actions.draft_changes import check_reviewing
from duban.apps.plans.forms.review import SeenForm
from duban.apps.plans.models import PlanImport, PlanImportKind, PlanImportState
from duban.apps.plans.review.rows import SHOWS
from duban.apps.plans.views.review import LARGE
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission

IMPORT = Permission.IMPORT_PLAN
EDIT = "indicators/imports/edit.html"


@require(IMPORT)
def show_review(request: Request, pk: int) -> HttpResponseBase:
    plan_import = visible_import(request, pk)
    if plan_import.state != PlanImportState.REVIEWING:
        return redirect("plans:import", pk)
    asked, show = request.GET.get("task", ""), request.GET.get("show", "")
    review = Review(
        plan_import,
        show=show if show in SHOWS else "",
        name=request.GET.get("name", "")[:200],
        asked=int(asked) if asked.isdecimal() and len(asked) < 19 else None,
    )
    return render(request, "indicators/imports/review.html", {"review": review, "plan_import": plan_import})


@require(IMPORT)
def show_draft(request: Request, pk: int) -> HttpResponseBase:
    """The row opened in its place; without scripts the page with the row open."""
    draft = visible_draft(request, pk)
    return _row(request, draft) if request.htmx else redirect(page_of(draft.plan_import, draft))


@require(IMPORT)
def change_draft(request: Request, pk: int) -> HttpResponseBase:
    draft = visible_draft(request, pk)
    form = IndicatorForm(request.POST or None, draft=draft, initial=draft_shown(draft))
    if request.method == "POST" and form.is_valid():
        given = {"seen": form.cleaned_data["seen"], "values": form.values()}
        attempt(form, actions.correct_indicator, draft_indicator=draft, by=request.actor, **given)
        if not form.errors:
            return _done(request, visible_draft(request, pk))
    context = {"form": form, "draft": draft, "plan_import": draft.plan_import, "heading": "修改指标"}
    context |= {"key": f"draft-indicator-{draft.pk}-{draft.version}", "back": page_of(draft.plan_import, draft)}
    context |= {"url": request.path}
    return render(request, "indicators/imports/_edit.html" if request.htmx else EDIT, context)


@require(IMPORT)
def add_draft(request: Request, pk: int) -> HttpResponseBase:
    """An indicator the reading did not find: behind the one named in the address, else last."""
    plan_import = visible_import(request, pk)
    check_reviewing(plan_import)
    review = Review(plan_import)
    asked = request.GET.get("after", "")
    after = next((one for one in review.drafts if str(one.pk) == asked), None)
    shown = {"seen": review.latest, "field": after.field if after else "", "kind": "value"}
    form = IndicatorForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        given = {"seen": form.cleaned_data["seen"], "values": form.values(), "after": after}
        added = attempt(form, actions.add_indicator, plan_import=plan_import, by=request.actor, **given)
        if added is not None:
            return redirect(page_of(plan_import, added))
    context = {"form": form, "plan_import": plan_import, "heading": "新增一项指标"}
    context |= {"about": f"排在“{after}”之后" if after else "", "key": f"draft-indicator-add-{pk}-{review.latest}"}
    context |= {"back": page_of(plan_import, after), "url": request.get_full_path()}
    return render(request, EDIT, context)


@require(IMPORT)
@require_POST
def check_draft(request: Request, pk: int) -> HttpResponseBase:
    """It is right as it stands; without scripts the next row is shown."""
    draft, checked = visible_draft(request, pk), request.POST.get("checked", "1") == "1"
    seen = SeenForm(request.POST).version()
    draft = actions.confirm_indicator(draft_indicator=draft, seen=seen, checked=checked, by=request.actor)
    if request.htmx:
        return _row(request, draft, is_open=not checked, is_changed=True)
    rows = DraftIndicator.objects.filter(plan_import=draft.plan_import_id, order__gt=draft.order, removed=False)
    return redirect(page_of(draft.plan_import, (rows.first() or draft) if checked else draft))


@require(IMPORT)
@require_POST
def remove_draft(request: Request, pk: int) -> HttpResponseBase:
    draft, seen = visible_draft(request, pk), SeenForm(request.POST).version()
    return _done(request, actions.remove_indicator(draft_indicator=draft, seen=seen, by=request.actor))


@require(IMPORT)
@require_POST
def restore_draft(request: Request, pk: int) -> HttpResponseBase:
    draft, seen = visible_draft(request, pk), SeenForm(request.POST).version()
    return _done(request, actions.restore_indicator(draft_indicator=draft, seen=seen, by=request.actor))


@require(IMPORT)
@require_POST
def shift_draft(request: Request, pk: int) -> HttpResponseBase:
    draft, seen = visible_draft(request, pk), SeenForm(request.POST).version()
    up = request.POST.get("direction") == "up"
    actions.shift_indicator(draft_indicator=draft, seen=seen, up=up, by=request.actor)
    return redirect(page_of(draft.plan_import, draft))


def visible_import(request: Request, pk: int) -> PlanImport:
    rows = PlanImport.objects.visible_to(request.actor).filter(kind=PlanImportKind.INDICATORS)
    return get_object_or_404(rows.select_related("source__jurisdiction", "account"), pk=pk)


def visible_draft(request: Request, pk: int) -> DraftIndicator:
    imports = PlanImport.objects.visible_to(request.actor)
    rows = DraftIndicator.objects.select_related("plan_import__source__jurisdiction")
    rows = rows.defer(*(f"plan_import__{name}" for name in LARGE))
    draft = get_object_or_404(rows, pk=pk, plan_import__in=imports)
    check_reviewing(draft.plan_import)
    return draft


def page_of(plan_import: PlanImport, draft: DraftIndicator | None = None) -> str:
    """The page of the review, with this row open."""
    page = reverse("indicators:review", args=[plan_import.pk])
    return f"{page}?{urlencode({'task': draft.pk})}#task-{draft.pk}" if draft else page


def _row(request: Request, draft: DraftIndicator, *, is_open: bool = True, is_changed: bool = False) -> HttpResponse:
    context: dict[str, Any] = {"row": row_of(draft, is_open=is_open), "plan_import": draft.plan_import}
    if is_changed:
        context["review"] = Review(PlanImport.objects.defer("text", "blocks").get(pk=draft.plan_import_id))
    return render(request, "indicators/imports/_row.html", context)


def _done(request: Request, draft: DraftIndicator) -> HttpResponseBase:
    return _row(request, draft, is_changed=True) if request.htmx else redirect(page_of(draft.plan_import, draft))
