"""A corrected version beside its plan: what would change, what a person says of it, the confirmation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.organizations.views.form_pages import done
from duban.apps.plans.actions import adoption, comparison
from duban.apps.plans.comparing.changes import Comparison
from duban.apps.plans.forms.adoption import CorrectForm, PairForm
from duban.apps.plans.models import DraftTask, PlanImport, PlanImportState, Task
from duban.apps.plans.nearness import proposed_acknowledge_by
from duban.apps.plans.queries.adoption import check_adoptable, check_corrects, made_of
from duban.apps.plans.queries.comparison import comparison_of
from duban.apps.plans.views.imports import visible_import
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission, why_not
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.tasks import PlanState

IMPORT = Permission.IMPORT_PLAN


@require(IMPORT)
def compare_import(request: Request, pk: int) -> HttpResponse:
    row = visible_import(request, pk)
    if made := made_of(row):  # also the same form sent a second time
        return redirect("plans:plan", made.pk)
    if row.replaces is None or row.state != PlanImportState.REVIEWING:
        return redirect("plans:import", row.pk)
    found = comparison_of(row)
    form = _confirmation(request, row, found)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        given = {**form.cleaned_data, "on": timezone.localdate(at), "at": at, "by": request.actor}
        if plan := attempt(form, adoption.correct_plan, plan_import=row, **given):
            messages.success(request, f"已按更正的内容修改“{plan}”。")
            return redirect("plans:plan", plan.pk)
    return render(request, "plans/adoption/compare.html", _shown(row, found, form))


def _confirmation(request: Request, row: PlanImport, found: Comparison) -> CorrectForm:
    assert row.replaces is not None
    asks = row.replaces.state == PlanState.ISSUED and bool(found.added or found.changed)
    today = timezone.localdate()
    initial = {"seen": found.token(), "acknowledge_by": proposed_acknowledge_by(today)}
    return CorrectForm(request.POST if request.method == "POST" else None, asks=asks, initial=initial)


def _shown(row: PlanImport, found: Comparison, form: CorrectForm) -> dict[str, Any]:
    assert row.replaces is not None
    open_words = why_not(check_adoptable, row)
    return {
        "import": row,
        "plan": row.replaces,
        "in_force": row.replaces.state == PlanState.ISSUED,
        "found": found,
        "dropped": [(task, found.decided.get(task.key, "")) for task in found.dropped],
        "form": form,
        "open_words": open_words,
        "why_not": open_words or why_not(check_corrects, row.replaces, found),
        "token": found.token(),
    }


@require(IMPORT)
@require_POST
def part_tasks(request: Request, pk: int) -> HttpResponse:
    draft = _visible_draft(request, pk)
    if task := _task(draft, request.POST.get("task", "")):
        _act(request, comparison.part_tasks, draft_task=draft, task=task)
    return redirect("plans:import-compare", draft.plan_import_id)


@require(IMPORT)
def pair_tasks(request: Request, pk: int) -> HttpResponse:
    """Choose which task of the plan this one is."""
    draft = _visible_draft(request, pk)
    if draft.plan_import.replaces is None:
        raise Http404
    dropped = comparison_of(draft.plan_import).dropped
    form = PairForm(request.POST if request.method == "POST" else None, dropped=dropped)
    if form.is_valid():
        form.cleaned_data["task"] = _task(draft, str(form.cleaned_data["task"]))  # one of the plan's: it was offered
    if done(request, form, comparison.pair_tasks, draft_task=draft):
        return redirect("plans:import-compare", draft.plan_import_id)
    context = {"draft": draft, "import": draft.plan_import, "form": form, "dropped": dropped}
    return render(request, "plans/adoption/pair.html", context)


@require(IMPORT)
@require_POST
def decide_dropped(request: Request, pk: int) -> HttpResponse:
    """One choice for each task, or one for all that are still to be decided."""
    row = visible_import(request, pk)
    sent = {name[5:]: choice for name, choice in request.POST.items() if name.startswith("task-")}
    choices = {int(key): str(choice) for key, choice in sent.items() if key.isdecimal() and len(key) < 19}
    if (for_all := request.POST.get("all")) and row.replaces is not None:
        choices = {task.key: for_all for task in comparison_of(row).dropped}
    _act(request, comparison.decide_dropped, plan_import=row, choices=choices)
    return redirect("plans:import-compare", row.pk)


def _act(request: Request, action: Callable[..., object], **arguments: object) -> None:
    """What a button does; a refusal is said on the page that follows."""
    try:
        action(by=request.actor, **arguments)
    except (Conflict, Invalid) as refusal:
        messages.error(request, f"{refusal}。")


def _visible_draft(request: Request, pk: int) -> DraftTask:
    imports = PlanImport.objects.visible_to(request.actor)
    drafts = DraftTask.objects.filter(plan_import__in=imports).select_related("plan_import__replaces")
    return get_object_or_404(drafts, pk=pk)


def _task(draft: DraftTask, key: str) -> Task | None:
    """The task of the plan that was named, if there is one."""
    plan = draft.plan_import.replaces_id
    return Task.objects.filter(plan=plan, pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
