"""The leaders of a place on a day, and what each is in charge of (分管工作)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.queries import posts as queries
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can


def day_asked(request: Request, today: date) -> tuple[date, str]:
    """The day in the address (`?on=2023-05-01`), today without one; and what is wrong with it, in words."""
    asked = request.GET.get("on", "")
    if not asked:
        return today, ""
    field = DayField(label="日期")
    try:
        return field.clean(asked) or today, ""
    except ValidationError:
        return today, f"“{asked[:20]}”不是日期，显示的是今天的情况。"


@require(Permission.SEE_DIRECTORY)
def show_leaders(request: Request) -> HttpResponse:
    on, problem = day_asked(request, timezone.localdate())
    offered = list(queries.places_with_leaders(request.actor))
    asked = request.GET.get("place") or str(request.actor.jurisdiction)
    place = next((one for one in offered if str(one.pk) == asked), offered[0] if offered else None)
    context = {
        "place": place,
        "places": offered,
        "posts": queries.leaders_of(request.actor, place, on=on) if place else [],
        "on": on,
        "problem": problem,
        "import_url": _import_url(request.actor),
    }
    return render(request, "organizations/posts/leaders.html", context)


def _import_url(actor: Actor) -> str:
    return reverse("organizations:directory-import-start") if can(actor, Permission.IMPORT_DIRECTORY) else ""
