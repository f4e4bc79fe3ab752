"""The reports of one round as a table; of what is not submitted it tells no more than its reader may know."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, CharField, DateField, F, QuerySet, Value, When

from duban.apps.progress.models import Report
from duban.apps.progress.models.reports import ReportQuerySet
from duban.apps.progress.queries.matrix import UNSENT, reads_drafts
from duban.apps.progress.queries.punctuality import PUNCTUALITY_WORDS, Punctuality
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.actors import Actor
from duban.rulebook.health import LABELS, Health
from duban.rulebook.reports import BEFORE_SUBMISSION, COUNTED, FILING_LABELS, FilingState

_HEAVY = ("text", "problems", "coordination", "next_step", "task__search", "task__grams", "task__measures")
_FILED = (FilingState.SUBMITTED, FilingState.ACCEPTED)
_TOLD = [what for what in Punctuality if what is not Punctuality.EXEMPT]


def drafts_hidden(reports: ReportQuerySet, actor: Actor, *, on: date) -> QuerySet[Report]:
    """Each with `today` and the state this reader is `told`; what a unit says of itself only once it has said so."""
    hidden = () if reads_drafts(actor) else BEFORE_SUBMISSION
    told = Case(When(state__in=hidden, then=Value(FilingState.OWED.value)), default=F("state"))
    filed = Case(When(state__in=_FILED, then=F("stated")), default=Value(""), output_field=CharField())
    rows = reports.annotate(told=told if hidden else F("state"), told_stated=filed)
    rows = rows.annotate(today=Value(on, output_field=DateField()))
    return rows.select_related("task", "unit").defer(*_HEAVY)


def _choices(actor: Actor) -> list[tuple[str, str]]:
    if reads_drafts(actor):
        return [(state.value, FILING_LABELS[state]) for state in COUNTED]
    kept = [(state.value, FILING_LABELS[state]) for state in COUNTED if state not in BEFORE_SUBMISSION]
    return [(FilingState.OWED.value, UNSENT), *kept]


def _state(row: Any) -> str:
    """An empty report is 未填 to who may know it is empty; a page of the others says 未报送 by its filter."""
    return FILING_LABELS[FilingState(row.told)]


def _health(name: str) -> Column:
    """自评 or 核定 in its word."""
    labels = {health.value: words for health, words in LABELS.items()}
    label = {"told_stated": "自评", "verified": "核定"}[name]
    choices = [(health.value, LABELS[health]) for health in Health]
    return Column(
        name, label, lambda row: labels.get(getattr(row, name), ""), filter=name, choices=choices, optional=True
    )


class RoundTable(Table):
    key, caption, unit = "round", "各项进展情况", "项"
    columns = (
        Column("number", "序号", lambda row: row.task.number, sort="task__order", number=True, stay=True),
        Column(
            "task",
            "任务",
            lambda row: str(row.task),
            link=page_link("progress:report"),
            search="task__text",
            place="title",
        ),
        Column("unit", "单位", filter="unit__name", search="unit__name", sort="unit__order", place="who"),
        Column(
            "state",
            "状态",
            _state,
            template="progress/rounds/_state.html",
            exported=_state,
            filter="told",
            choices=_choices,
            sort="told",
            place="state",
        ),
        Column(
            "came",
            "报送",
            lambda row: PUNCTUALITY_WORDS[Punctuality(row.punctuality)],
            filter="punctuality",
            choices=[(what.value, PUNCTUALITY_WORDS[what]) for what in _TOLD],
            sort="punctuality",
            place="figure",
        ),
        Column("first_submitted_at", "首次报送", sort="first_submitted_at", optional=True),
        Column(
            "returns",
            "退回次数",
            lambda row: row.returns or "",
            filter="returns",
            between="number",
            sort="returns",
            number=True,
            optional=True,
        ),
        Column(
            "due", "期限", template="progress/rounds/_due.html", sort="due", filter="due", between="date", place="due"
        ),
        _health("told_stated"),
        _health("verified"),
        Column("submitted_by", "报送人", hidden=True),
        Column("reviewed_by", "审核人", hidden=True),
    )
    default_sort = ("unit__jurisdiction__path", "unit__order", "task__order")
    empty = "这一轮开始填报后，这里列出每个牵头单位的每一项进展情况。"
