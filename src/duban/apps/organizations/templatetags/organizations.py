"""The tabs of the pages about who answers: those that exist and this role may use."""

from __future__ import annotations

from typing import NamedTuple

from django import template
from django.template import RequestContext
from django.urls import NoReverseMatch, reverse

from duban.rulebook.permissions import Permission, can

register = template.Library()

TABS = (
    ("units", "行政区与单位", "organizations:index", Permission.SEE_DIRECTORY),
    ("unit-groups", "集合单位", "organizations:unit-groups", Permission.SEE_DIRECTORY),
    ("officials", "人员与职务", "organizations:officials", Permission.SEE_DIRECTORY),
    ("leading-groups", "领导小组", "organizations:leading-groups", Permission.SEE_DIRECTORY),
    ("imports", "导入", "organizations:imports", Permission.IMPORT_DIRECTORY),
)


class Tab(NamedTuple):
    key: str
    label: str
    url: str


@register.simple_tag(takes_context=True)
def directory_tabs(context: RequestContext) -> list[Tab]:
    actor = context.get("actor")
    tabs = []
    for key, label, url_name, permission in TABS:
        url = _address(url_name)
        if url and actor is not None and can(actor, permission):
            tabs.append(Tab(key, label, url))
    return tabs


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
