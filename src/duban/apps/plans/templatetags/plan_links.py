"""{% load plan_links %}{% task_links task as links %}: what is above and below a task, as its reader may see it."""

from __future__ import annotations

from django import template
from django.template import RequestContext

from duban.apps.plans.models import Task
from duban.apps.plans.queries.links import Links, links_of

register = template.Library()


@register.simple_tag(takes_context=True)
def task_links(context: RequestContext, task: Task) -> Links:
    return links_of(task, context["request"].actor)
