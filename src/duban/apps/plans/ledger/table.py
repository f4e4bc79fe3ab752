"""The ledger's table (台账): every task across plans, filtered by what an office asks of its tasks.

In: a request, tasks, the day.  Out: `LedgerTable`, for the ledger and for portfolios; other applications add columns.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from django.db.models import QuerySet

from duban.apps.plans.ledger import conditions, further, wording
from duban.apps.plans.models import Task
from duban.apps.plans.queries.ledger import dressed
from duban.apps.plans.searching import found
from duban.apps.web.requests import Request
from duban.apps.web.table import BulkAction, Column, Table, page_link
from duban.rulebook.actors import Actor
from duban.rulebook.targets import LABELS as KINDS
from duban.rulebook.tasks import ROLE_LABELS, ReceiptState, ResponsibilityRole

Role = ResponsibilityRole
page_of = page_link("plans:task")


def _units(role: ResponsibilityRole) -> Column:
    """A role's units; a click asks for the tasks in which the first of them has it."""
    return Column(
        role.value,
        ROLE_LABELS[role],
        value=partial(wording.names, role=role),
        exported=partial(wording.all_names, role=role),
        filter=conditions.answers_as(role),
        filter_value=partial(wording.first_unit, role=role),
        choices=conditions.units,
        known=conditions.known_units,
        place="who" if role is Role.LEAD else "",
        optional=role is not Role.LEAD,
        hidden=role is not Role.LEAD,
        wide=role is not Role.LEAD,
    )


OWN_COLUMNS: tuple[Column, ...] = (
    Column("number", "序号", stay=True, number=True, sort=("plan_id", "order")),
    Column(
        "text",
        "任务",
        value=wording.title,
        exported=lambda task: task.text,
        link=page_of,
        search=found,
        stay=True,
        place="title",
    ),
    Column(
        "state",
        "任务状态",
        value=wording.state,
        exported=wording.state_words,
        filter="state",
        choices=conditions.states,
        sort="state",
        optional=True,
        hidden=True,
    ),
    Column(
        "target",
        "量化目标",
        value=wording.aim,
        exported=wording.aims,
        filter="targets__kind",
        filter_value=lambda task: task.aims[0].kind if task.aims else None,
        choices=[(kind.value, label) for kind, label in KINDS.items()],
        place="figure",
    ),
    Column(
        "deadline",
        "完成时限",
        value=wording.due,
        exported=lambda task: task.deadline or task.deadline_text,
        filter="deadline",
        between="date",
        sort="deadline",
        place="due",
    ),
    _units(Role.LEAD),
    Column(
        "leader",
        "分管领导",
        value=partial(wording.names, role=Role.LEADER),
        under=wording.post_titles,
        exported=partial(wording.all_names, role=Role.LEADER),
        filter=conditions.led_by,
        filter_value=wording.first_post,
        choices=conditions.leaders,
        known=conditions.known_leaders,
        optional=True,
    ),
    _units(Role.IMPLEMENT),
    _units(Role.SUPPORT),
    Column(
        "receipt",
        "签收",
        value=wording.receipt,
        filter=conditions.received,
        filter_value=lambda task: None,
        choices=conditions.RECEIPT_STATES,
        optional=True,
    ),
    Column(
        "chapter",
        "章节",
        value=wording.chapter,
        filter=conditions.in_chapters,
        filter_value=lambda task: wording.chain(task)[0].pk if task.section else None,
        choices=conditions.chapters,
        known=conditions.known_chapters,
        optional=True,
        hidden=True,
        wide=True,
    ),
    Column(
        "plan",
        "方案",
        value=lambda task: task.plan.title,
        link=page_link("plans:plan", "plan_id"),
        filter="plan_id",
        choices=conditions.plans,
        known=conditions.known_plans,
        optional=True,
        hidden=True,
        wide=True,
    ),
    Column(
        "year",
        "年度",
        value=lambda task: f"{task.year}年",
        filter="year",
        choices=conditions.years,
        sort="year",
        optional=True,
        hidden=True,
    ),
    Column(
        "place",
        "行政区",
        value=lambda task: task.plan.jurisdiction.name,
        filter="jurisdiction_id",
        choices=conditions.place_choices,
        hidden=True,
    ),
)


class LedgerTable(Table):
    key, caption, unit = "tasks", "台账", "项"
    columns = OWN_COLUMNS
    default_sort = ("-year", "plan_id", "order")
    empty = "方案导入或编好以后，每一项任务都列在这里；印发以后，各单位能看到自己的任务。"

    def __init__(self, request: Request, tasks: QuerySet[Task], *, on: date) -> None:
        self.columns = further.columns_with(OWN_COLUMNS, on)
        super().__init__(request, further.sortable(tasks, on))
        self.dress = lambda rows: further.dressed_further(dressed(rows, actor=request.actor, on=on))


class PortfolioTable(LedgerTable):
    """The tasks of one unit or leader; views of the ledger are not kept here, nor those kept here there."""

    key, caption = "portfolio", "任务"
    empty = "印发的方案里由其承担的任务，都列在这里。"


def add_further(one: further.Further) -> None:
    """Let another application's columns stand in the ledger, and saved views name them."""
    further.add(one)
    LedgerTable.columns = further.columns_with(OWN_COLUMNS, date.max)


def add_bulk(action: BulkAction) -> None:
    """Let another application do something with the tasks that are ticked, in the ledger and in portfolios."""
    if action not in LedgerTable.bulk:
        LedgerTable.bulk = (*LedgerTable.bulk, action)


def standing_views(actor: Actor) -> list[tuple[str, str]]:
    """What a unit asks first, each role apart; what an office has to see to."""
    waits = ("待签收", f"receipt={ReceiptState.ASKED.value}")
    if actor.sees_jurisdiction or actor.unit is None:
        return [*further.further_views(), waits, ("有异议", f"receipt={ReceiptState.OBJECTED.value}")]
    return [*role_views(actor.unit), *further.further_views(), waits]


def role_views(unit: int) -> list[tuple[str, str]]:
    """A unit's tasks by what it does for them."""
    named = ((Role.LEAD, "牵头的"), (Role.IMPLEMENT, "负责的"), (Role.SUPPORT, "配合的"))
    return [(label, f"{role.value}={unit}") for role, label in named]
