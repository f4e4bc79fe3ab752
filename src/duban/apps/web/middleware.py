"""A refusal becomes a page: 403 for who may not, 409 for what cannot be now, 400 for what was entered wrong."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from duban.apps.web.refusals import refuse
from duban.rulebook.refusals import Invalid, NotAllowed, RuleError


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, RuleError):
            return None
        status = 403 if isinstance(error, NotAllowed) else 400 if isinstance(error, Invalid) else 409
        return refuse(request, status, reason=str(error))
