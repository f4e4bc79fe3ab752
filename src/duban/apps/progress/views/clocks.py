"""计时: the office stops a clock, lets it go on, extends it; whatever the clock runs for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.progress.actions import clocks as actions
from duban.apps.progress.clock_holders import Held, held_by
from duban.apps.progress.forms.clocks import ExtendForm, StopForm
from duban.apps.progress.forms.instructions import SeenForm
from duban.apps.progress.models import Clock
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.apps.web.templatetags.duban import moment
from duban.rulebook.permissions import Permission


@require(Permission.STOP_CLOCK)
def stop_clock(request: Request, pk: int) -> HttpResponse:
    clock, held = _held(request, pk)
    form = StopForm(request.POST or None, initial={"seen": clock.version})
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "clock": clock, "at": timezone.now(), "by": request.actor}
        if attempt(form, actions.stop_clock, **given):
            messages.success(request, "已暂停计时，恢复以前不计时间。")
            return redirect(held.url)
    return _asked(request, clock, held, form, "暂停计时")


@require(Permission.STOP_CLOCK)
@require_POST
def resume_clock(request: Request, pk: int) -> HttpResponse:
    clock, held = _held(request, pk)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else None
    row = actions.resume_clock(clock=clock, at=timezone.now(), seen=seen, by=request.actor)
    messages.success(request, f"已恢复计时，期限为{moment(row.due_at)}。")
    return redirect(held.url)


@require(Permission.STOP_CLOCK)
def extend_clock(request: Request, pk: int) -> HttpResponse:
    clock, held = _held(request, pk)
    form = ExtendForm(request.POST or None, initial={"seen": clock.version})
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "due": form.due_at, "clock": clock, "at": timezone.now(), "by": request.actor}
        if attempt(form, actions.extend_clock, **given):
            messages.success(request, f"期限已延长至{moment(form.due_at)}。")
            return redirect(held.url)
    return _asked(request, clock, held, form, "延长期限")


def _held(request: Request, pk: int) -> tuple[Clock, Held]:
    """The clock of a thing one sees, by whoever may stop it."""
    clock = get_object_or_404(Clock, pk=pk)
    held = held_by(clock, request.actor)
    if held is None:
        raise Http404
    actions.check_may_stop(held, request.actor)
    return clock, held


def _asked(request: Request, clock: Clock, held: Held, form: Any, title: str) -> HttpResponse:
    return render(request, "progress/clocks/form.html", {"clock": clock, "held": held, "form": form, "title": title})
