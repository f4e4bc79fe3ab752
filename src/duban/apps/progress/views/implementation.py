"""落实方案: what my units owe, the form that keeps it, its filing and withdrawal, the head's word on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.organizations.views.form_pages import done, form_page
from duban.apps.progress.actions import implementation as actions
from duban.apps.progress.forms import implementation as forms
from duban.apps.progress.implementing import figured_targets
from duban.apps.progress.models import ImplementationPlan
from duban.apps.progress.queries import implementation as queries
from duban.apps.progress.queries.milestones import milestones_to_verify
from duban.apps.progress.views import implementation_page as pages
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.milestones import quarter_ends
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import RuleError
from duban.rulebook.reports import FilingState

_WRITE, _APPROVE = Permission.WRITE_IMPLEMENTATION_PLAN, Permission.APPROVE_REPORT


@require(_WRITE)
def list_own_plans(request: Request) -> HttpResponse:
    """`?mine=1`: of tasks in which I have an inner duty."""
    mine = bool(request.GET.get("mine"))
    plans = queries.own_plans_by_plan(request.actor, mine=mine)
    context: dict[str, Any] = {"plans": plans, "mine": mine, "today": timezone.localdate()}
    context["open"] = sum(len(one.open) for one in plans)
    context["to_review"] = queries.plans_to_review(request.actor).count()
    context["to_verify"] = milestones_to_verify(request.actor).count()
    return render(request, "progress/implementation/list.html", context)


@require(Permission.SEE_PLANS)
def show_plan(request: Request, pk: int) -> HttpResponse:
    row = visible_plan(request, pk)
    return render(request, "progress/implementation/plan.html", pages.context_of(row, request, timezone.localdate()))


@require(_WRITE)
@require_POST
def write_plan(request: Request, pk: int) -> HttpResponse:
    """`do`: save, submit, or only change the lines that are offered; `autosave` answers in data."""
    row = visible_plan(request, pk)
    actions.check_writes(row, request.actor)
    asked = request.POST.get("do", "save")
    if asked not in ("save", "submit", "autosave"):
        return _with_other_lines(request, row, asked)
    form = forms.PlanForm(request.POST)
    steps = forms.steps_for(request.POST, figured_targets(row.task))
    right = form.is_valid() and steps.is_valid()
    if asked == "autosave":
        return _autosaved(request, row, form, steps, right=right)
    if not right or not _written(request, row, form, steps, submit=asked == "submit"):
        context = pages.context_of(row, request, timezone.localdate(), form=form, steps=steps)
        return render(request, "progress/implementation/plan.html", context)
    return redirect(_page_of(row) if asked == "save" else "progress:plans-due")


@require(_APPROVE)
@require_POST
def approve_plan(request: Request, pk: int) -> HttpResponse:
    row, form = visible_plan(request, pk), forms.SeenForm(request.POST)
    if done(request, form, actions.approve_implementation_plan, implementation_plan=row, at=timezone.now()):
        messages.success(request, "已审核通过，并报送督查室。")
        return redirect("progress:plans-due")
    return _refused(request, row, form)


@require(_APPROVE)
def send_back_plan(request: Request, pk: int) -> HttpResponse:
    row = visible_plan(request, pk)
    form = forms.NoteForm(request.POST or None, initial={"seen": row.version})
    if done(request, form, actions.send_back_implementation_plan, implementation_plan=row, at=timezone.now()):
        messages.success(request, "已退回修改。")
        return redirect(_page_of(row))
    return form_page(request, form, heading="退回修改", submit="退回", cancel_url=_page_of(row), about=row.task)


@require(_WRITE)
@require_POST
def withdraw_plan(request: Request, pk: int) -> HttpResponse:
    row, form = visible_plan(request, pk), forms.SeenForm(request.POST)
    if done(request, form, actions.withdraw_implementation_plan, implementation_plan=row, at=timezone.now()):
        messages.success(request, "已撤回，可以修改后重新报送。")
        return redirect(_page_of(row))
    return _refused(request, row, form)


def visible_plan(request: Request, pk: int) -> ImplementationPlan:
    rows = ImplementationPlan.objects.visible_to(request.actor)
    related = rows.select_related("task__plan__jurisdiction", "unit__jurisdiction").defer(*queries.HEAVY)
    return get_object_or_404(related, pk=pk)


def _written(
    request: Request, row: ImplementationPlan, form: forms.PlanForm, steps: forms.StepSet, *, submit: bool
) -> bool:
    """What is typed is kept first; filing it may then still be refused, and says why."""
    kept = attempt(form, actions.save_implementation_plan, **_given(request, row, form, steps))
    if kept is None:
        return False
    pages.attach_files(request, kept, form)
    if not submit:
        messages.success(request, "已保存，还没有报送。")
        return not form.errors
    filed = attempt(
        form,
        actions.submit_implementation_plan,
        implementation_plan=kept,
        at=timezone.now(),
        by=request.actor,
        seen=kept.version,
    )
    if filed is None or form.errors:
        return False
    inner = filed.state == FilingState.INNER
    messages.success(request, "已送单位负责人审核。" if inner else "已报送督查室。")
    return True


def _given(request: Request, row: ImplementationPlan, form: forms.PlanForm, steps: forms.StepSet) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "implementation_plan": row,
        "measures": given["measures"],
        "steps": forms.steps_written(steps),
        "at": timezone.now(),
        "by": request.actor,
        "seen": given["seen"],
    }


def _autosaved(
    request: Request, row: ImplementationPlan, form: forms.PlanForm, steps: forms.StepSet, *, right: bool
) -> HttpResponse:
    """The line at the foot of the form, and the version it has now."""
    context: dict[str, Any] = {"at": timezone.now(), "problem": "" if right else "有的内容还不完整，补齐后自动保存"}
    if right:
        try:
            context["seen"] = actions.save_implementation_plan(**_given(request, row, form, steps)).version
        except RuleError as refusal:
            context["problem"] = str(refusal)
    return render(request, "progress/implementation/_saved.html", context)


def _with_other_lines(request: Request, row: ImplementationPlan, asked: str) -> HttpResponse:
    """The form again with what was typed: more lines, the ends of quarters, what was pasted, one line less."""
    what, _, number = asked.partition("-")
    gone = int(number) if what == "remove" and number.isascii() and number.isdecimal() and len(number) < 4 else None
    lines, today = forms.lines_typed(request.POST, without=gone), timezone.localdate()
    year = row.task.year
    if what == "quarters":
        lines = forms.lines_with_days(lines, quarter_ends(year, after=today, deadline=row.task.deadline))
    elif what == "paste":
        lines = forms.lines_with_pasted(lines, request.POST.get("pasted", "")[:100_000], year)
    steps = forms.steps_offered(lines, figured_targets(row.task), more=forms.MORE if what == "more" else 0)
    typed = {"measures": request.POST.get("measures", ""), "seen": request.POST.get("seen", "")}
    context = pages.context_of(row, request, today, form=forms.PlanForm(initial=typed), steps=steps)
    return render(request, "progress/implementation/plan.html", context | {"is_changed": True})


def _refused(request: Request, row: ImplementationPlan, form: Any) -> HttpResponse:
    for words in [error for errors in form.errors.values() for error in errors]:
        messages.error(request, str(words))
    return redirect(_page_of(row))


def _page_of(row: ImplementationPlan) -> str:
    return reverse("progress:implementation", args=[row.pk])
