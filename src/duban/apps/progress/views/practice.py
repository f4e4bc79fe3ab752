"""督办规则: how the office runs its plans, version by version, and the form for the next."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from duban.apps.organizations.changes import token
from duban.apps.organizations.models import Jurisdiction
from duban.apps.organizations.views.form_pages import done
from duban.apps.progress.actions import practice as actions
from duban.apps.progress.forms.practice import PracticeForm
from duban.apps.progress.queries.practice import newest_practice, versions_of
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission


@require(Permission.SET_PRACTICE)
def show_practice(request: Request) -> HttpResponse:
    place, today = get_object_or_404(Jurisdiction, pk=request.actor.jurisdiction), timezone.localdate()
    now = newest_practice(place.pk)
    values = {name: getattr(now, name) for name in actions.VALUES}
    form = PracticeForm(request.POST or None, initial={**values, "since": today, "seen": token(now)})
    if done(request, form, actions.set_practice, jurisdiction=place, on=today):
        messages.success(request, "督办规则已修改，在办任务已按新规则重新判断。")
        return redirect("progress:practice")
    versions = [(version, actions.in_words(version)) for version in versions_of(place.pk)]
    context = {"form": form, "place": place, "versions": versions, "usual": actions.in_words(now)}
    return render(request, "progress/practice/practice.html", context)
