"""What every page's frame needs: the actor, the navigation, whether there is anything to search.

The navigation counts what waits; a part of a page, which has no frame, does not ask for it, and a refusal, where
nobody looks for work, leads on without.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from duban.apps.web.navigation import both, own_links
from duban.rulebook.permissions import Permission, can


def frame(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", None)
    counts = not getattr(request, "is_refused", False)
    sides = SimpleLazyObject(lambda: both(actor, request.path, counts=counts) if actor else ([], []))
    return {
        "actor": actor,
        "navigation": SimpleLazyObject(lambda: sides[0]),
        "seldom": SimpleLazyObject(lambda: sides[1]),
        "own_links": SimpleLazyObject(lambda: own_links(actor, request.path, counts=counts)) if actor else [],
        "can_search": actor is not None and can(actor, Permission.SEE_DIRECTORY),
    }
