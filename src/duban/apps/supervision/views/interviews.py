"""约谈: the list, the page of one; proposed by hand, arranged, put off, cancelled."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from duban.apps.calendars.queries import work_calendar
from duban.apps.organizations.views.form_pages import done
from duban.apps.supervision.actions import interviews as actions
from duban.apps.supervision.forms.interviews import ProposeForm, ScheduleForm
from duban.apps.supervision.forms.rectifications import CancelForm
from duban.apps.supervision.models import Interview
from duban.apps.supervision.queries import interviews as queries
from duban.apps.supervision.views.interview_page import context_of
from duban.apps.supervision.views.interview_tables import InterviewTable, dressed
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.cases import InterviewState
from duban.rulebook.permissions import Permission, can

_AHEAD = 3  # working days until the one that is proposed


@require(Permission.SEE_CASES)
def list_interviews(request: Request) -> HttpResponse:
    rows = dressed(queries.listed(request.actor), timezone.now())
    may = can(request.actor, Permission.SCHEDULE_INTERVIEW)
    return InterviewTable(request, rows).respond("supervision/interviews/list.html", {"may_propose": may})


@require(Permission.SEE_CASES)
def show_interview(request: Request, pk: int) -> HttpResponse:
    return show(request, seen_row(request, pk))


@require(Permission.SCHEDULE_INTERVIEW)
def propose_interview(request: Request) -> HttpResponse:
    form = ProposeForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "at": timezone.now(), "by": request.actor}
        if row := attempt(form, actions.propose_interview, **given):
            messages.success(request, f"已提出约谈{row.unit}，请安排时间和参加人员。")
            return redirect("supervision:interview-schedule", row.pk)
    return render(request, "supervision/interviews/propose.html", {"form": form})


@require(Permission.SCHEDULE_INTERVIEW)
def schedule_interview(request: Request, pk: int) -> HttpResponse:
    """Arranged for the first time, or put off."""
    row = seen_row(request, pk)
    actions.check_can_schedule(row, request.actor)
    form = _schedule_form(request, row)
    if request.method == "POST" and form.is_valid():
        given = {**form.given, "at": timezone.now(), "by": request.actor}
        if attempt(form, actions.schedule_interview, interview=row, **given):
            messages.success(request, "约谈已安排，单位可以看到。请拟写约谈通知。")
            return redirect("supervision:interview", pk)
        form.offer_despite_clash()
    return render(request, "supervision/interviews/schedule.html", {"row": row, "form": form})


@require(Permission.SCHEDULE_INTERVIEW)
def cancel_interview(request: Request, pk: int) -> HttpResponse:
    row = seen_row(request, pk)
    actions.check_can_cancel(row, request.actor)
    form = CancelForm(request.POST or None, initial={"seen": row.version})
    if done(request, form, actions.cancel_interview, interview=row, at=timezone.now()):
        messages.success(request, "已取消约谈。")
        return redirect("supervision:interview", pk)
    return render(request, "supervision/interviews/cancel.html", {"row": row, "form": form})


def seen_row(request: Request, pk: int) -> Interview:
    return get_object_or_404(queries.whole(queries.listed(request.actor)), pk=pk)


def show(request: Request, row: Interview, **forms: Any) -> HttpResponse:
    context = context_of(row, request.actor, at=timezone.now()) | forms
    return render(request, "supervision/interviews/interview.html", context)


def _schedule_form(request: Request, row: Interview) -> ScheduleForm:
    """With the people of the day it is to be held on."""
    day = timezone.localtime(row.planned_at).date() if row.planned_at else _soon()
    asked = queries.posts_to_ask(row.unit, on=day)
    is_new = row.state == InterviewState.PROPOSED
    initial = _proposed(row, [post.pk for post, _ in asked[:1]]) if is_new else _arranged(row)
    return ScheduleForm(request.POST or None, actor=request.actor, posts=asked, initial=initial)


def _proposed(row: Interview, posts: list[int]) -> dict[str, Any]:
    begin, _ = work_calendar().hours[0]
    at = timezone.make_aware(datetime.combine(_soon(), begin)) + timedelta(hours=1)
    chair = queries.proposed_chair(row.unit, row.case)
    return {"planned_at": at, "chair_post": chair, "posts": posts, "seen": row.version}


def _arranged(row: Interview) -> dict[str, Any]:
    people = list(row.participants.all())
    return {
        "planned_at": row.planned_at,
        "place": row.place,
        "chair_post": row.chair_post,
        "chair": "" if row.chair_post else row.chair,
        "posts": [one.post_id for one in people if one.post_id],
        "others": "\n".join(one.name for one in people if one.is_interviewed and not one.post_id),
        "hosts": "\n".join(one.name for one in people if not one.is_interviewed),
        "seen": row.version,
    }


def _soon() -> date:
    return work_calendar().add_working_days(timezone.localdate(), _AHEAD)
