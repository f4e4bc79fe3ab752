"""Several cases at once: opened, sent out, decided against, ended; the first post names them, the second acts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.plans.models import Task
from duban.apps.supervision.actions import cases as deciding
from duban.apps.supervision.actions.cases_answering import check_can_end, end_cases
from duban.apps.supervision.actions.cases_serving import check_can_serve, serve_cases
from duban.apps.supervision.case_record import RELATED
from duban.apps.supervision.forms.cases import BulkReasonForm, OpenSeveralForm
from duban.apps.supervision.models import Case
from duban.apps.supervision.queries.case_openings import openings_of
from duban.apps.supervision.queries.cases import cases_for
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.apps.web.table import selected
from duban.rulebook.cases import DOCUMENTS, Level, Trigger
from duban.rulebook.ladder_rules import standing_demand
from duban.rulebook.permissions import Permission, why_not

MOST_NAMED = 20


@require(Permission.SERVE_CASE)
@require_POST
def open_several(request: Request) -> HttpResponse:
    """For the tasks ticked in the ledger, each unit that leads one a case of its own; a person then sends them."""
    tasks = selected(request, Task.objects.visible_to(request.actor))
    openings, left = openings_of(tasks, request.actor, on=timezone.localdate())
    asked = {"demand": standing_demand(Trigger.BEHIND)}
    form = OpenSeveralForm(request.POST if "confirmed" in request.POST else None, initial=asked)
    if openings and form.is_valid():
        given = {**form.cleaned_data, "openings": openings, "at": timezone.now(), "by": request.actor}
        if rows := attempt(form, deciding.open_cases, **given):
            messages.success(request, f"已提出 {len(rows)} 件，请决定是否发出。")
            return redirect(f"{reverse('supervision:cases')}?state=proposed")
    context = {"form": form, "openings": openings, "named": openings[:MOST_NAMED], "left": left[:MOST_NAMED]}
    context |= {"tasks": {one.task.pk for one in openings}, "more": max(0, len(openings) - MOST_NAMED)}
    return render(request, "supervision/cases/open_several.html", context | {"left_count": len(left)})


@require(Permission.SERVE_CASE)
@require_POST
def serve_several(request: Request) -> HttpResponse:
    """What can be sent now; what has to wait for a leader is named and left out."""
    now, chosen = timezone.now(), _chosen(request)
    reasons = [(row, why_not(check_can_serve, row, request.actor, at=now)) for row in chosen]
    rows = [row for row, reason in reasons if not reason]
    if "confirmed" in request.POST and rows:
        served = serve_cases(cases=rows, at=now, by=request.actor)
        written = sum(1 for row in served if row.dispatch_id)
        messages.success(
            request, f"已发出 {len(served) - written} 件{f'，拟写公文 {written} 件，印发后送达' if written else ''}。"
        )
        return redirect("supervision:cases")
    documents = sum(1 for row in rows if DOCUMENTS[Level(row.level)])
    left = [(row, reason) for row, reason in reasons if reason]
    return _ask(request, "serve", rows, left=left, documents=documents)


@require(Permission.SERVE_CASE)
@require_POST
def dismiss_several(request: Request) -> HttpResponse:
    reasons = [(row, why_not(deciding.check_can_dismiss, row, request.actor)) for row in _chosen(request)]
    rows = [row for row, reason in reasons if not reason]
    form = BulkReasonForm(request.POST if "confirmed" in request.POST else None)
    if rows and form.is_valid():
        given = {"cases": rows, "reason": form.cleaned_data["reason"], "at": timezone.now(), "by": request.actor}
        if attempt(form, deciding.dismiss_cases, **given):
            messages.success(request, f"已决定 {len(rows)} 件不予督办。")
            return redirect("supervision:cases")
    return _ask(request, "dismiss", rows, form=form, left=[(row, reason) for row, reason in reasons if reason])


@require(Permission.VERIFY_CASE)
@require_POST
def end_several(request: Request) -> HttpResponse:
    """Those whose ground is gone: the report came, the task was closed."""
    reasons = [(row, why_not(check_can_end, row, request.actor)) for row in _chosen(request)]
    rows = [row for row, reason in reasons if not reason]
    form = BulkReasonForm(request.POST if "confirmed" in request.POST else None)
    if rows and form.is_valid():
        given = {"cases": rows, "ending": form.cleaned_data["reason"], "at": timezone.now(), "by": request.actor}
        if attempt(form, end_cases, **given):
            messages.success(request, f"已办结 {len(rows)} 件。")
            return redirect("supervision:cases")
    return _ask(request, "end", rows, form=form, left=[(row, reason) for row, reason in reasons if reason])


_WORDS = {"serve": "发出", "dismiss": "不予督办", "end": "办结"}


def _ask(
    request: Request, verb: str, rows: Sequence[Case], *, left: Sequence[tuple[Case, str]], **more: Any
) -> HttpResponse:
    context = {
        "label": _WORDS[verb],
        "rows": rows,
        "named": rows[:MOST_NAMED],
        "more": max(0, len(rows) - MOST_NAMED),
        "left": left[:MOST_NAMED],
        "left_count": len(left),
        "cancel_url": reverse("supervision:cases"),
    }
    return render(request, "supervision/cases/several.html", context | more)


def _chosen(request: Request) -> list[Case]:
    rows = selected(request, cases_for(request.actor)).select_related(*RELATED)
    return list(rows.defer("task__search", "task__grams", "task__measures").order_by("unit__order", "pk"))
