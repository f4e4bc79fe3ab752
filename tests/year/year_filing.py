"""What the units say in the year: implementation plans, steps done, five rounds of reports.

In: a row that is owed, the moment.  Out: it filed. All that is not named below goes by the ordinary way: a quarter of a
sum each round, a level or a rate as wanted, 正常; in December everything reached, 已完成, the one step done.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from year_actors import liaison_of

from duban.apps.plans.models import Target
from duban.apps.progress.actions.implementation import save_implementation_plan, submit_implementation_plan
from duban.apps.progress.actions.milestones import finish_milestone
from duban.apps.progress.actions.reports import submit_report
from duban.apps.progress.models import ImplementationPlan, Milestone, Report
from duban.rulebook.health import Health
from duban.rulebook.milestones import Step
from duban.rulebook.targets import TargetKind

H = Health
YEAR_END, LAST = date(2024, 12, 20), 5
SHARE = {1: Decimal("0.25"), 2: Decimal("0.5"), 3: Decimal("0.75"), 4: Decimal("0.85"), LAST: Decimal(1)}
FIGURES: dict[str, dict[int, tuple[str, ...]]] = {  # by number of the task and round, in the order of its targets
    "1": {1: ("4.5",), 2: ("5.2",), 3: ("5.0",), 4: ("5.1",), 5: ("5.0",)},
    "8": {1: ("30",), 2: ("80",), 3: ("160",), 4: ("185",), 5: ("200",)},
    "19": {1: ("2",), 2: ("5",), 3: ("5",), 4: ("5",), 5: ("5",)},
    "24": {1: ("12", "5"), 2: ("20", "16"), 3: ("24", "24"), 4: ("27", "27"), 5: ("30", "30")},
    "32": {1: ("1", "2"), 2: ("2", "4"), 3: ("2", "5"), 4: ("2", "5"), 5: ("3", "6")},
    "66": {1: ("12",), 2: ("25",), 3: ("38",), 4: ("40",), 5: ("40",)},
    "89": {1: ("10",), 2: ("15",), 3: ("27",), 4: ("50",), 5: ("58",)},
}
STATED = {("1", 5): H.ON_PACE, ("32", 5): H.ON_PACE, ("55", 4): H.BEHIND, ("66", 5): H.BEHIND, ("89", 5): H.ON_PACE}
STEPS: dict[str, tuple[tuple[date, str], ...]] = {  # the day, and of which figure; all others have one step, at the end
    "8": ((date(2024, 3, 31), "30"), (date(2024, 6, 30), "100"), (date(2024, 9, 30), "150"), (YEAR_END, "200")),
    "16": ((date(2024, 6, 28), ""), (YEAR_END, "")),
    "19": ((YEAR_END, "5"),),
}


def file_plan(row: ImplementationPlan, at: datetime) -> ImplementationPlan:
    by, targets = liaison_of(row.unit), list(row.task.targets.all())
    steps = [
        Step(
            content=f"{day.month}月底前完成阶段任务",
            due=day,
            target=targets[0].pk if figure else None,
            figure=Decimal(figure) if figure else None,
            section="综合科",
            person=by.name,
            order=order,
        )
        for order, (day, figure) in enumerate(STEPS.get(row.task.number, ((YEAR_END, ""),)))
    ]
    kept = save_implementation_plan(implementation_plan=row, measures="分季度推进。", steps=steps, at=at, by=by)
    return submit_implementation_plan(implementation_plan=kept, at=at, by=by)


def file_report(row: Report, sequence: int, at: datetime, more: str = "") -> Report:
    number, targets = row.task.number, list(row.task.targets.all())
    stated = STATED.get((number, sequence), H.DONE if sequence == LAST else H.ON_PACE)
    values = {"text": f"第{sequence}轮：按方案推进，已完成本阶段工作。{more}", "stated": stated.value}
    figures = figures_of(number, sequence, targets)
    return submit_report(report=row, values=values, figures=figures, at=at, by=liaison_of(row.unit))


def figures_of(number: str, sequence: int, targets: Iterable[Target]) -> dict[int, Decimal | None]:
    measured = [one for one in targets if one.value is not None]
    if number in FIGURES:
        return {one.pk: Decimal(value) for one, value in zip(measured, FIGURES[number][sequence], strict=True)}
    return {one.pk: _usual(one, sequence) for one in measured}


def _usual(target: Target, sequence: int) -> Decimal | None:
    if target.value is None or target.kind != TargetKind.CUMULATIVE:
        return target.value
    return target.value * SHARE[sequence]


def finish_step(step: Milestone, done_on: date, on: date) -> None:
    unit = step.implementation_plan.unit
    by = liaison_of(unit.merged_into or unit)
    finish_milestone(milestone=step, done_on=done_on, words="已完成。", on=on, by=by)
