"""Sets `request.actor`: the capacity in which whoever is signed in acts."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from duban.apps.accounts.models import Account
from duban.apps.accounts.queries import actor_of, capacities

CHOSEN = "capacity"  # key of the chosen grant in the session


class CapacityMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Account):
            grants = capacities(request.user, on=timezone.localdate())
            chosen = [grant for grant in grants if grant.pk == request.session.get(CHOSEN)] or grants
            if chosen:
                request.actor = actor_of(request.user, chosen[0], address=request.META.get("REMOTE_ADDR", ""))  # type: ignore[attr-defined]
        return self.get_response(request)
