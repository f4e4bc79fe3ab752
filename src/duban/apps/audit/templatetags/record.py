"""{% load record %}{% history unit %}: what happened to an object, in sentences, newest first, twenty at a time."""

from __future__ import annotations

from typing import Any

from django import template
from django.db import models
from django.template.context import RequestContext

from duban.apps.audit import queries

register = template.Library()
PARAMETER = "history"  # in the address: the number before which to read on


@register.inclusion_tag("audit/_history.html", takes_context=True)
def history(context: RequestContext, target: models.Model) -> dict[str, Any]:
    """The history of `target`, whose page this is: whoever may see the page may read it."""
    request = context["request"]
    asked = request.GET.get(PARAMETER, "")
    before = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else None
    return {"history": queries.history(target, reader=request.actor, before=before), "request": request}
