"""What targets mean in figures: goal, goal_to and holds, kept beside the words so that the database judges too.

In: rows of targets, after target, baseline or direction changed.  Out: the rows that changed, saved.
持续提升: better than the year before where that has a figure; all else counts from the baseline.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import prefetch_related_objects

from duban.apps.indicators.measuring.baselines import baseline_of, baseline_year, newest
from duban.apps.indicators.models import IndicatorTarget, Observation
from duban.rulebook.indicators import Direction, TargetRule
from duban.rulebook.target_rules import Meaning, meaning

STORED = Decimal("0.000001")
MEANING = ("goal", "goal_to", "holds")
Figures = Mapping[tuple[int, int], list[Observation]]


def meaning_of(target: IndicatorTarget, *, baseline: Decimal | None, baseline_year: int | None) -> Meaning:
    """What the row's rule means with this baseline; for a page that shows it before anything is saved."""
    return meaning(
        TargetRule(target.rule),
        target.amount,
        comparator=target.comparator,
        value=target.value,
        value_to=target.value_to,
        baseline=baseline,
        baseline_year=baseline_year,
        year=target.year,
        direction=Direction(target.indicator.direction) if target.indicator.direction else None,
    )


def write_meanings(targets: Iterable[IndicatorTarget]) -> list[IndicatorTarget]:
    """Write goal, goal_to and holds of saved rows, in as many queries for any number; those changed are returned."""
    rows = list(targets)
    prefetch_related_objects(rows, "indicator__indicator_set")
    figures = _figures(rows)
    changed = [row for row in rows if _write(row, figures)]
    if changed:
        IndicatorTarget.objects.bulk_update(changed, MEANING, batch_size=500)
    return changed


def write_meanings_after(figures: Iterable[Observation]) -> list[IndicatorTarget]:
    """After figures were entered, corrected or withdrawn: of the targets that count from them."""
    told = {(one.indicator_id, one.jurisdiction_id, one.year) for one in figures}
    rows = IndicatorTarget.objects.select_related("indicator__indicator_set").filter(
        indicator__in={indicator for indicator, _, _ in told}, jurisdiction__in={place for _, place, _ in told}
    )
    return write_meanings(row for row in rows if told & _counts_from(row))


def _counts_from(row: IndicatorTarget) -> set[tuple[int, int, int]]:
    years = {baseline_year(row.indicator)}
    if row.rule == TargetRule.IMPROVE:
        years.add(row.year - 1)
    return {(row.indicator_id, row.jurisdiction_id, year) for year in years}


def _write(row: IndicatorTarget, figures: Figures) -> bool:
    old = [getattr(row, name) for name in MEANING]
    start, since = _start(row, figures.get((row.indicator_id, row.jurisdiction_id), []))
    meant = meaning_of(row, baseline=start, baseline_year=since)
    row.goal, row.goal_to, row.holds = _stored(meant.goal), _stored(meant.goal_to), meant.comparator
    return [getattr(row, name) for name in MEANING] != old


def _start(row: IndicatorTarget, figures: list[Observation]) -> tuple[Decimal | None, int]:
    if row.rule == TargetRule.IMPROVE and (before := newest(figures, row.year - 1)):
        return before.value, before.year
    return baseline_of(row.indicator, row.jurisdiction_id, figures), baseline_year(row.indicator)


def _stored(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(STORED, ROUND_HALF_UP)


def _figures(rows: Iterable[IndicatorTarget]) -> Figures:
    """Only of the years that a meaning counts from."""
    known = list(rows)
    years = {baseline_year(row.indicator) for row in known} | {row.year - 1 for row in known}
    found: dict[tuple[int, int], list[Observation]] = defaultdict(list)
    for one in Observation.objects.filter(
        indicator__in={row.indicator_id for row in known},
        jurisdiction__in={row.jurisdiction_id for row in known},
        year__in=years,
        counts=True,
    ):
        found[one.indicator_id, one.jurisdiction_id].append(one)
    return found
