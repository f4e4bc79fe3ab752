"""上级交办: what was given down to my government; break it down into own tasks, link those there are, unlink."""

from __future__ import annotations

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations.views.form_pages import bare_form, confirm_page, done
from duban.apps.plans.actions import links as actions
from duban.apps.plans.forms.links import ROWS, LineForm, PlaceForm, lines_for, lines_of
from duban.apps.plans.models import Task, TaskLink
from duban.apps.plans.nearness import proposed_acknowledge_by
from duban.apps.plans.queries.links import given_from_above, linkable, own_plans, proposals
from duban.apps.plans.searching import found
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.apps.web.table import Column, Table, page_link, selected
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.tasks import TASK_LABELS, TaskState


class FromAboveTable(Table):
    key, caption, unit = "from-above", "上级交办", "项"
    columns = (
        Column("number", "序号", sort="order", number=True, stay=True),
        Column(
            "text",
            "任务",
            link=page_link("plans:task"),
            under=lambda task: f"{task.jurisdiction}，{task.plan}",
            search=found,
            place="title",
        ),
        Column(
            "broken_down",
            "分解情况",
            value=lambda task: f"已关联 {task.linked} 项" if task.linked else "未分解",
            template="plans/links/_broken_down.html",
            exported=lambda task: f"已关联 {task.linked} 项" if task.linked else "未分解",
            sort="linked",
            filter="is_linked",
            choices=((False, "未分解"), (True, "已分解")),
            place="state",
        ),
        Column("deadline", "完成时限", sort="deadline", filter="deadline", between="date", place="due"),
        Column("year", "年度", value=lambda task: str(task.year), sort="year", filter="year", hidden=True),
        Column("plan", "方案", value=lambda task: task.plan.title, filter="plan__title", hidden=True),
        Column(
            "state",
            "状态",
            value=lambda task: TASK_LABELS[TaskState(task.state)],
            filter="state",
            choices=[(one.value, TASK_LABELS[one]) for one in TaskState if one != TaskState.DRAFT],
            hidden=True,
        ),
        Column("do", "操作", value=lambda task: "", template="plans/links/_do.html", place="figure"),
    )
    default_sort = ("-year", "plan", "order")
    empty = "上级方案交给本级政府的任务会列在这里；每一项可以分解成本级方案的任务，或者关联已有的任务。"


@require(Permission.LINK_TASKS)
def list_from_above(request: Request) -> HttpResponse:
    return FromAboveTable(request, given_from_above(request.actor)).respond("plans/links/from_above.html")


@require(Permission.LINK_TASKS)
def break_down_task(request: Request, pk: int) -> HttpResponse:
    """`?rows=6` gives more lines; those without words are left out."""
    parent = _from_above(request, pk)
    plans = list(own_plans(request.actor, parent))
    asked, today = request.GET.get("rows", ""), timezone.localdate()
    rows = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 3 else ROWS
    shown = {"deadline": parent.deadline, "acknowledge_by": proposed_acknowledge_by(today)}
    form = PlaceForm(request.POST or None, plans=plans, initial=shown)
    lines = lines_for(request.POST or None, text=parent.text, rows=max(rows, 1), actor=request.actor)
    if request.method == "POST" and form.is_valid() and lines.is_valid() and _broken_down(request, parent, form, lines):
        return redirect("plans:from-above")
    context = {"parent": parent, "form": form, "lines": lines, "plans": plans, "more": rows + ROWS}
    return render(request, "plans/links/break_down.html", context)


@require(Permission.LINK_TASKS)
def link_tasks(request: Request, pk: int) -> HttpResponse:
    parent = _from_above(request, pk)
    problem = ""
    if request.method == "POST":
        try:
            chosen = selected(request, linkable(parent, request.actor, linked=True))
            made = actions.link_tasks(parent=parent, children=list(chosen), by=request.actor)
            messages.success(request, f"已关联 {len(made)} 项任务。")
            return redirect("plans:from-above")
        except (Conflict, Invalid) as refusal:
            problem = str(refusal)
    words = request.GET.get("q", "").strip()[:60]
    context = {"parent": parent, "proposals": proposals(parent, request.actor, words=words), "words": words}
    return render(request, "plans/links/link.html", context | {"problem": problem})


@require(Permission.LINK_TASKS)
def unlink_tasks(request: Request, pk: int) -> HttpResponse:
    links = TaskLink.objects.select_related("parent", "child").filter(
        parent__in=Task.objects.visible_to(request.actor),
        child__in=Task.objects.visible_to(request.actor),
        child__jurisdiction_path__startswith=request.actor.path,
    )
    link = get_object_or_404(links, pk=pk)
    form = bare_form(request)
    cancel = reverse("plans:task", args=[link.child_id])
    if done(request, form, actions.unlink_tasks, link=link):
        messages.success(request, "已取消关联，两项任务都没有改动。")
        return redirect(cancel)
    consequences = [f"上级任务：{link.parent}", f"本级任务：{link.child}", "只取消两者的关联，任务本身不变。"]
    return confirm_page(
        request, form, question="取消关联？", consequences=consequences, cancel_url=cancel, submit="取消关联"
    )


def _from_above(request: Request, pk: int) -> Task:
    return get_object_or_404(given_from_above(request.actor), pk=pk)


def _broken_down(request: Request, parent: Task, form: PlaceForm, lines: BaseFormSet[LineForm]) -> bool:
    made = attempt(
        form,
        actions.break_down_task,
        parent=parent,
        lines=lines_of(lines),
        at=timezone.now(),
        by=request.actor,
        **form.cleaned_data,
    )
    if made is not None:
        messages.success(request, f"已分解为 {len(made)} 项任务，列入“{form.cleaned_data['plan']}”。")
    return made is not None
