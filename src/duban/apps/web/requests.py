"""The request as our views see it: with the actor, and with what htmx says."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from duban.rulebook.actors import Actor


class Request(HttpRequest):
    """`actor` is set for whoever is signed in; views open to strangers do not read it."""

    actor: Actor
    htmx: HtmxDetails


def page_before(request: HttpRequest) -> str:
    """The page the button stood on, if it is ours."""
    asked = request.META.get("HTTP_REFERER", "")
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else "/"
