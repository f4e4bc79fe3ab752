"""The figure an indicator has for the period of a round, for the report that asks for the same figure.

In: a report, its targets, who fills it.  Out: `Offer`s by target; two queries, one where no target is linked.
What reports themselves brought to the indicator is not offered back to them.
"""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from duban.apps.indicators.models import Indicator, Observation, TargetLink
from duban.apps.indicators.report_following import period_of
from duban.apps.progress.models import Report
from duban.apps.progress.offers import Offer
from duban.apps.web.templatetags.duban import short_day
from duban.rulebook.actors import Actor


def find_offers(report: Report, targets: Collection[int], actor: Actor) -> dict[int, Offer]:
    """Of what was entered by hand the figure with the best status, for the place of the task."""
    seen = Indicator.objects.visible_to(actor).order_by().values("pk")
    links = TargetLink.objects.filter(target__in=targets, indicator__in=seen)
    linked = dict(links.order_by().values_list("target", "indicator"))
    figures = _figures(report, linked.values()) if linked else {}
    return {target: _offer(figures[key]) for target, key in linked.items() if key in figures}


def _figures(report: Report, indicators: Collection[int]) -> dict[int, Observation]:
    year, month = period_of(report.round.due)
    rows = Observation.objects.filter(
        indicator__in=indicators,
        jurisdiction=report.task.jurisdiction_id,
        year=year,
        month=month,
        is_current=True,
        report_figure=None,
    )
    return {row.indicator_id: row for row in rows.order_by("rank", "pk")}  # the last of each is the best


def _offer(row: Observation) -> Offer:
    day = short_day(timezone.localtime(row.entered_at).date())
    return Offer(row.value, "指标填报", f"{row.source}，{day}")
