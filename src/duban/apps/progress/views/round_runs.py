"""What the office does with rounds: open, close, open again, and change the days of a plan in force."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations.labels.people import in_words
from duban.apps.organizations.views.form_pages import bare_form, confirm_page, done, form_page
from duban.apps.plans import regions
from duban.apps.plans.models import Plan, ReportingRound
from duban.apps.plans.regions import Action
from duban.apps.progress.actions import rounds as actions
from duban.apps.progress.forms.rounds import DaysForm, ReopenForm
from duban.apps.progress.models import Report
from duban.apps.progress.queries.punctuality import counts_of, total
from duban.apps.progress.queries.rounds import leading, rounds_seen
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can, why_not

RUN = Permission.RUN_ROUND


@require(RUN)
def open_round(request: Request, pk: int) -> HttpResponse:
    round, form = _round(request, pk), bare_form(request)
    actions.check_can_open(round, request.actor)
    if done(request, form, actions.open_round, round=round, at=timezone.now()):
        messages.success(request, f"{round}开始填报。")
        return redirect("progress:round", pk)
    led = leading(round.plan)
    asked = f"请{len(led)}个单位报送{sum(led.values())}项进展情况，{in_words(round.due)}截止。"
    more = ["各单位在“待填报”里看到自己的进展情况。", "开始以后，这一轮的日期不能再改。"]
    return _confirm(request, form, round, question=f"{round}现在开始填报？", said=[asked, *more], submit="开始填报")


@require(RUN)
def close_round(request: Request, pk: int) -> HttpResponse:
    round, form, on = _round(request, pk), bare_form(request), timezone.localdate()
    actions.check_can_close(round, request.actor, on=on, reports=_held(round))
    if done(request, form, actions.close_round, round=round, at=timezone.now()):
        messages.success(request, f"{round}已关闭。")
        return redirect("progress:round", pk)
    counts = total(counts_of(round.reports.all(), on=on).values())
    found = f"应报{counts.owed}项，已报{counts.filed}项；没有报的{counts.lacking}项记为漏报，不能再报。"
    more = ["这一轮的进展情况不能再填写、报送和审核。", "确需更改的，可以重新打开，须写明原因。"]
    return _confirm(request, form, round, question=f"关闭{round}？", said=[found, *more], submit="关闭")


@require(RUN)
def reopen_round(request: Request, pk: int) -> HttpResponse:
    round = _round(request, pk)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    actions.check_can_reopen(round, request.actor)
    if done(request, form, actions.reopen_round, round=round, at=timezone.now()):
        messages.success(request, f"{round}已重新打开。")
        return redirect("progress:round", pk)
    heading, back = f"重新打开{round}", reverse("progress:round", args=[pk])
    return form_page(request, form, heading=heading, submit="重新打开", cancel_url=back, about=round.plan)


@require(RUN)
def change_days(request: Request, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.actor).select_related("jurisdiction"), pk=pk)
    actions.check_can_change_days(plan, request.actor)
    form = DaysForm(request.POST if request.method == "POST" else None, plan=plan, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        days, seen = form.cleaned_data["reporting_dates"], form.cleaned_data["seen"]
        attempt(
            form, actions.change_reporting_days, plan=plan, days=days, seen=seen, at=timezone.now(), by=request.actor
        )
        if not form.errors:
            messages.success(request, "报送日期已调整。")
            return redirect(f"{reverse('progress:rounds')}?plan={pk}")
    back = reverse("plans:plan", args=[pk])
    return form_page(request, form, heading="调整报送日期", submit="保存", cancel_url=back, about=plan)


def buttons_of(round: ReportingRound, actor: Actor, *, on: date) -> list[Action]:
    """What is done with the round on its page; other applications add theirs."""
    return [*_runs_of(round, actor, on=on), *regions.actions_of("round", round, actor, on)]


def _runs_of(round: ReportingRound, actor: Actor, *, on: date) -> list[Action]:
    """What the office may do with the round now, or why not; nothing for others."""
    if not can(actor, RUN, within=round.plan.jurisdiction.path):
        return []
    if round.closed_at is not None:
        return [Action("重新打开", reverse("progress:round-reopen", args=[round.pk]))]
    if round.opened_at is None:
        why = why_not(actions.check_can_open, round, actor)
        return [Action("开始填报", reverse("progress:round-open", args=[round.pk]), why_not=why)]
    why = why_not(actions.check_can_close, round, actor, on=on, reports=_held(round))
    return [Action(f"关闭{round}", reverse("progress:round-close", args=[round.pk]), why_not=why)]


def _round(request: Request, pk: int) -> ReportingRound:
    found: ReportingRound = get_object_or_404(rounds_seen(request.actor), pk=pk)
    return found


def _held(round: ReportingRound) -> list[Report]:
    return list(round.reports.only("round", "state", "due"))


def _confirm(
    request: Request, form: Form, round: ReportingRound, *, question: str, said: list[str], submit: str
) -> HttpResponse:
    back = reverse("progress:round", args=[round.pk])
    return confirm_page(request, form, question=question, consequences=said, cancel_url=back, submit=submit)
