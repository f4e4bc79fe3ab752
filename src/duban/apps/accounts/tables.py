"""The list of accounts."""

from __future__ import annotations

from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.roles import LABELS, Role


class AccountTable(Table):
    key, caption, unit = "accounts", "账号", "个"
    default_sort = "name"
    passes = ("role",)
    columns = (
        Column(
            "name",
            "姓名",
            link=page_link("accounts:account"),
            sort="name",
            search="name",
            stay=True,
            place="title",
        ),
        Column("username", "登录名", sort="username", search="username", place="figure"),
        Column(
            "unit",
            "所在单位",
            value=lambda row: row.unit.name,
            sort=("unit__jurisdiction__path", "unit__order"),
            search="unit__name",
            place="who",
        ),
        Column(
            "place",
            "行政区",
            value=lambda row: row.unit.jurisdiction.name,
            filter="unit__jurisdiction__name",
            optional=True,
        ),
        Column("roles", "角色", value=lambda row: "、".join(_role(grant) for grant in row.roles_now) or "还没有"),
        Column(
            "state",
            "状态",
            value=lambda row: "启用" if row.is_active else "停用",
            filter="is_active",
            choices=((True, "启用"), (False, "停用")),
            place="state",
        ),
        Column("last_login", "最近登录", sort="last_login", optional=True),
        Column("created_at", "创建时间", sort="created_at", hidden=True),
    )
    empty = "这里列出本行政区和下级行政区的账号。"


def _role(grant: object) -> str:
    return LABELS[Role(grant.role)]  # type: ignore[attr-defined]
