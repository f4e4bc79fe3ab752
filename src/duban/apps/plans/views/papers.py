"""生成公文稿: a plan as the draft of the document it goes out as; where its page leads to it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from duban.apps.dispatch.actions.drafting import draft_dispatch
from duban.apps.organizations.models import Unit
from duban.apps.organizations.views.form_pages import bare_form, confirm_page
from duban.apps.plans import regions
from duban.apps.plans.models import Plan
from duban.apps.plans.papers import paper_text
from duban.apps.plans.regions import Action
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.permissions import Permission, can


def register() -> None:
    """Called when the application is ready."""
    regions.register_actions("plan", actions_of)


def actions_of(plan: Plan, actor: Actor, on: date) -> list[Action]:
    if not can(actor, Permission.DRAFT_DISPATCH, within=plan.jurisdiction.path):
        return []
    return [Action("生成公文稿", reverse("plans:plan-paper", args=[plan.pk]), is_seldom=True)]


@require(Permission.DRAFT_DISPATCH)
def draft_paper(request: Request, pk: int) -> HttpResponse:
    rows = Plan.objects.visible_to(request.actor).select_related("jurisdiction")
    plan, form = get_object_or_404(rows, pk=pk), bare_form(request)
    permissions.check_can(request.actor, Permission.DRAFT_DISPATCH, within=plan.jurisdiction.path)
    if request.method == "POST" and form.is_valid():
        title, text, content = paper_text(plan)
        units = Unit.objects.visible_to(request.actor).filter(receipts__task__plan=plan).distinct()
        given = {"kind": DispatchKind.PLAN, "jurisdiction": plan.jurisdiction, "title": title, "text": text}
        given |= {"recipients": "", "units": list(units), "content": content, "once": True}
        if row := attempt(form, draft_dispatch, **given, at=timezone.now(), by=request.actor):
            messages.success(request, "已按方案生成公文稿，请核对主送和文字。")
            return redirect("dispatch:dispatch-edit", row.pk)
    return confirm_page(
        request,
        form,
        question="按这个方案生成公文稿吗？",
        consequences=["章节、任务、工作措施、领导和分工都写进正文，可以再改。", "方案本身不变，印发公文时才编文号。"],
        cancel_url=reverse("plans:plan", args=[pk]),
        submit="生成公文稿",
    )
