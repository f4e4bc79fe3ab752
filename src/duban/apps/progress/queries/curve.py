"""How the targets of a task go: figure by figure, beside what should be, and where it will end at this rate.

In: a task's targets, its `Shown`.  Out: a line for each target with its curve where one can be drawn; two queries.
A forecast needs two figures: the straight line through the first and the last, to the target's date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from duban.apps.plans.ledger.wording import amount
from duban.apps.plans.models import Target, Task
from duban.apps.progress.models import ReportFigure
from duban.apps.progress.standings.said import figures_of
from duban.apps.progress.standings.shown import Shown
from duban.apps.web.pictures import Curve, curve
from duban.rulebook.health import LABELS, Health
from duban.rulebook.judging_aims import Finding, judge_aim
from duban.rulebook.judging_words import deciding_aim, number, percent, source
from duban.rulebook.pace import path
from duban.rulebook.pace_facts import Aim, Figure


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target in the dossier; empty words where nothing can be said. `self_reported`: where it was found otherwise."""

    target: Target
    amount: str
    now: str
    source: str
    self_reported: str
    expected: str
    share: str
    forecast: str
    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A curve with what stands above and upon it."""

    about: str
    curve: Curve
    gap: str


@dataclass(frozen=True, slots=True)
class Course:
    lines: Sequence[TargetLine]
    drawn: Sequence[Drawn]  # one at most, of the target that decided, or of the first that adds up
    behind_before: Sequence[int]  # the rounds in which a figure was behind the pace of its day


def course_of(task: Task, shown: Shown) -> Course | None:
    """None where the targets are not those it was judged by."""
    targets = list(task.targets.order_by("order", "pk"))
    findings, aims = shown.judged.findings, shown.facts.aims
    if len(targets) != len(aims) or not aims:
        return None
    history = figures_of(target.pk for target in targets)
    stated = _self_reported(targets)
    lines = [
        _line(target, aim, finding, history.get(target.pk, []), stated)
        for target, aim, finding in zip(targets, aims, findings, strict=True)
    ]
    order = sorted(range(len(aims)), key=lambda at: at != deciding_aim(shown.judged))
    telling = [at for at in order if aims[at].adds_up and history.get(targets[at].pk)]
    drawn = [_drawn(aims[at], findings[at], history[targets[at].pk], shown, task.year) for at in telling[:1]]
    before = {
        one.sequence
        for target, aim in zip(targets, aims, strict=True)
        for one in history.get(target.pk, [])
        if judge_aim(replace(aim, figure=one), shown.facts, one.on).health is Health.BEHIND
    }
    return Course(lines, drawn, sorted(before))


def forecast_of(aim: Aim, figures: Sequence[Figure]) -> Decimal | None:
    """The figure on the target's date, if it goes on as between the first and the last."""
    if len(figures) < 2 or not aim.adds_up:
        return None
    first, last = figures[0], figures[-1]
    days = (last.on - first.on).days
    if days <= 0 or last.on >= aim.due:
        return None
    rise = (Fraction(last.value) - Fraction(first.value)) / days
    future = Fraction(last.value) + rise * (aim.due - last.on).days
    places = max(-int(one.value.normalize().as_tuple().exponent) for one in (first, last))
    return _rounded(future, max(places, 0))


def _line(
    target: Target, aim: Aim, finding: Finding, figures: Sequence[Figure], stated: Mapping[tuple[int, date], Decimal]
) -> TargetLine:
    figure, coming = aim.figure, forecast_of(aim, figures)
    own = stated.get((target.pk, figure.due)) if figure is not None and figure.is_verified else None
    is_known = figure is not None or finding.health not in (Health.ON_PACE, Health.NOT_STARTED)
    return TargetLine(
        target=target,
        amount=amount(target),
        now=number(figure.value) if figure else "",
        source=source(figure) if figure else "",
        self_reported=number(own) if own is not None and figure is not None and own != figure.value else "",
        expected=number(_expected(aim, finding)) if finding.expected is not None else "",
        share=percent(finding.actual) if finding.actual is not None and figure else "",
        forecast=number(coming) if coming is not None else "",
        slug=finding.health.value.replace("_", "-"),
        label=LABELS[finding.health] if is_known or not aim.is_measured else LABELS[Health.NOT_STARTED],
    )


def _expected(aim: Aim, finding: Finding) -> Decimal:
    """What should be there, as exact as the goal is given."""
    due = Fraction(aim.whole) * (finding.expected or 0)
    places = max(-int(aim.whole.normalize().as_tuple().exponent), 0) if aim.whole >= 100 else 1
    return _rounded(due, places)


def _rounded(value: Fraction, places: int) -> Decimal:
    return Decimal(round(value * 10**places)).scaleb(-places)


def _drawn(aim: Aim, finding: Finding, figures: Sequence[Figure], shown: Shown, year: int) -> Drawn:
    should = path(aim.start, aim.due, goal=aim.whole, steps=aim.steps)
    whole, coming, last = float(aim.whole), forecast_of(aim, figures), figures[-1]
    expected = _expected(aim, finding)
    compared = (finding.compared_on or last.on, float((finding.expected or Fraction(0)) * Fraction(aim.whole)))
    short = expected - last.value if finding.health is Health.BEHIND and expected > last.value else None
    summary = f"{aim.measure}：{last.on.month}月{last.on.day}日{source(last)} {number(last.value)}{aim.unit}"
    summary += f"，时序应达 {number(expected)}{aim.unit}，目标 {number(aim.whole)}{aim.unit}"
    if coming is not None:
        summary += f"，照此到期约 {number(coming)}{aim.unit}"
    drawn = curve(
        summary=summary,
        observed=[(one.on, float(one.value)) for one in figures],
        target=whole,
        today=shown.day,
        marks=[due for due in shown.facts.dues if due.year == year and due.month < 12][:4],
        forecast=None if coming is None else float(coming),
        path=[(day, float(share) * whole) for day, share in should.points],
        compared=compared,
        year=year,
    )
    unit = f"（{aim.unit}）" if aim.unit else ""
    return Drawn(f"{aim.measure}{unit}，累计", drawn, f"差 {number(short)}" if short is not None else "")


def _self_reported(targets: Sequence[Target]) -> dict[tuple[int, date], Decimal]:
    """What units said where the office found a figure, by target and reporting date."""
    rows = ReportFigure.objects.filter(target__in=targets, verified__isnull=False)
    said = rows.values_list("target", "report__round__due", "value")
    return {(target, due): value for target, due, value in said if value is not None}
