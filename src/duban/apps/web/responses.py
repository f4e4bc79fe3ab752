"""One way to answer: the whole page, or for htmx the part of it that changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page_or_part(
    request: HttpRequest, page: str, part: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render `part` when htmx asks for a part, else `page`, which includes it; the context is the same."""
    htmx = getattr(request, "htmx", None)
    asked_for_part = htmx is not None and bool(htmx) and not htmx.boosted and not htmx.history_restore_request
    response = render(request, part if asked_for_part else page, dict(context), status=status)
    response["Vary"] = "HX-Request"
    return response
