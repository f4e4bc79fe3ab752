"""The office and implementation plans: what was filed and waits, singly or several at once; milestones said done."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.calendars.queries import work_calendar
from duban.apps.organizations.views.form_pages import done
from duban.apps.progress.actions import implementation_review as actions
from duban.apps.progress.forms.implementation import ReturnForm, SeenForm
from duban.apps.progress.models import ImplementationPlan, Milestone
from duban.apps.progress.queries import implementation as queries
from duban.apps.progress.queries.milestones import milestones_to_verify
from duban.apps.progress.queries.practice import practice_of
from duban.apps.progress.views import implementation_page as pages
from duban.apps.progress.views.implementation import visible_plan
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.table import BulkAction, Column, Table, page_link, selected
from duban.rulebook.permissions import Permission, check_can

_REVIEW = Permission.REVIEW_IMPLEMENTATION_PLAN
_PAGE = page_link("progress:implementation-review")
MOST_NAMED = 10


class ReviewTable(Table):
    key, caption, unit = "implementation-reviews", "待审核的落实方案", "份"
    columns = (
        Column("number", "序号", value=lambda row: row.task.number, sort="task__order", number=True, stay=True),
        Column(
            "task",
            "任务",
            value=lambda row: str(row.task),
            link=_PAGE,
            under=lambda row: row.task.plan.title,
            search="task__text",
            place="title",
            stay=True,
        ),
        Column("unit", "单位", filter="unit__name", search="unit__name", sort="unit__order", place="who"),
        Column("submitted_at", "报送时间", sort="submitted_at", place="due"),
        Column("returns", "退回次数", lambda row: row.returns or "", number=True, sort="returns", optional=True),
        Column("submitted_by", "报送人", optional=True),
        Column("due", "报送期限", sort="due", hidden=True),
    )
    bulk = (BulkAction("审核通过", "progress:implementation-reviews-accept", _REVIEW),)
    default_sort = ("submitted_at", "task__order")
    empty = "单位报送的落实方案会列在这里，由督查室审核：通过，或者写明原因退回。"


class VerifyTable(Table):
    key, caption, unit = "milestones-to-verify", "待核定的节点", "个"
    columns = (
        Column(
            "content",
            "节点",
            link=lambda row: reverse("progress:implementation", args=[row.implementation_plan_id]),
            under=lambda row: row.done_words,
            search="content",
            place="title",
            stay=True,
        ),
        Column("unit", "单位", value=lambda row: row.implementation_plan.unit, place="who"),
        Column("due", "完成时间", sort="due", place="due"),
        Column("done_on", "报称完成", sort="done_on"),
        Column("task", "任务", value=lambda row: str(row.implementation_plan.task), optional=True),
    )
    bulk = (BulkAction("核定完成", "progress:milestones-verify", _REVIEW),)
    default_sort = ("done_on", "due")
    empty = "单位标记完成的节点会列在这里，由督查室核定，或者写明原因退回。"


@require(_REVIEW)
def list_reviews(request: Request) -> HttpResponse:
    rows = queries.plans_to_review(request.actor).select_related("task__plan", "unit").defer(*queries.HEAVY)
    return ReviewTable(request, rows).respond("progress/implementation/reviews.html", _tabs(request, "reviews"))


@require(_REVIEW)
def list_milestones_to_verify(request: Request) -> HttpResponse:
    related = ("implementation_plan__task", "implementation_plan__unit")
    rows: QuerySet[Milestone] = milestones_to_verify(request.actor).select_related(*related)
    return VerifyTable(request, rows).respond("progress/implementation/reviews.html", _tabs(request, "milestones"))


@require(_REVIEW)
@require_POST
def accept_several(request: Request) -> HttpResponse:
    """What was ticked: the first post names it, the second acts."""
    rows = list(selected(request, queries.plans_to_review(request.actor)).select_related("task", "unit"))
    if "confirmed" not in request.POST:
        named = [f"{row.unit}：{row.task}" for row in rows[:MOST_NAMED]]
        return render(
            request,
            "progress/implementation/accept_several.html",
            {"rows": rows, "named": named, "more": len(rows) - len(named)},
        )
    accepted = actions.accept_implementation_plans(implementation_plans=rows, at=timezone.now(), by=request.actor)
    messages.success(request, f"已审核通过 {len(accepted)} 份落实方案，节点即日生效。")
    return redirect("progress:implementation-reviews")


@require(_REVIEW)
def review_plan(request: Request, pk: int) -> HttpResponse:
    """The plan with what stands out in it; a return is posted here, an acceptance has its own address."""
    row, today = _plan(request, pk), timezone.localdate()
    form = ReturnForm(request.POST or None, initial={"due": _new_due(row, today), "seen": row.version})
    if done(request, form, actions.return_implementation_plan, implementation_plan=row, at=timezone.now()):
        messages.success(request, f"已退回{row.unit}，请在期限内重报。")
        return _next(request)
    context = pages.about(row, request, today) | pages.checked(row)
    context |= {"form": form, "waiting": queries.plans_to_review(request.actor).count()}
    return render(request, "progress/implementation/review.html", context)


@require(_REVIEW)
@require_POST
def accept_plan(request: Request, pk: int) -> HttpResponse:
    row, form = _plan(request, pk), SeenForm(request.POST)
    if done(request, form, actions.accept_implementation_plan, implementation_plan=row, at=timezone.now()):
        messages.success(request, f"已审核通过{row.unit}的落实方案，节点即日生效。")
        return _next(request)
    for errors in form.errors.values():
        for words in errors:
            messages.error(request, str(words))
    return redirect("progress:implementation-review", row.pk)


def _plan(request: Request, pk: int) -> ImplementationPlan:
    row = visible_plan(request, pk)
    check_can(request.actor, _REVIEW, within=row.task.jurisdiction_path)
    return row


def _next(request: Request) -> HttpResponse:
    """The one that waits longest, or the queue when none does."""
    row = queries.plans_to_review(request.actor).order_by("submitted_at", "task__order", "pk").first()
    return redirect("progress:implementation-review", row.pk) if row else redirect("progress:implementation-reviews")


def _new_due(row: ImplementationPlan, today: date) -> date:
    within = practice_of(row.task.jurisdiction_id, on=today).return_within
    return work_calendar().add_working_days(today, within)


def _tabs(request: Request, tab: str) -> dict[str, Any]:
    counted = (
        ("reviews", "待审核", "progress:implementation-reviews", queries.plans_to_review),
        ("milestones", "待核定的节点", "progress:milestones-to-verify", milestones_to_verify),
    )
    tabs = [
        {"label": label, "url": reverse(name), "count": of(request.actor).count(), "is_current": key == tab}
        for key, label, name, of in counted
    ]
    return {"tabs": tabs}
