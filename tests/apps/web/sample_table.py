"""A table over the units of the cast, as an application would write one, and its page."""

from __future__ import annotations

from django.db.models import Count
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from duban.apps.organizations.models import Jurisdiction, Unit, UnitKind
from duban.apps.web.table import BulkAction, Column, Table
from duban.rulebook.actors import SYSTEM, Actor
from duban.rulebook.permissions import Permission


class UnitTable(Table):
    key, caption, unit = "sample-units", "单位", "个"
    columns = (
        Column("order", "序号", stay=True, number=True, sort="order"),
        Column(
            "name",
            "名称",
            link=lambda unit: f"/units/{unit.pk}/",
            sort="name",
            search=("name", "names__name"),
            stay=True,
        ),
        Column(
            "place",
            "行政区",
            value=lambda unit: unit.jurisdiction.name,
            sort="jurisdiction__name",
            search="jurisdiction__name",
            filter="jurisdiction_id",
            choices=lambda actor: Jurisdiction.objects.visible_to(actor).values_list("pk", "name"),
        ),
        Column(
            "kind",
            "类别",
            value=lambda unit: unit.get_kind_display(),
            sort="kind",
            filter="kind",
            choices=UnitKind.choices,
        ),
        Column("since", "设立日期", sort="since", filter="since", between="date", optional=True),
        Column(
            "posts",
            "职务",
            value=lambda unit: unit.post_count,
            number=True,
            sort="post_count",
            filter="post_count",
            between="number",
        ),
        Column(
            "level",
            "级别",
            value=lambda unit: unit.jurisdiction.get_level_display(),
            filter="jurisdiction__level",
            hidden=True,
        ),
    )
    default_sort = "order"
    bulk = (BulkAction("批量更名", "web:components"), BulkAction("批量授权", "web:components", Permission.GRANT_ROLE))
    empty = "单位由系统管理员新建或导入。"


def table(query: str = "", *, actor: Actor = SYSTEM, of: type[UnitTable] = UnitTable, **headers: str) -> UnitTable:
    request = RequestFactory().get(f"/?{query}", **headers)
    request.actor, request.htmx = actor, HtmxDetails(request)
    rows = Unit.objects.select_related("jurisdiction").annotate(post_count=Count("posts"))
    return of(request, rows)
