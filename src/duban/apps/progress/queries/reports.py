"""A report for its page: to be filled by the unit, or to be read by whoever may read it.

In: a report, an actor, the day.  Out: plain values, a fixed number of queries.
What a unit has not submitted is its own; others read what was filed, as it was filed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from duban.apps.plans.models import Target, Task
from duban.apps.plans.queries.receipts import answers_for
from duban.apps.progress.models import Evidence, Milestone, Report, ReportSubmission
from duban.apps.progress.queries import filed
from duban.apps.progress.submitting import figure_names
from duban.apps.web.built_once import built_once
from duban.rulebook import pace
from duban.rulebook.actors import Actor
from duban.rulebook.reports import Decision, FilingState
from duban.rulebook.targets import TargetKind

_RELATED = ("task__plan", "round__plan", "unit__jurisdiction", "unit__practice")
_HEAVY = ("task__search", "task__grams", "task__places")


@dataclass(frozen=True, slots=True)
class Aim:
    """A target beside the field for its figure."""

    line: filed.Line
    expected: Decimal | None

    @property
    def is_short(self) -> bool:
        stated = self.line.stated
        return self.expected is not None and stated is not None and stated < self.expected


def report_of(actor: Actor, pk: int) -> Report | None:
    """The report, if the actor acts for its unit or sees its task; one query for whoever fills it."""
    row = Report.objects.select_related(*_RELATED).defer(*_HEAVY).filter(pk=pk).first()
    if row is None or answers_for(actor, row.unit) or Report.objects.visible_to(actor).filter(pk=pk).exists():
        return row
    return None


def report_to_write(actor: Actor, pk: int) -> Report | None:
    """As `report_of`, with its unit alone: whatever writes asks for the rest when the row is locked."""
    row = next(iter(_with_unit(pk)), None)
    return row if row is None or answers_for(actor, row.unit) else report_of(actor, pk)


@built_once
def _with_unit(key: int) -> QuerySet[Report]:
    return Report.objects.filter(pk=key).select_related("unit").order_by()


@built_once
def targets_of(*tasks: int) -> QuerySet[Target]:
    return Target.objects.filter(task__in=tasks).order_by("order", "pk")


def is_readable(report: Report, actor: Actor) -> bool:
    """Whether there is anything in it that this actor may read: the own unit's, or what was filed."""
    if answers_for(actor, report.unit):
        return True
    if not Report.objects.visible_to(actor).filter(pk=report.pk).exists():
        return False
    if report.state in filed.AS_FILED:
        return True
    return report.submissions.exclude(decision=Decision.WITHDRAWN).exists()


def aims_of(report: Report, last: Report | None, *, on: date) -> list[Aim]:
    """The targets that have a figure, with what was said last time and what is expected by now; three queries."""
    lines = filed.lines_of(report, last)
    steps = _steps(report, [line.target for line in lines])
    return [Aim(line, _expected(line.target, report.task, steps[line.target.pk], on)) for line in lines]


def as_filed(report: Report, submissions: Sequence[ReportSubmission], actor: Actor) -> dict[str, Any] | None:
    """What this actor reads, by the names people know; None while there is nothing to be read."""
    latest = filed.latest_filed(submissions)
    if answers_for(actor, report.unit) or report.state in filed.AS_FILED:
        return _said(report)
    return dict(latest.values) if latest else None


def aims_as_filed(report: Report, last: Report | None, values: dict[str, Any], actor: Actor, *, on: date) -> list[Aim]:
    """As `aims_of`; while the unit writes anew, others read the figures that were filed."""
    found = aims_of(report, last, on=on)
    figures = values.get("完成数")
    if figures is None:
        return found
    named = figure_names([aim.line.target for aim in found])
    filed_then = {key: Decimal(figures[name]) for key, name in named.items() if name in figures}
    return [
        replace(aim, line=replace(aim.line, stated=filed_then.get(aim.line.target.pk), verified=None)) for aim in found
    ]


def submissions_read(submissions: Sequence[ReportSubmission], report: Report, actor: Actor) -> list[ReportSubmission]:
    """What was filed, the latest first; what the unit took back before anybody looked is its own."""
    own = answers_for(actor, report.unit)
    return [one for one in reversed(submissions) if own or one.decision != Decision.WITHDRAWN]


def evidence_filed(report: Report, values: dict[str, Any], actor: Actor) -> list[Evidence]:
    """The files that belong to what is read: to the unit those in the report, to others those that were filed."""
    rows = Evidence.objects.filter(report=report)
    if answers_for(actor, report.unit):
        return list(rows.filter(removed_at=None))
    if report.submitted_at is None:
        return []
    named = values.get("佐证材料")
    rows = rows.filter(uploaded_at__lte=report.submitted_at)
    if named is None:  # the row itself is what was filed
        return list(rows.filter(removed_at=None))
    return list(rows.filter(digest__in=[one["摘要"] for one in named]))


def _said(report: Report) -> dict[str, Any]:
    return {
        "进展情况": report.text,
        "存在问题": report.problems,
        "需要协调的事项": report.coordination,
        "下一步打算": report.next_step,
        "自评": report.get_stated_display(),
    }


def _steps(report: Report, targets: Sequence[Target]) -> dict[int, list[tuple[date, Decimal]]]:
    """The figures the unit's accepted plan names for days, by target."""
    found: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    plan = {"implementation_plan__unit": report.unit_id, "implementation_plan__state": FilingState.ACCEPTED}
    rows = Milestone.objects.filter(**plan, target__in=targets, figure__isnull=False).order_by()
    for target, due, figure in rows.values_list("target", "due", "figure"):
        if target is not None and figure is not None:
            found[target].append((due, figure))
    return found


def _expected(target: Target, task: Task, steps: list[tuple[date, Decimal]], on: date) -> Decimal | None:
    """时序应达: what adds up over the year should be so far by the day; nothing is said of other kinds."""
    if target.kind != TargetKind.CUMULATIVE or not target.value or target.value < 0:
        return None
    end = target.due or task.deadline or date(task.year, 12, 31)
    share = pace.path(date(task.year, 1, 1), end, goal=target.value, steps=steps).share(on)
    expected = Decimal(share.numerator) * target.value / Decimal(share.denominator)
    return expected.quantize(Decimal(1) if target.value >= 10 else Decimal("0.1"))
