"""The table on the page of components: the kinds of record this installation keeps, the only rows there always are."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType

from duban.apps.web.requests import Request
from duban.apps.web.table import BulkAction, Column, Table


class RecordKinds(Table):
    key, caption, unit = "kinds", "记录种类", "种"
    columns = (
        Column("pk", "序号", stay=True, number=True, sort="pk"),
        Column("name", "名称", stay=True, place="title", under=lambda kind: kind.model),
        Column("app_label", "所属模块", sort="app_label", filter="app_label", place="who"),
        Column("model", "内部名称", sort="model", search="model", optional=True),
    )
    default_sort = "pk"
    bulk = (BulkAction("导出说明", "web:confirm-sample"),)


def record_kinds(request: Request) -> RecordKinds:
    rows: Any = ContentType.objects.filter(app_label__in=("organizations", "web"))
    return RecordKinds(request, rows)
