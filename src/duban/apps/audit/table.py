"""The record as a table: who did what to what, when, and from where, as an administrator may read it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from duban.apps.audit.labels import FAMILIES, family_word
from duban.apps.audit.models import Event
from duban.apps.audit.queries import told_holds
from duban.apps.audit.reading import Telling, role_word
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook import roles
from duban.rulebook.actors import Actor
from duban.rulebook.roles import Role

_READER = Actor(name="", role=Role.AUDIT_ADMIN)  # nobody else opens this table


def _told(part: str) -> Callable[[Event], str]:
    return lambda event: str(getattr(Telling(event, _READER), part))


class RecordTable(Table):
    key, caption = "record", "操作记录"
    columns = (
        Column("sequence", "序号", link=page_link("audit:event"), sort="sequence", stay=True),
        Column("at", "时间", sort="sequence", filter="at__date", between="date", place="due"),
        Column("what", "事项", value=_told("sentence"), search=partial(told_holds, "note"), place="title"),
        Column(
            "family",
            "类别",
            value=lambda event: family_word(event.verb),
            filter="verb__family",
            filter_value=lambda event: event.verb.partition(".")[0],
            choices=[(name, word) for name, (word, _) in FAMILIES.items()],
        ),
        Column(
            "actor",
            "操作人",
            value=lambda event: event.actor_name,
            under=lambda event: role_word(event.actor_role),
            filter="actor_name",
            search="actor_name",
            place="who",
        ),
        Column(
            "role",
            "角色",
            value=lambda event: role_word(event.actor_role),
            filter="actor_role",
            choices=[*roles.LABELS.items(), ("", "系统")],
            hidden=True,
        ),
        Column("unit", "单位", value=lambda event: event.actor_unit, search="actor_unit", hidden=True),
        Column("target", "对象", value=_told("target"), search=partial(told_holds, "target_name"), hidden=True),
        Column("address", "网络地址", value=lambda event: event.address, search="address", optional=True),
    )
    default_sort = "-sequence"
    empty = "还没有记录：以后谁在什么时候做了什么，都会列在这里。"
