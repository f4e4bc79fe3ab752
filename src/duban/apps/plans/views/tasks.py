"""Tasks by hand: added to a draft or to a plan in force, changed, moved, removed; who is offered while typing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from duban.apps.organizations.views.form_pages import bare_form, confirm_page, done, form_page
from duban.apps.plans.actions import tasks as actions
from duban.apps.plans.actions.plans import check_can_edit
from duban.apps.plans.answering import who
from duban.apps.plans.forms.tasks import AddTaskInForceForm, ChangeTaskForm, MoveTaskForm, TaskForm
from duban.apps.plans.models import Plan, Task
from duban.apps.plans.models.drafts import FIELD_OF, NAME_FIELDS
from duban.apps.plans.nearness import proposed_acknowledge_by
from duban.apps.plans.queries import answering
from duban.apps.plans.queries.plans import next_number
from duban.apps.plans.views.plans import page_of
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission
from duban.rulebook.tasks import PlanState, ResponsibilityRole

FORM = "plans/tasks/form.html"


@require(Permission.EDIT_PLAN)
def add_task(request: Request, pk: int) -> HttpResponse:
    """`?section=` names the section it is meant for."""
    plan = get_object_or_404(Plan.objects.visible_to(request.actor).select_related("jurisdiction"), pk=pk)
    actions.check_can_add_task(plan, request.actor)
    in_force = plan.state == PlanState.ISSUED
    form = (AddTaskInForceForm if in_force else TaskForm)(
        request.POST or None, plan=plan, actor=request.actor, initial=_proposed(request, plan)
    )
    if request.method == "POST" and form.is_valid():
        task = attempt(form, actions.add_task, plan=plan, at=timezone.now(), by=request.actor, **form.cleaned_data)
        if task is not None:
            messages.success(request, "已增补任务，并请有关单位签收。" if in_force else "已增加任务。")
            return redirect(f"{page_of(plan)}#task-{task.pk}")
    heading, cancel = ("增补任务" if in_force else "增加任务"), page_of(plan)
    return form_page(request, form, heading=heading, about=plan, submit="增加", cancel_url=cancel, template=FORM)


def _proposed(request: Request, plan: Plan) -> dict[str, Any]:
    return {
        "number": next_number(plan),
        "section": request.GET.get("section", ""),
        "acknowledge_by": proposed_acknowledge_by(timezone.localdate()),
    }


@require(Permission.EDIT_PLAN)
def change_task(request: Request, pk: int) -> HttpResponse:
    task = _task(request, pk)
    shown = {name: getattr(task, name) for name in ("number", "text", "measures", "deadline", "deadline_text")}
    shown |= {"section": task.section_id or "", "seen": task.version}
    rows = _answering(task)
    form = ChangeTaskForm(request.POST or None, plan=task.plan, actor=request.actor, initial=shown, answering=rows)
    if done(request, form, actions.change_task, task=task):
        messages.success(request, "已保存。")
        return redirect(f"{page_of(task.plan)}#task-{task.pk}")
    return form_page(
        request,
        form,
        heading="修改任务",
        about=task.plan,
        submit="保存",
        cancel_url=page_of(task.plan),
        template=FORM,
        task=task,
        targets=task.targets.all(),
    )


def _answering(task: Task) -> dict[str, list[Any]]:
    """Who answers for the task, by the name of the form's field."""
    rows = task.responsibilities.filter(through=None, until=None).select_related("unit", "unit_group", "post__unit")
    found: dict[str, list[Any]] = {name: [] for name in NAME_FIELDS}
    for row in rows.order_by("order", "pk"):
        found[FIELD_OF[ResponsibilityRole(row.role)]].append(who(row))
    return found


@require(Permission.EDIT_PLAN)
def move_task(request: Request, pk: int) -> HttpResponse:
    task = _task(request, pk)
    form = MoveTaskForm(request.POST or None, task=task, initial={"seen": task.version})
    if request.method == "POST" and form.is_valid():
        section, after = form.cleaned_data["place"]
        seen = form.cleaned_data["seen"]
        moved = attempt(form, actions.move_task, task=task, section=section, after=after, seen=seen, by=request.actor)
        if moved is not None:
            messages.success(request, "已移动任务。")
            return redirect(f"{page_of(task.plan)}#task-{task.pk}")
    return form_page(
        request,
        form,
        heading="移动任务",
        about=task,
        submit="移动",
        cancel_url=page_of(task.plan),
        template="plans/plans/form.html",
    )


@require(Permission.EDIT_PLAN)
def remove_task(request: Request, pk: int) -> HttpResponse:
    task = _task(request, pk)
    form = bare_form(request)
    if done(request, form, actions.remove_task, task=task):
        messages.success(request, "已删除任务。")
        return redirect(page_of(task.plan))
    told = [f"从“{task.plan}”中删除这项任务，连同它的责任单位和量化目标。", "删除后不能恢复；操作记录仍然保留。"]
    return confirm_page(request, form, question=f"删除任务“{task}”", consequences=told, cancel_url=page_of(task.plan))


@require(Permission.EDIT_PLAN)
def suggest_answering(request: Request, kind: str) -> HttpResponse:
    """The words are in the parameter that `field` names: the form's own input sends itself."""
    if kind not in answering.KINDS:
        raise Http404
    words = request.GET.get(request.GET.get("field", "q"), "")[:100]
    choices = answering.offered(kind, request.actor, words)
    return render(request, "organizations/people/_offered.html", {"choices": choices})


def _task(request: Request, pk: int) -> Task:
    """The task of a draft, if this user may see it and edit the plan."""
    rows = Task.objects.visible_to(request.actor).select_related("plan__jurisdiction", "section")
    task = get_object_or_404(rows, pk=pk)
    check_can_edit(task.plan, request.actor)
    return task
