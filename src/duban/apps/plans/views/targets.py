"""The targets of a task by hand: added, changed, removed; the way one is measured, confirmed at any time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from duban.apps.organizations.changes import token
from duban.apps.organizations.views.form_pages import bare_form, confirm_page, done, form_page
from duban.apps.plans.actions import targets as actions
from duban.apps.plans.actions.plans import check_can_edit
from duban.apps.plans.forms.targets import FIELDS, ChangeTargetForm, ConfirmKindForm, TargetForm
from duban.apps.plans.models import Target, Task
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook import permissions
from duban.rulebook.permissions import Permission
from duban.rulebook.tasks import PlanState


@require(Permission.EDIT_PLAN)
def add_target(request: Request, pk: int) -> HttpResponse:
    rows = Task.objects.visible_to(request.actor).select_related("plan__jurisdiction")
    task = get_object_or_404(rows, pk=pk)
    check_can_edit(task.plan, request.actor)
    form = TargetForm(request.POST or None)
    if done(request, form, actions.add_target, task=task):
        messages.success(request, "已增加量化目标。")
        return redirect("plans:task-change", task.pk)
    return _page(request, form, task, heading="增加量化目标", submit="增加")


@require(Permission.EDIT_PLAN)
def change_target(request: Request, pk: int) -> HttpResponse:
    """All of it in a draft; in a plan in force only by what it is measured."""
    target = _target(request, pk)
    in_draft = target.task.plan.state == PlanState.DRAFT
    shown: dict[str, Any] = {name: getattr(target, name) for name in FIELDS} | {"seen": token(target)}
    form = (ChangeTargetForm if in_draft else ConfirmKindForm)(request.POST or None, initial=shown)
    action = actions.change_target if in_draft else actions.confirm_kind
    if done(request, form, action, target=target):
        messages.success(request, "已保存。")
        return redirect("plans:task-change" if in_draft else "plans:task", target.task_id)
    heading = "修改量化目标" if in_draft else "确认计量方式"
    return _page(request, form, target.task, heading=heading, submit="保存", target=target, in_draft=in_draft)


@require(Permission.EDIT_PLAN)
def remove_target(request: Request, pk: int) -> HttpResponse:
    target = _target(request, pk)
    check_can_edit(target.task.plan, request.actor)
    form = bare_form(request)
    if done(request, form, actions.remove_target, target=target):
        messages.success(request, "已删除量化目标。")
        return redirect("plans:task-change", target.task_id)
    told = ["任务内容不变，只是不再按这个目标衡量进度。"]
    cancel = reverse("plans:target-change", args=[target.pk])
    return confirm_page(request, form, question=f"删除量化目标“{target}”", consequences=told, cancel_url=cancel)


def _page(request: Request, form: forms.Form, task: Task, **more: Any) -> HttpResponse:
    in_draft = task.plan.state == PlanState.DRAFT
    cancel = reverse("plans:task-change" if in_draft else "plans:task", args=[task.pk])
    return form_page(
        request, form, about=more.get("target") or task, cancel_url=cancel, template="plans/tasks/target.html", **more
    )


def _target(request: Request, pk: int) -> Target:
    rows = Target.objects.filter(task__in=Task.objects.visible_to(request.actor))
    target = get_object_or_404(rows.select_related("task__plan__jurisdiction"), pk=pk)
    permissions.check_can(request.actor, Permission.EDIT_PLAN, within=target.task.plan.jurisdiction.path)
    return target
