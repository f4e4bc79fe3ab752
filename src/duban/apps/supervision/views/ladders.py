"""督办阶梯: when what is proposed, version by version, and the table for the next; what it would propose today."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from duban.apps.organizations.models import Jurisdiction
from duban.apps.supervision.actions import ladders as actions
from duban.apps.supervision.facts.gathering import steps_of
from duban.apps.supervision.forms.ladders import LadderForm
from duban.apps.supervision.queries.ladders import InForce, newest_ladder, read, versions_of
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.cases import LEVELS, Level
from duban.rulebook.ladder_rules import ALWAYS_APPROVED, from_json
from duban.rulebook.permissions import Permission


@require(Permission.SET_LADDER)
def show_ladder(request: Request) -> HttpResponse:
    """Saved, or tried out (`preview`): how much these rules would propose today."""
    place, today = get_object_or_404(Jurisdiction, pk=request.actor.jurisdiction), timezone.localdate()
    now = newest_ladder(place.pk)
    values = {"since": today, "waits": now.waits, "approved_levels": [one.value for one in now.approved]}
    form = LadderForm(request.POST or None, rules=now.rules, initial={**values, "seen": actions.seen_of(now)})
    tried = now
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if "preview" not in request.POST:
            if attempt(form, actions.set_ladder, jurisdiction=place, on=today, by=request.actor, **given):
                messages.success(request, "督办阶梯已修改，从下一次提出起按新的规则。")
                return redirect("supervision:ladder")
        else:
            levels = frozenset(Level(one) for one in given["approved_levels"]) | ALWAYS_APPROVED
            tried = InForce(from_json(given["rules"]), given["waits"], levels)
    steps = steps_of(place.pk, tried, today)
    versions = [(row, actions.in_words(read(row))) for row in versions_of(place.pk)]
    context = {"form": form, "place": place, "versions": versions, "is_tried": tried is not now, "number": len(steps)}
    context |= {"steps": steps[:20], "is_usual": now.row is None, "levels": list(LEVELS.values())}
    return render(request, "supervision/ladders/ladder.html", context)
