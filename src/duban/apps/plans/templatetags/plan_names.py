"""The names of an import, for a page that is given the import alone."""

from __future__ import annotations

from django import template
from django.template import RequestContext

from duban.apps.plans.models import PlanImport
from duban.apps.plans.queries.names import NamesPage

register = template.Library()


@register.simple_tag(takes_context=True)
def names_of(context: RequestContext, plan_import: PlanImport) -> NamesPage:
    return NamesPage(plan_import, context["actor"])
