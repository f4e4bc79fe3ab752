"""One indicator as its page shows it: standing, curve, tasks that serve it, documents that told of it.

In: an indicator, a `Look`, who looks.  Out: `IndicatorView`; a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duban.apps.indicators.measuring import IndicatorStanding, scheme_on, standing_of
from duban.apps.indicators.models import (
    Evaluation,
    Indicator,
    IndicatorTask,
    IndicatorUnit,
    Scheme,
    TargetLink,
)
from duban.apps.indicators.queries.looks import Look
from duban.apps.indicators.queries.set_standing import Line
from duban.apps.indicators.queries.task_plans import Light, lights_of
from duban.apps.indicators.showing import words
from duban.apps.indicators.showing.curves import YearRow, curve_of, rows_of
from duban.apps.progress.standings.said import figures_of
from duban.apps.web.year_curves import YearCurve
from duban.rulebook.actors import Actor
from duban.rulebook.figures import plain
from duban.rulebook.pace_facts import Figure
from duban.rulebook.tasks import ResponsibilityRole


@dataclass(frozen=True, slots=True)
class Linked:
    """A task's quantified target that is this indicator's, with the newest figure of the task."""

    link: TargetLink
    figure: Figure | None
    is_seen: bool

    @property
    def value(self) -> str:
        return plain(self.figure.value) if self.figure else ""


@dataclass(frozen=True, slots=True)
class IndicatorView:
    look: Look
    standing: IndicatorStanding
    scheme: Scheme | None
    curve: YearCurve | None
    rows: list[YearRow]
    lead: list[IndicatorUnit]
    support: list[IndicatorUnit]
    tasks: list[tuple[IndicatorTask, Light | None]]
    linked: list[Linked]
    evaluations: Sequence[Evaluation]

    @property
    def line(self) -> Line:
        return Line(self.standing, "", (), frozenset())

    @property
    def parts(self) -> list[Line]:
        return [Line(part, "", (), frozenset(), is_part=True) for part in self.standing.parts]

    @property
    def needed(self) -> str:
        return words.need_words(self.standing)


def indicator_view(indicator: Indicator, look: Look, actor: Actor, *, on: date) -> IndicatorView:
    scheme = scheme_on(look.indicator_set, look.last_day)
    standing = standing_of(indicator, year=look.year, month=look.month, place=look.place, scheme=scheme)
    units = [one for one in indicator.units.select_related("unit", "unit_group") if one.through_id is None]
    tasks = list(indicator.tasks.select_related("task"))
    links = list(indicator.target_links.select_related("target__task").order_by("year", "pk"))
    lights = lights_of([one.task_id for one in tasks] + [one.target.task_id for one in links], actor, on=on)
    figures = figures_of(one.target_id for one in links)
    told = Evaluation.objects.visible_to(actor).filter(indicator_set=indicator.indicator_set)
    return IndicatorView(
        look=look,
        standing=standing,
        scheme=scheme,
        curve=curve_of(standing),
        rows=rows_of(standing),
        lead=[one for one in units if one.role == ResponsibilityRole.LEAD],
        support=[one for one in units if one.role != ResponsibilityRole.LEAD],
        tasks=[(one, lights.get(one.task_id or 0)) for one in tasks],
        linked=[_linked(one, figures, set(lights)) for one in links],
        evaluations=list(told.select_related("dispatch")[:12]),
    )


def _linked(link: TargetLink, figures: dict[int, list[Figure]], seen: set[int]) -> Linked:
    """Figures of a task are shown to whom the task is."""
    is_seen = link.target.task_id in seen
    said = figures.get(link.target_id, []) if is_seen else []
    return Linked(link, said[-1] if said else None, is_seen)
