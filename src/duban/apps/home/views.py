"""Each role's first page (工作台), and the search in the sidebar."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from duban.apps.calendars.queries import distance
from duban.apps.home.pages import page_of
from duban.apps.home.queries.search import LONGEST, search
from duban.apps.web.access import require
from duban.apps.web.pictures import share_of_year
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission


def home(request: Request) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    page = page_of(request.actor, on=today, at=now)
    days = page.agenda(today, lambda day: distance(day, on=today).words)
    context = {
        "page": page,
        "today": today,
        "days": days,
        "now_count": len(days[0].todos) if days and days[0].day is None else 0,
        "elapsed": f"{100 * share_of_year(today):.1f}%",
    }
    return render(request, "home/home.html", context)


@require(Permission.SEE_DIRECTORY)
def search_all(request: Request) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:LONGEST]
    kinds = search(words, actor=request.actor, on=timezone.localdate())
    return render(request, "home/search.html", {"search_words": words, "kinds": kinds})
