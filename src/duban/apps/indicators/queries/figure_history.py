"""The history of a figure: who entered what when, whose figure it is, what it replaced and why.

In: an indicator, a place, who looks.  Out: `Line`s, the newest period in front; at most three queries.
"""

from __future__ import annotations

from dataclasses import dataclass

from duban.apps.indicators.models import Indicator, Observation
from duban.apps.indicators.queries import observations as queries
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import SetState
from duban.rulebook.permissions import Permission, can


@dataclass(frozen=True, slots=True)
class Line:
    """One figure as it was entered. `standing`: what became of it; `may_withdraw`: by whoever looks."""

    row: Observation
    standing: str
    may_withdraw: bool

    @property
    def is_used(self) -> bool:
        return self.row.is_current


def history_of(indicator: Indicator, place: Jurisdiction, actor: Actor, *, year: int | None = None) -> list[Line]:
    rows = Observation.objects.visible_to(actor).filter(indicator=indicator, jurisdiction=place)
    if year is not None:
        rows = rows.filter(year=year)
    found = list(rows.select_related("unit").order_by("-year", "-month", "-rank", "-pk"))
    given = _given(indicator, place, actor) if found else ()
    replaced = {row.replaces_id for row in found if row.replaces_id}
    return [
        Line(row, _standing(row, replaced), row.is_current and not row.report_figure_id and row.status in given)
        for row in found
    ]


def _given(indicator: Indicator, place: Jurisdiction, actor: Actor) -> tuple[str, ...]:
    """Which figures the actor may take back here."""
    if indicator.indicator_set.state == SetState.DRAFT or not can(actor, Permission.ENTER_OBSERVATION):
        return ()
    return queries.statuses_for(actor, indicator, place, queries.led_by(actor, [indicator]))


def _standing(row: Observation, replaced: set[int]) -> str:
    if row.counts:
        return "采用"
    if row.is_current:
        return "未采用"
    return "已更正" if row.pk in replaced else "已撤回"
