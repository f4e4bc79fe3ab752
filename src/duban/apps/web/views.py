"""The pages of failure, and the page that shows every component."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.apps.web import showcase
from duban.apps.web.refusals import EXPIRED, refuse
from duban.apps.web.requests import Request
from duban.apps.web.sample_table import record_kinds

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refuse(request, 413 if isinstance(exception, TOO_LARGE) else 400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refuse(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refuse(request, 404)


def defect(request: HttpRequest) -> HttpResponse:
    return refuse(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return refuse(request, 403, refusal=EXPIRED)


def components(request: Request) -> HttpResponse:
    return record_kinds(request).respond("web/components.html", showcase.context(request.POST or None))


def confirm_sample(request: Request) -> HttpResponse:
    return render(request, "components/confirm.html", showcase.confirmation())
