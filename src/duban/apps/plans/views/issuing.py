"""Issuing a plan: number, dates, and what a person should know before."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from duban.apps.organizations.views.form_pages import done
from duban.apps.plans.actions import issuing as actions
from duban.apps.plans.forms.issuing import IssueForm
from duban.apps.plans.models import Plan
from duban.apps.plans.nearness import proposed_acknowledge_by
from duban.apps.plans.queries.issuing import outlook
from duban.apps.plans.views.plans import page_of
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission, check_can
from duban.rulebook.tasks import PlanState


@require(Permission.ISSUE_PLAN)
def issue_plan(request: Request, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.actor).select_related("jurisdiction"), pk=pk)
    check_can(request.actor, Permission.ISSUE_PLAN, within=plan.jurisdiction.path)
    if plan.state == PlanState.ISSUED and request.method == "POST":  # the same form sent a second time
        return redirect(page_of(plan))
    actions.check_can_issue(plan, request.actor)
    today = timezone.localdate()
    form = IssueForm(request.POST or None, initial=_proposed(plan))
    if done(request, form, actions.issue_plan, plan=plan, at=timezone.now()):
        messages.success(request, f"已印发“{plan}”，各单位可以签收了。")
        return redirect(page_of(plan))
    form.show_day()
    context = {"plan": plan, "form": form, "day": form.day, "outlook": outlook(plan, on=form.day, today=today)}
    return render(request, "plans/issuing/issue.html", context)


def _proposed(plan: Plan) -> dict[str, object]:
    today = timezone.localdate()
    day = plan.issued_on or today
    return {
        "number": plan.number,
        "issued_on": day,
        "acknowledge_by": proposed_acknowledge_by(today),
        "shown_on": day,
        "seen": plan.version,
    }
