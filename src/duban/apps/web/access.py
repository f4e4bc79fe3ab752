"""Who may use an address at all: a role without the permission finds nothing there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from duban.rulebook.permissions import Permission, can

View = Callable[..., HttpResponseBase]


def require(permission: Permission) -> Callable[[View], View]:
    """Answer 404 to whoever's role never has `permission`; what it may be used on is the action's to check."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
            actor = getattr(request, "actor", None)
            if actor is None or not can(actor, permission):
                raise Http404
            return view(request, *args, **named)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return wrap
