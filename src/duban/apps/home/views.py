"""Each role's first page (工作台)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from duban.apps.web.requests import Request


def home(request: Request) -> HttpResponse:
    return render(request, "home/home.html")
