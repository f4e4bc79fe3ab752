"""Each role's first page (工作台), and the search in the sidebar."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from duban.apps.home.pages import page_of
from duban.apps.home.queries.search import LONGEST, search
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission


def home(request: Request) -> HttpResponse:
    now = timezone.now()
    page = page_of(request.actor, on=timezone.localdate(now), at=now)
    return render(request, "home/home.html", {"page": page, "today": timezone.localdate(now)})


@require(Permission.SEE_DIRECTORY)
def search_all(request: Request) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:LONGEST]
    kinds = search(words, actor=request.actor, on=timezone.localdate())
    return render(request, "home/search.html", {"search_words": words, "kinds": kinds})
