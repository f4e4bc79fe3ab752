"""What every page's frame needs: the actor and the navigation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from duban.apps.web.navigation import navigation


def frame(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", None)
    return {"actor": actor, "navigation": navigation(actor, request.path) if actor else []}
