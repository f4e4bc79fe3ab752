"""Where the sidebar leads into this application, in the order of each group, and what is counted beside an entry."""

from __future__ import annotations

from duban.apps.plans.queries.imports import waiting_for_review
from duban.apps.plans.queries.links import count_not_broken_down
from duban.apps.plans.queries.receipts import count_objections, count_waiting
from duban.apps.web import navigation
from duban.rulebook.permissions import Permission
from duban.rulebook.roles import BUSINESS, Role

P = Permission
_ENTRIES = (
    ("办理", "待签收", "receipts", P.ACKNOWLEDGE_TASK, 2, count_waiting),
    ("办理", "上级交办", "from-above", P.LINK_TASKS, 11, count_not_broken_down),
    ("办理", "异议", "objections", P.DECIDE_OBJECTION, 12, count_objections),
    ("全局", "方案", "plans", P.SEE_PLANS, 10, None),
    ("全局", "台账", "ledger", P.SEE_PLANS, 11, None),
    ("管理", "导入核对", "imports", P.IMPORT_PLAN, 50, waiting_for_review),
    ("管理", "读取公文", "read", P.READ_DOCUMENT, 90, None),
)
_SELDOM: dict[str, tuple[Role, ...]] = {  # the office's own unit is asked for little, and few object
    "receipts": (Role.OFFICE,),
    "objections": (Role.OFFICE,),
    "from-above": (Role.OFFICE,),
    "imports": (Role.OFFICE,),
    "read": tuple(BUSINESS),
}


def register_entries() -> None:
    for group, label, url_name, permission, order, count in _ENTRIES:
        name = f"plans:{url_name}"
        navigation.register(
            group=group,
            label=label,
            url_name=name,
            permission=permission,
            order=order,
            count=count,
            seldom=_SELDOM.get(url_name, ()),
        )
