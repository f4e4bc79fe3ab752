"""The outline and the header of a draft under review: where tasks stand, what headings and the notice say."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from duban.apps.plans.actions import draft_header, draft_parts, draft_sections
from duban.apps.plans.actions.draft_changes import check_reviewing
from duban.apps.plans.drafting.words import called
from duban.apps.plans.forms.review import MoveForm, SeenForm, SplitForm
from duban.apps.plans.forms.review_outline import HeaderForm, SectionForm, header_shown
from duban.apps.plans.models import DraftSection, PlanImport
from duban.apps.plans.queries.review import Review
from duban.apps.plans.views.review import IMPORT, page_of, reviewed_import, visible_import, visible_task
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import why_not

FORM = "plans/review/form.html"


@require(IMPORT)
def split_task(request: Request, pk: int) -> HttpResponseBase:
    task = visible_task(request, pk)
    form = SplitForm(request.POST or None, task=task, initial={"seen": task.version})
    if request.method == "POST" and form.is_valid():
        second = attempt(form, draft_parts.split_task, draft_task=task, by=request.actor, **form.cleaned_data)
        if second is not None:
            messages.success(request, f"已把{called(task)}拆成两项，请核对各自的单位和目标。")
            return redirect(page_of(task.plan_import, task))
    context = {"form": form, "task": task, "plan_import": task.plan_import, "back": page_of(task.plan_import, task)}
    return render(request, "plans/review/split.html", context)


@require(IMPORT)
@require_POST
def merge_task(request: Request, pk: int) -> HttpResponseBase:
    task, seen = visible_task(request, pk), SeenForm(request.POST).version()
    first = draft_parts.merge_task(draft_task=task, seen=seen, by=request.actor)
    messages.success(request, f"已合并到{called(first)}。")
    return redirect(page_of(task.plan_import, first))


@require(IMPORT)
def move_task(request: Request, pk: int) -> HttpResponseBase:
    task = visible_task(request, pk)
    found = Review(task.plan_import).headings
    form = MoveForm(request.POST or None, found=found, task=task, initial={"seen": task.version})
    if request.method == "POST" and form.is_valid():
        kind, key = form.cleaned_data["place"][0], int(form.cleaned_data["place"][1:])
        rows = task.plan_import.tasks if kind == "t" else task.plan_import.sections
        where = {"after" if kind == "t" else "section": get_object_or_404(rows, pk=key)}
        seen = form.cleaned_data["seen"]
        if attempt(form, draft_parts.move_task, draft_task=task, seen=seen, by=request.actor, **where) is not None:
            return redirect(page_of(task.plan_import, task))
    context = {"form": form, "plan_import": task.plan_import, "heading": "移动任务", "about": task, "submit": "移动"}
    return render(request, FORM, context | {"back": page_of(task.plan_import, task)})


@require(IMPORT)
@require_POST
def shift_task(request: Request, pk: int) -> HttpResponseBase:
    """One place up, or down."""
    task, seen = visible_task(request, pk), SeenForm(request.POST).version()
    up = request.POST.get("direction") != "down"
    moved = draft_parts.shift_task(draft_task=task, seen=seen, up=up, by=request.actor)
    return redirect(page_of(task.plan_import, moved))


@require(IMPORT)
def add_section(request: Request, pk: int) -> HttpResponseBase:
    plan_import = reviewed_import(request, pk)
    review = Review(plan_import)
    form = SectionForm(request.POST or None, found=review.headings, initial={"seen": review.latest_section})
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data | _sections(plan_import, form)
        added = attempt(form, draft_sections.add_section, plan_import=plan_import, by=request.actor, **entered)
        if added is not None:
            messages.success(request, f"已新增章节“{added}”。")
            return redirect(page_of(plan_import))
    context = {"form": form, "plan_import": plan_import, "heading": "新增章节", "submit": "新增"}
    return render(request, FORM, context | {"back": page_of(plan_import)})


@require(IMPORT)
def change_section(request: Request, pk: int) -> HttpResponseBase:
    section = _section(request, pk)
    plan_import = section.plan_import
    shown = {"label": section.label, "title": section.title, "parent": section.parent_id, "seen": section.version}
    found = Review(plan_import).headings
    form = SectionForm(request.POST or None, found=found, section=section, initial=shown)
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data | _sections(plan_import, form)
        change = draft_sections.correct_section
        if attempt(form, change, draft_section=section, by=request.actor, **entered) is not None:
            return redirect(page_of(plan_import))
    refused = why_not(draft_sections.check_can_remove_section, section)
    context = {"form": form, "section": section, "plan_import": plan_import, "why_not_remove": refused}
    return render(request, "plans/review/section.html", context | {"back": page_of(plan_import)})


@require(IMPORT)
@require_POST
def merge_section(request: Request, pk: int) -> HttpResponseBase:
    section, seen = _section(request, pk), SeenForm(request.POST).version()
    into = draft_sections.merge_section(draft_section=section, seen=seen, by=request.actor)
    messages.success(request, f"已把“{section}”合并到“{into}”。")
    return redirect(page_of(section.plan_import))


@require(IMPORT)
@require_POST
def remove_section(request: Request, pk: int) -> HttpResponseBase:
    section, seen = _section(request, pk), SeenForm(request.POST).version()
    draft_sections.remove_section(draft_section=section, seen=seen, by=request.actor)
    messages.success(request, f"已删除章节“{section}”。")
    return redirect(page_of(section.plan_import))


@require(IMPORT)
def change_header(request: Request, pk: int) -> HttpResponseBase:
    plan_import = visible_import(request, pk)
    check_reviewing(plan_import)
    form = HeaderForm(request.POST or None, initial=header_shown(plan_import), plan_import=plan_import)
    if request.method == "POST" and form.is_valid():
        change, seen = draft_header.correct_header, form.cleaned_data["seen"]
        args = {"plan_import": plan_import, "seen": seen, "values": form.values()}
        if attempt(form, change, by=request.actor, **args) is not None:
            messages.success(request, "已保存公文信息。")
            return redirect(page_of(plan_import))
    context = {"form": form, "plan_import": plan_import, "heading": "公文信息", "submit": "保存"}
    return render(request, FORM, context | {"back": page_of(plan_import)})


def _section(request: Request, pk: int) -> DraftSection:
    imports = PlanImport.objects.visible_to(request.actor)
    rows = DraftSection.objects.select_related("plan_import__source__jurisdiction", "parent")
    section = get_object_or_404(rows, pk=pk, plan_import__in=imports)
    check_reviewing(section.plan_import)
    return section


def _sections(plan_import: PlanImport, form: SectionForm) -> dict[str, DraftSection | None]:
    """The sections chosen by their keys."""
    by_key = {section.pk: section for section in plan_import.sections.select_related("parent")}
    return {name: by_key.get(form.cleaned_data[name]) for name in ("parent", "after") if name in form.fields}
