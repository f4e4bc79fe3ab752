"""督查结论: written, read, delivered as a document, received by its object."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations.models import Unit
from duban.apps.organizations.views.form_pages import confirm_page, done, form_page
from duban.apps.supervision.actions import conclusions as actions
from duban.apps.supervision.forms.conclusions import ChangeConclusionForm, ConclusionForm
from duban.apps.supervision.forms.inspections import SeenForm
from duban.apps.supervision.models import Inspection
from duban.apps.supervision.queries.inspections import records_for
from duban.apps.supervision.views.conclusion_page import context_of
from duban.apps.supervision.views.inspection_rows import conclusion_of, inspection_of
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.apps.web.templatetags.duban import day
from duban.rulebook.inspections import Method
from duban.rulebook.permissions import Permission


@require(Permission.CONCLUDE_INSPECTION)
def draft_conclusion(request: Request, pk: int, unit: int) -> HttpResponse:
    """The records of this object are offered as the facts to begin with; restricted ones are not."""
    row = inspection_of(request, pk)
    actions.check_may_conclude(row, request.actor)
    subject = get_object_or_404(Unit, pk=unit, inspected__inspection=row)
    form = ConclusionForm(request.POST or None, initial={"facts": _facts(row, subject, request)})
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "unit": subject, "at": timezone.now(), "by": request.actor}
        if made := attempt(form, actions.draft_conclusion, inspection=row, **given):
            messages.success(request, "督查结论已保存，核对以后印发送达。")
            return redirect("supervision:conclusion", made.pk)
    back = reverse("supervision:inspection", args=[pk])
    heading = f"{subject}的督查结论"
    return form_page(request, form, heading=heading, submit="保存结论", cancel_url=back, about=row)


@require(Permission.SEE_CASES)
def show_conclusion(request: Request, pk: int) -> HttpResponse:
    row = conclusion_of(request, pk)
    context = context_of(row, request.actor, at=timezone.now())
    return render(request, "supervision/conclusions/conclusion.html", context)


@require(Permission.CONCLUDE_INSPECTION)
def change_conclusion(request: Request, pk: int) -> HttpResponse:
    row = conclusion_of(request, pk)
    actions.check_can_change(row, request.actor)
    shown: dict[str, Any] = {"facts": row.facts, "problems": row.problems, "opinion": row.opinion, "seen": row.version}
    form = ChangeConclusionForm(request.POST or None, initial=shown)
    if done(request, form, actions.change_conclusion, conclusion=row, at=timezone.now()):
        messages.success(request, "督查结论已修改。")
        return redirect("supervision:conclusion", pk)
    back = reverse("supervision:conclusion", args=[pk])
    return form_page(request, form, heading="修改督查结论", submit="保存结论", cancel_url=back, about=row)


@require(Permission.CONCLUDE_INSPECTION)
def write_conclusion(request: Request, pk: int) -> HttpResponse:
    row = conclusion_of(request, pk)
    if request.method == "GET":
        actions.check_can_write(row, request.actor)
    form = SeenForm(request.POST or None, initial={"seen": row.version})
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "at": timezone.now(), "by": request.actor}
        if paper := attempt(form, actions.write_conclusion, conclusion=row, **given):
            return redirect("dispatch:dispatch", paper.pk)
    return confirm_page(
        request,
        form,
        question=f"拟制给{row.unit}的督查结论公文吗？",
        consequences=["公文印发即为送达，结论不能再改。", "督查对象签收的次日起30日内，可以申请复核。"],
        cancel_url=reverse("supervision:conclusion", args=[pk]),
        submit="拟制公文",
    )


@require(Permission.RECEIVE_CONCLUSION)
def receive_conclusion(request: Request, pk: int) -> HttpResponse:
    row = conclusion_of(request, pk)
    actions.check_can_receive(row, request.actor)
    if request.method == "POST":
        actions.receive_conclusion(conclusion=row, at=timezone.now(), by=request.actor)
        messages.success(request, "督查结论已签收。")
    return redirect("supervision:conclusion", pk)


def _facts(row: Inspection, subject: Unit, request: Request) -> str:
    found = [one for one in records_for(row, request.actor) if one.unit_id in (None, subject.pk)]
    open_ones = [one for one in found if not one.is_restricted and one.method != Method.UNANNOUNCED and one.text]
    return "\n".join(f"{day(one.on)}，{one.get_method_display()}：{one.text}" for one in open_ones)
