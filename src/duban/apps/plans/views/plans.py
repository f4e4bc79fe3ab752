"""Plans: the list, the page of one, and a plan made, changed or deleted by hand."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations.queries.places import place_choices
from duban.apps.organizations.views.form_pages import bare_form, confirm_page, done, form_page
from duban.apps.plans import regions
from duban.apps.plans.actions import plans as actions
from duban.apps.plans.actions.issuing import check_can_issue
from duban.apps.plans.actions.tasks import check_can_add_task
from duban.apps.plans.forms.plans import ChangePlanForm, CreatePlanForm
from duban.apps.plans.labels.plans import FROZEN, demands_of
from duban.apps.plans.models import Plan
from duban.apps.plans.nearness import distance, nearness
from duban.apps.plans.queries.plan_page import plan_page
from duban.apps.plans.queries.plan_rounds import on_axis, round_marks
from duban.apps.plans.queries.plans import plans_with_counts
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.pictures import slices
from duban.apps.web.requests import Request
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.permissions import Permission, can, why_not
from duban.rulebook.tasks import PLAN_LABELS, PlanState

page_of, receipts_of = page_link("plans:plan"), page_link("plans:plan-receipts")
EMPTY = "方案是分配任务的公文，如《政府工作报告》重点任务分工方案。导入文件，或者手工新建，再把任务分给各单位。"


class PlanTable(Table):
    key, caption, unit = "plans", "方案", "个"
    columns = (
        Column("title", "方案", link=page_of, sort="title", search=("title", "number"), stay=True, place="title"),
        Column("year", "年度", value=lambda plan: f"{plan.year}年", sort="year", filter="year", place="who"),
        Column("number", "文号", sort="number", optional=True),
        Column(
            "state",
            "状态",
            value=lambda plan: plan.get_state_display(),
            sort="state",
            filter="state",
            choices=[(state.value, PLAN_LABELS[state]) for state in PlanState],
            place="state",
        ),
        Column("issued_on", "成文日期", sort="issued_on", place="due"),
        Column(
            "task_count",
            "任务",
            link=lambda plan: f"{reverse('plans:ledger')}?plan={plan.pk}" if plan.task_count else "",
            sort="task_count",
            number=True,
            optional=True,
        ),
        Column(
            "acknowledged",
            "签收",
            value=lambda plan: f"{plan.acknowledged}/{plan.asked}" if plan.asked else "",
            link=lambda plan: receipts_of(plan) if plan.asked else "",
            sort="acknowledged",
            number=True,
            place="figure",
        ),
        Column(
            "place",
            "行政区",
            value=lambda plan: plan.jurisdiction.name,
            sort="jurisdiction__path",
            filter="jurisdiction",
            filter_value=lambda plan: plan.jurisdiction_id,
            choices=place_choices,
            optional=True,
        ),
    )
    default_sort = ("-year", "jurisdiction__path", "-pk")
    empty = EMPTY


@require(Permission.SEE_PLANS)
def list_plans(request: Request) -> HttpResponse:
    table = PlanTable(request, plans_with_counts(request.actor))
    can_edit = can(request.actor, Permission.EDIT_PLAN)
    if can_edit:
        table.empty_action = ("导入文件", reverse("plans:import-start"))
    return table.respond("plans/plans/list.html", {"can_edit": can_edit})


@require(Permission.SEE_PLANS)
def show_plan(request: Request, pk: int) -> HttpResponse:
    rows = Plan.objects.visible_to(request.actor).select_related("jurisdiction", "plan_import__source")
    plan, on, asked = get_object_or_404(rows, pk=pk), timezone.localdate(), request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
    shown = plan_page(plan, request.actor, on=on, number=number)
    context = {"plan": plan, "shown": shown, "slices": slices(shown.parts), "demands": demands_of(plan)}
    context |= {"regions": regions.shown("plan", plan, request, request.actor, on)}
    context |= {"further_actions": regions.actions_of("plan", plan, request.actor, on)}
    return render(request, "plans/plans/plan.html", context | _dates(plan) | _what_one_may(request, plan))


def _dates(plan: Plan) -> dict[str, object]:
    """The reporting dates as a ruler, and how far the next of them and the day for acknowledging are."""
    on = timezone.localdate()
    marks = round_marks(plan, on=on)
    following = next((one for one in marks if one.kind == "next"), None)
    due = plan.acknowledge_by
    return {
        "on": on,
        "marks": marks,
        "following": following,
        "distance": distance(following.due, on=on) if following else "",
        "today_x": on_axis(plan, on),
        "due_distance": distance(due, on=on) if due else "",
        "due_nearness": nearness(due, on=on) if due else "",
    }


def _what_one_may(request: Request, plan: Plan) -> dict[str, object]:
    """What the buttons of the page need; nothing of it is offered to who never edits here."""
    actor, path = request.actor, plan.jurisdiction.path
    return {
        "can_edit": can(actor, Permission.EDIT_PLAN, within=path),
        "is_draft": plan.state == PlanState.DRAFT,
        "frozen": "" if plan.state == PlanState.DRAFT else FROZEN,
        "why_not_issue": why_not(check_can_issue, plan, actor),
        "why_not_add": why_not(check_can_add_task, plan, actor),
        "why_not_delete": why_not(actions.check_can_delete_plan, plan, actor),
        "sees_units": actor.sees_jurisdiction,
    }


@require(Permission.EDIT_PLAN)
def create_plan(request: Request) -> HttpResponse:
    form = CreatePlanForm(request.POST or None, actor=request.actor, initial={"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        plan = attempt(form, actions.create_plan, by=request.actor, **form.cleaned_data)
        if plan is not None:
            messages.success(request, f"已新建方案“{plan}”，接着可以增加章节和任务。")
            return redirect(page_of(plan))
    cancel = reverse("plans:plans")
    return form_page(
        request, form, heading="新建方案", submit="新建", cancel_url=cancel, template="plans/plans/form.html"
    )


@require(Permission.EDIT_PLAN)
def change_plan(request: Request, pk: int) -> HttpResponse:
    plan = plan_to_edit(request, pk)
    form = ChangePlanForm(request.POST or None, plan=plan)
    if done(request, form, actions.change_plan, plan=plan):
        messages.success(request, "已保存。")
        return redirect(page_of(plan))
    return form_page(
        request,
        form,
        heading="编辑方案",
        about=plan,
        submit="保存",
        cancel_url=page_of(plan),
        template="plans/plans/form.html",
    )


@require(Permission.EDIT_PLAN)
def delete_plan(request: Request, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    actions.check_can_delete_plan(plan, request.actor)
    form = bare_form(request)
    if done(request, form, actions.delete_plan, plan=plan):
        messages.success(request, f"已删除方案“{plan}”。")
        return redirect("plans:plans")
    told = [f"方案的章节和{plan.tasks.count()}项任务一并删除，不能恢复；操作记录仍然保留。"]
    if plan.plan_import_id:
        told.append("它来自文件导入：文件和核对的结果还在，可以从那里重新生成方案。")
    return confirm_page(request, form, question=f"删除“{plan}”", consequences=told, cancel_url=page_of(plan))


def plan_to_edit(request: Request, pk: int) -> Plan:
    """The plan, if this user may see it; refused with the reason unless it is a draft one may edit."""
    plan = _plan(request, pk)
    actions.check_can_edit(plan, request.actor)
    return plan


def _plan(request: Request, pk: int) -> Plan:
    return get_object_or_404(Plan.objects.visible_to(request.actor).select_related("jurisdiction"), pk=pk)
