"""The names of an import, for a page that is given the import alone."""

from __future__ import annotations

from django import template

from duban.apps.plans.models import PlanImport
from duban.apps.plans.queries.names import NamesPage

register = template.Library()


@register.simple_tag
def names_of(plan_import: PlanImport) -> NamesPage:
    return NamesPage(plan_import)
