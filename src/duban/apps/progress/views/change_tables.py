"""The tables of adjustments and closures: what waits for oneself first."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from duban.apps.progress.adjusting.told import changes_of, in_one_phrase
from duban.apps.progress.models import Adjustment, Closure
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.requests import ADJUSTMENT, ADJUSTMENT_KINDS, CLOSURE


def _state(row: Adjustment | Closure) -> SafeString | str:
    words = row.get_state_display()
    return format_html("<b>{}</b>", words) if row.waits == 0 else words  # type: ignore[union-attr]


def _task_column(page: str) -> Column:
    return Column(
        "task",
        "任务",
        value=lambda row: str(row.task),
        under=lambda row: row.task.plan.title,
        link=page_link(page),
        search="task__text",
        stay=True,
        place="title",
    )


def _shared(states: list[tuple[str, str]]) -> tuple[Column, ...]:
    return (
        Column("unit", "申请单位", sort="unit__order", search="unit__name", filter="unit__name", place="who"),
        Column(
            "state",
            "状态",
            value=_state,
            exported=lambda row: row.get_state_display(),
            filter="state",
            choices=states,
            sort="state",
            place="state",
        ),
    )


class AdjustmentTable(Table):
    key, caption, unit = "adjustments", "调整申请", "件"
    columns = (
        _task_column("progress:adjustment"),
        Column(
            "kind",
            "类别",
            value=lambda row: row.get_kind_display(),
            filter="kind",
            choices=[(kind.value, words) for kind, words in ADJUSTMENT_KINDS.items()],
            sort="kind",
            under=lambda row: "逾期申请" if row.asked_late else "",
            place="figure",
        ),
        Column("change", "改动", value=lambda row: in_one_phrase(changes_of(row)), wide=True, optional=True),
        *_shared(ADJUSTMENT.choices),
        Column("reason", "理由", search="reason", optional=True, hidden=True, wide=True),
        Column("asked_late", "逾期申请", filter="asked_late", optional=True, hidden=True),
        Column("asked_at", "申请时间", sort="asked_at", place="due"),
        Column("asked_by", "申请人", optional=True, hidden=True),
        Column("decision", "审批意见", optional=True, hidden=True, wide=True),
        Column("decided_by", "审批人", optional=True, hidden=True),
        Column("decided_at", "审批时间", sort="decided_at", optional=True),
    )
    default_sort = ("waits", "-asked_at")
    empty = "牵头单位在任务页面上申请延期、变更内容或责任、终止；申请列在这里，由督查室审批，或呈领导审批。"


class ClosureTable(Table):
    key, caption, unit = "closures", "销号", "件"
    columns = (
        _task_column("progress:closure"),
        *_shared(CLOSURE.choices),
        Column("finished_on", "按要求完成", sort="finished_on", place="figure"),
        Column("statement", "完成情况", search="statement", optional=True, hidden=True, wide=True),
        Column("asked_at", "申请时间", sort="asked_at", place="due"),
        Column("asked_by", "申请人", optional=True, hidden=True),
        Column("verification", "核查情况", optional=True, hidden=True, wide=True),
        Column("decided_by", "核查人", optional=True),
        Column("decided_at", "核查时间", sort="decided_at", optional=True),
        Column("reopened_at", "重新打开", sort="reopened_at", optional=True, hidden=True),
    )
    default_sort = ("waits", "-asked_at")
    empty = "任务做完以后，牵头单位在任务页面上申请销号，附上佐证材料；申请列在这里，由督查室逐宗核查。"
