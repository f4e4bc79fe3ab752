"""The life of a set: put in force, with what is open said before; closed, taken back, reopened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from duban.apps.indicators.actions import set_states as actions
from duban.apps.indicators.forms.sets import CloseForm, ReasonForm, StartForm
from duban.apps.indicators.models import IndicatorSet
from duban.apps.indicators.queries.readiness import readiness
from duban.apps.indicators.queries.starting import groups_on
from duban.apps.indicators.views.sets import FORM, set_of, settings_of
from duban.apps.organizations.views.form_pages import confirm_page, done, form_page
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import SetState
from duban.rulebook.permissions import Permission


@require(Permission.EDIT_INDICATORS)
def start_set(request: Request, pk: int) -> HttpResponse:
    one, today = set_of(request, pk), timezone.localdate()
    if one.state == SetState.IN_FORCE and request.method == "POST":  # the same form sent a second time
        return redirect(settings_of(one))
    actions.check_can_start(one, request.actor)
    day = one.issued_on or today
    form = StartForm(request.POST or None, initial={"issued_on": day, "seen": one.version})
    if done(request, form, actions.start_set, indicator_set=one, on=today, at=timezone.now()):
        messages.success(request, f"已启用“{one}”。")
        return redirect(settings_of(one))
    context = {"set": one, "form": form, "day": day, "ready": readiness(one), "groups": groups_on(one, day)}
    return render(request, "indicators/sets/start.html", context)


@require(Permission.EDIT_INDICATORS)
def close_set(request: Request, pk: int) -> HttpResponse:
    one = set_of(request, pk)
    actions.check_can_close(one, request.actor)
    form = CloseForm(request.POST or None, initial={"seen": one.version})
    if done(request, form, actions.close_set, indicator_set=one):
        messages.success(request, f"“{one}”已结束。")
        return redirect(settings_of(one))
    told = ["不再要求填报，目标值、实际值和计算办法不能再改；已有的都可以查看。", "需要时可以重新启用。"]
    return confirm_page(
        request, form, question=f"结束“{one}”", consequences=told, cancel_url=settings_of(one), submit="结束"
    )


@require(Permission.EDIT_INDICATORS)
def take_back_set(request: Request, pk: int) -> HttpResponse:
    return _with_reason(request, pk, actions.check_can_take_back, actions.take_back_set, "退回拟定")


@require(Permission.EDIT_INDICATORS)
def reopen_set(request: Request, pk: int) -> HttpResponse:
    return _with_reason(request, pk, actions.check_can_reopen, actions.reopen_set, "重新启用")


def _with_reason(
    request: Request,
    pk: int,
    check: Callable[[IndicatorSet, Actor], None],
    action: Callable[..., Any],
    verb: str,
) -> HttpResponse:
    one = set_of(request, pk)
    check(one, request.actor)
    form = ReasonForm(request.POST or None, initial={"seen": one.version})
    if done(request, form, action, indicator_set=one):
        messages.success(request, f"已{verb}。")
        return redirect(settings_of(one))
    return form_page(
        request,
        form,
        heading=f"{verb}指标体系",
        about=one,
        submit=verb,
        cancel_url=settings_of(one),
        template=FORM,
        set=one,
    )
