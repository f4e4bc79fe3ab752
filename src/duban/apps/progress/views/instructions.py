"""批示: a leader writes it, the unit answers, the leader or the office settles it or asks for more."""

from __future__ import annotations

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations.views.form_pages import confirm_page, done
from duban.apps.plans.models import Task
from duban.apps.progress.actions import instructions as actions
from duban.apps.progress.forms.instructions import (
    AnswerForm,
    ContinueForm,
    InstructForm,
    SeenForm,
    SettleForm,
    limit_of,
)
from duban.apps.progress.labels.instructions import PRESETS
from duban.apps.progress.models import Instruction
from duban.apps.progress.queries import instruction_threads as threads
from duban.apps.progress.queries.instructions import units_of_task
from duban.apps.progress.views.instruction_page import context_of, preset
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission


@require(Permission.GIVE_INSTRUCTION)
def give_instruction(request: Request, pk: int) -> HttpResponse:
    tasks = Task.objects.visible_to(request.actor).select_related("plan", "section").defer("search", "grams")
    task = get_object_or_404(tasks, pk=pk)
    actions.check_may_instruct(task, request.actor)
    form = InstructForm(request.POST or None, units=units_of_task(task), text=preset(request.GET.get("say", "")))
    if request.method == "POST" and form.is_valid():
        text, limit = form.cleaned_data["text"], limit_of(form.cleaned_data["limit"])
        given = {"task": task, "units": form.chosen, "text": text, "limit": limit, "by": request.actor}
        if rows := attempt(form, actions.give_instruction, at=timezone.now(), **given):
            messages.success(request, f"批示已发给{'、'.join(row.unit.name for row in rows)}。")
            return redirect(f"{reverse('plans:task', args=[task.pk])}#instructions")
    context = {"task": task, "form": form, "presets": list(enumerate(PRESETS, 1))}
    return render(request, "progress/instructions/instruct.html", context)


@require(Permission.SEE_PLANS)
def show_instruction(request: Request, pk: int) -> HttpResponse:
    return _page(request, _seen(request, pk))


@require(Permission.ANSWER_INSTRUCTION)
def answer_instruction(request: Request, pk: int) -> HttpResponse:
    row = _seen(request, pk)
    actions.check_answers(row, request.actor)
    form = AnswerForm(request.POST or None, request.FILES or None, initial={"seen": row.version})
    if request.method == "POST" and form.is_valid():
        files = [(one.name or "", one.read()) for one in form.cleaned_data.pop("files")]
        given = {**form.cleaned_data, "files": files, "at": timezone.now(), "by": request.actor}
        if attempt(form, actions.answer_instruction, instruction=row, **given):
            messages.success(request, "已反馈。")
            return redirect("progress:instruction", pk)
    return _page(request, row, answer_form=form)


@require(Permission.SETTLE_INSTRUCTION)
def settle_instruction(request: Request, pk: int) -> HttpResponse:
    row = _seen(request, pk)
    if request.method == "GET":
        actions.check_can_settle(row, request.actor)
    form = SettleForm(request.POST or None, initial={"seen": row.version})
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "at": timezone.now(), "by": request.actor}
        if attempt(form, actions.settle_instruction, instruction=row, **given):
            messages.success(request, "已办结。")
            return redirect("progress:instruction", pk)
    return _page(request, row, settle_form=form)


@require(Permission.SETTLE_INSTRUCTION)
def continue_instruction(request: Request, pk: int) -> HttpResponse:
    row = _seen(request, pk)
    if request.method == "GET":
        actions.check_can_continue(row, request.actor)
    form = ContinueForm(request.POST or None, initial={"seen": row.version})
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "limit": limit_of(form.cleaned_data["limit"]), "by": request.actor}
        if attempt(form, actions.continue_instruction, instruction=row, at=timezone.now(), **given):
            messages.success(request, f"已请{row.unit}继续办理。")
            return redirect("progress:instruction", pk)
    return render(request, "progress/instructions/continue.html", {"row": row, "form": form})


@require(Permission.GIVE_INSTRUCTION)
def withdraw_instruction(request: Request, pk: int) -> HttpResponse:
    row, now = _seen(request, pk), timezone.now()
    actions.check_can_withdraw(row, request.actor, at=now)
    form = SeenForm(request.POST or None, initial={"seen": row.version})
    if done(request, form, actions.withdraw_instruction, instruction=row, at=now):
        messages.success(request, f"已撤回给{row.unit}的批示。")
        return redirect("plans:task", row.task_id)
    return confirm_page(
        request,
        form,
        question="撤回这件批示吗？",
        consequences=[f"{row.unit}不再需要反馈。", "批示留在记录里，注明已撤回。"],
        cancel_url=reverse("progress:instruction", args=[pk]),
        submit="撤回",
    )


def _seen(request: Request, pk: int) -> Instruction:
    return get_object_or_404(threads.with_threads(Instruction.objects.visible_to(request.actor)), pk=pk)


def _page(request: Request, row: Instruction, **forms: BaseForm) -> HttpResponse:
    context = context_of(row, request.actor, at=timezone.now()) | forms
    return render(request, "progress/instructions/instruction.html", context)
