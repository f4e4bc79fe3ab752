"""The record: all events, one event, and whether it is what was written."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from duban.apps.audit import actions
from duban.apps.audit.chain import event_hash
from duban.apps.audit.forms import VerifyForm
from duban.apps.audit.models import Event
from duban.apps.audit.reading import Telling
from duban.apps.audit.table import RecordTable
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission


@require(Permission.SEE_RECORD)
@require_GET
def events(request: Request) -> HttpResponse:
    return RecordTable(request, Event.objects.visible_to(request.actor)).respond("audit/events/list.html")


@require(Permission.SEE_RECORD)
@require_GET
def event(request: Request, sequence: int) -> HttpResponse:
    found = get_object_or_404(Event.objects.visible_to(request.actor), pk=sequence)
    context = {"told": Telling(found, request.actor), "is_sound": event_hash(found) == found.hash}
    return render(request, "audit/events/event.html", context)


@require(Permission.VERIFY_RECORD)
def verify_record(request: Request) -> HttpResponse:
    form = VerifyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verified = attempt(form, actions.verify_record, by=request.actor, **form.cleaned_data)
        if verified:
            say = messages.success if verified.after["问题"] == actions.NOTHING_WRONG else messages.warning
            say(request, f"核验完成：{verified.note}")
            return redirect("audit:event", verified.pk)
    return render(request, "audit/verify.html", {"form": form})
