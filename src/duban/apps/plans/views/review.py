"""The review of a draft (导入核对): the source beside the reading; a task opened, corrected, checked in place."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from duban.apps.plans.actions import drafts
from duban.apps.plans.actions.draft_changes import check_reviewing
from duban.apps.plans.drafting.kinds import review_of
from duban.apps.plans.forms.review import SeenForm, TaskForm
from duban.apps.plans.models import DraftTask, PlanImport, PlanImportKind, PlanImportState
from duban.apps.plans.models.drafts import FIELDS
from duban.apps.plans.queries.review import Review, row_of
from duban.apps.plans.review.rows import SHOWS
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission

IMPORT = Permission.IMPORT_PLAN
EDIT = "plans/review/edit.html"
LARGE = ("text", "blocks", "document")  # of an import: only its own page shows them


@require(IMPORT)
def show_review(request: Request, pk: int) -> HttpResponseBase:
    plan_import = visible_import(request, pk)
    if plan_import.state != PlanImportState.REVIEWING:
        return redirect("plans:import", pk)
    if plan_import.kind == PlanImportKind.WORKBOOK:  # there is no source to read beside
        return redirect("plans:import-compare", pk)
    if plan_import.kind == PlanImportKind.INDICATORS:
        return redirect(f"{review_of(plan_import)}?{request.GET.urlencode()}")
    asked, show = request.GET.get("task", ""), request.GET.get("show", "")
    review = Review(
        plan_import,
        show=show if show in SHOWS else "",
        name=request.GET.get("name", "")[:200],
        asked=int(asked) if asked.isdecimal() and len(asked) < 19 else None,
    )
    return render(request, "plans/review/review.html", {"review": review, "plan_import": plan_import})


@require(IMPORT)
def show_task(request: Request, pk: int) -> HttpResponseBase:
    """The task opened in its place; without scripts the page with the task open."""
    task = visible_task(request, pk)
    return _row(request, task) if request.htmx else redirect(page_of(task.plan_import, task))


@require(IMPORT)
def change_task(request: Request, pk: int) -> HttpResponseBase:
    task = visible_task(request, pk)
    shown = {name: getattr(task, name) for name in FIELDS if name != "targets"} | {"seen": task.version}
    form = TaskForm(request.POST or None, task=task, initial=shown)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        attempt(form, drafts.correct_task, draft_task=task, seen=seen, values=form.values(), by=request.actor)
        if form.is_valid() and not form.errors:
            return _done(request, visible_task(request, pk))
    context = {"form": form, "task": task, "plan_import": task.plan_import, "heading": "修改任务"}
    context |= {"draft": f"draft-task-{task.pk}-{shown['seen']}", "back": page_of(task.plan_import, task)}
    context |= {"url": request.path}
    return render(request, "plans/review/_edit.html" if request.htmx else EDIT, context)


@require(IMPORT)
def add_task(request: Request, pk: int) -> HttpResponseBase:
    """A task the reading did not find: behind the one named in the address, else last in the section named there."""
    plan_import = reviewed_import(request, pk)
    review = Review(plan_import)
    after = _named(request, "after", plan_import.tasks)
    section = _named(request, "section", plan_import.sections)
    form = TaskForm(request.POST or None, initial={"seen": review.latest_task})
    if request.method == "POST" and form.is_valid():
        where = {"after": after, "section": section, "seen": form.cleaned_data["seen"]}
        added = attempt(form, drafts.add_task, plan_import=plan_import, values=form.values(), by=request.actor, **where)
        if added is not None:
            return redirect(page_of(plan_import, added))
    about = f"排在“{after}”之后" if after else f"排在“{section}”最后" if section else ""
    context = {"form": form, "plan_import": plan_import, "heading": "新增一项任务", "about": about}
    context |= {"draft": f"draft-task-add-{pk}-{review.latest_task}", "back": page_of(plan_import, after)}
    context |= {"url": request.get_full_path()}
    return render(request, EDIT, context)


@require(IMPORT)
@require_POST
def check_task(request: Request, pk: int) -> HttpResponseBase:
    """It is right as it stands; without scripts the next task is shown."""
    task, checked = visible_task(request, pk), request.POST.get("checked", "1") == "1"
    seen = SeenForm(request.POST).version()
    task = drafts.confirm_task(draft_task=task, seen=seen, checked=checked, by=request.actor)
    if request.htmx:
        return _row(request, task, is_open=not checked, is_changed=True)
    behind = task.plan_import.tasks.filter(order__gt=task.order, removed=False).first()
    return redirect(page_of(task.plan_import, (behind or task) if checked else task))


@require(IMPORT)
@require_POST
def remove_task(request: Request, pk: int) -> HttpResponseBase:
    task, seen = visible_task(request, pk), SeenForm(request.POST).version()
    return _done(request, drafts.remove_task(draft_task=task, seen=seen, by=request.actor))


@require(IMPORT)
@require_POST
def restore_task(request: Request, pk: int) -> HttpResponseBase:
    task, seen = visible_task(request, pk), SeenForm(request.POST).version()
    return _done(request, drafts.restore_task(draft_task=task, seen=seen, by=request.actor))


def visible_import(request: Request, pk: int) -> PlanImport:
    rows = PlanImport.objects.visible_to(request.actor).select_related("source__jurisdiction", "account", "replaces")
    return get_object_or_404(rows, pk=pk)


def reviewed_import(request: Request, pk: int) -> PlanImport:
    """One whose tasks may be corrected now; else the reason."""
    plan_import = visible_import(request, pk)
    if plan_import.kind == PlanImportKind.INDICATORS:
        raise Http404
    check_reviewing(plan_import)
    return plan_import


def visible_task(request: Request, pk: int) -> DraftTask:
    imports = PlanImport.objects.visible_to(request.actor)
    rows = DraftTask.objects.select_related("plan_import__source__jurisdiction", "section")
    rows = rows.defer(*(f"plan_import__{name}" for name in LARGE))
    task = get_object_or_404(rows, pk=pk, plan_import__in=imports)
    check_reviewing(task.plan_import)
    return task


def page_of(plan_import: PlanImport, task: DraftTask | None = None) -> str:
    """The page of the review, with this task open."""
    page = review_of(plan_import)
    return f"{page}?{urlencode({'task': task.pk})}#task-{task.pk}" if task else page


def _row(request: Request, task: DraftTask, *, is_open: bool = True, is_changed: bool = False) -> HttpResponse:
    context: dict[str, Any] = {"row": row_of(task, is_open=is_open), "plan_import": task.plan_import}
    if is_changed:
        context["review"] = Review(PlanImport.objects.defer(*LARGE).get(pk=task.plan_import_id))
    return render(request, "plans/review/_task.html", context)


def _done(request: Request, task: DraftTask) -> HttpResponseBase:
    return _row(request, task, is_changed=True) if request.htmx else redirect(page_of(task.plan_import, task))


def _named(request: Request, word: str, rows: Any) -> Any:
    key = request.GET.get(word, "")
    return rows.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
