"""节点: the unit says that one is done; the office verifies it, or sets it back with a reason."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.organizations.changes import token
from duban.apps.organizations.views.form_pages import done, form_page
from duban.apps.progress.actions import milestones as actions
from duban.apps.progress.forms.implementation import FinishForm, SetBackForm
from duban.apps.progress.models import ImplementationPlan, Milestone
from duban.apps.progress.queries.implementation import FILED
from duban.apps.progress.queries.milestones import milestones_to_verify
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.table import selected
from duban.rulebook.permissions import Permission, check_can

MOST_NAMED = 10
_SEVERAL = "progress/implementation/verify_several.html"
_WRITE, _REVIEW = Permission.WRITE_IMPLEMENTATION_PLAN, Permission.REVIEW_IMPLEMENTATION_PLAN


class VerifyForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)


@require(_WRITE)
def finish_milestone(request: Request, pk: int) -> HttpResponse:
    row, today = _milestone(request, pk), timezone.localdate()
    actions.check_can_finish(row, request.actor)
    form = FinishForm(request.POST or None, initial={"done_on": today, "seen": token(row)})
    if done(request, form, actions.finish_milestone, milestone=row, on=today):
        messages.success(request, "已标记完成，等督查室核定。")
        return redirect(_page_of(row))
    return form_page(request, form, heading="标记节点完成", submit="完成", cancel_url=_page_of(row), about=row.content)


@require(_REVIEW)
@require_POST
def verify_milestone(request: Request, pk: int) -> HttpResponse:
    row, form = _milestone(request, pk), VerifyForm(request.POST)
    _check_filed(request, row)
    if done(request, form, actions.verify_milestone, milestone=row, on=timezone.localdate()):
        messages.success(request, "已核定完成。")
    for words in [words for errors in form.errors.values() for words in errors]:
        messages.error(request, str(words))
    return redirect(_page_of(row))


@require(_REVIEW)
@require_POST
def verify_several(request: Request) -> HttpResponse:
    """What was ticked: the first post names it as it is, the second acts; what changed since is told, not verified."""
    if "confirmed" in request.POST:
        return _verify(request)
    related = ("implementation_plan__task", "implementation_plan__unit")
    rows = list(selected(request, milestones_to_verify(request.actor)).select_related(*related).order_by("due", "pk"))
    shown = [(row, f"{row.pk}:{token(row)}") for row in rows]
    named, more = rows[:MOST_NAMED], max(len(rows) - MOST_NAMED, 0)
    return render(request, _SEVERAL, {"shown": shown, "named": named, "more": more})


def _verify(request: Request) -> HttpResponse:
    pairs = [one.partition(":") for one in request.POST.getlist("shown")]
    shown = {int(key): seen for key, _, seen in pairs if key.isascii() and key.isdecimal() and len(key) < 19}
    keys = _visible(request).filter(pk__in=shown).values_list("pk", flat=True)
    wanted = {key: shown[key] for key in keys}
    found = actions.verify_milestones(milestones=wanted, on=timezone.localdate(), by=request.actor)
    if found.done:
        messages.success(request, f"已核定 {len(found.done)} 个节点完成。")
    for row, reason in found.skipped:
        messages.info(request, f"{row.implementation_plan.unit}的节点没有核定：{reason}。")
    return redirect("progress:milestones-to-verify")


@require(_REVIEW)
def set_back_milestone(request: Request, pk: int) -> HttpResponse:
    row = _milestone(request, pk)
    _check_filed(request, row)
    form = SetBackForm(request.POST or None, initial={"seen": token(row)})
    if done(request, form, actions.set_back_milestone, milestone=row):
        messages.success(request, "已退回，单位会看到原因。")
        return redirect(_page_of(row))
    return form_page(request, form, heading="退回完成标记", submit="退回", cancel_url=_page_of(row), about=row.content)


def _visible(request: Request) -> QuerySet[Milestone]:
    return Milestone.objects.filter(implementation_plan__in=ImplementationPlan.objects.visible_to(request.actor))


def _milestone(request: Request, pk: int) -> Milestone:
    related = ("implementation_plan__task", "implementation_plan__unit")
    return get_object_or_404(_visible(request).select_related(*related), pk=pk)


def _check_filed(request: Request, row: Milestone) -> None:
    """Before it is filed the office does not read a word of it."""
    plan = row.implementation_plan
    check_can(request.actor, _REVIEW, within=plan.task.jurisdiction_path)
    get_object_or_404(ImplementationPlan, pk=plan.pk, state__in=FILED)


def _page_of(row: Milestone) -> str:
    return reverse("progress:implementation", args=[row.implementation_plan_id])
