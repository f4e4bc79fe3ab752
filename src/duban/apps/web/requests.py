"""The request as our views see it: with the actor, and with what htmx says."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from duban.rulebook.actors import Actor


class Request(HttpRequest):
    """`actor` is set for whoever is signed in; views open to strangers do not read it."""

    actor: Actor
    htmx: HtmxDetails
