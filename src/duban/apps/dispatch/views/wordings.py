"""文稿模板: the words each kind begins with, and the office's own in their place."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from duban.apps.dispatch.actions import wordings as actions
from duban.apps.dispatch.forms.settings import WordingForm
from duban.apps.dispatch.placeholders import placeholders_of
from duban.apps.dispatch.queries.wordings import newest_wording, newest_wordings, versions_of
from duban.apps.dispatch.standing_wordings import STANDING
from duban.apps.organizations.changes import token
from duban.apps.organizations.models import Jurisdiction
from duban.apps.organizations.views.form_pages import done
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.dispatches import DISPATCH_KINDS, DispatchKind
from duban.rulebook.permissions import Permission


@require(Permission.SET_LETTERHEAD)
def list_wordings(request: Request) -> HttpResponse:
    rows = newest_wordings(request.actor.jurisdiction or 0)
    return render(request, "dispatch/wordings/list.html", {"rows": rows})


@require(Permission.SET_LETTERHEAD)
def set_wording(request: Request, kind: str) -> HttpResponse:
    if kind not in {one.value for one in DispatchKind}:
        raise Http404
    which, place = DispatchKind(kind), get_object_or_404(Jurisdiction, pk=request.actor.jurisdiction)
    now = newest_wording(which, place.pk)
    form = WordingForm(request.POST or None, initial={"title": now.title, "text": now.text, "seen": token(now)})
    if done(request, form, actions.set_wording, jurisdiction=place, kind=which, on=timezone.localdate()):
        messages.success(request, f"{DISPATCH_KINDS[which]}的文稿模板已修改，以后拟稿用新的。")
        return redirect("dispatch:wordings")
    context = {
        "form": form,
        "words": DISPATCH_KINDS[which],
        "placeholders": placeholders_of(which).items(),
        "versions": versions_of(which, place.pk),
        "standing": STANDING[which],
        "is_standing": now.pk is None,
    }
    return render(request, "dispatch/wordings/form.html", context)
