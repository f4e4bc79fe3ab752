"""The results of an evaluation as they are kept when it goes out: each indicator with method, inputs, working, class,
forecast and the keys of the figures it was computed from; the indexes; the version of the scheme.

In: `Ground`, figures.  Out: JSON; nothing changes it after its document is issued.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from duban.apps.dispatch.live.figures import Figure, kept
from duban.apps.indicators.evaluating.ground import Ground
from duban.apps.indicators.evaluating.periods import last_day
from duban.apps.indicators.measuring import FieldStanding, IndicatorStanding
from duban.apps.indicators.models import Observation, Scheme
from duban.rulebook.attainment import Attainment
from duban.rulebook.figures import plain
from duban.rulebook.indicator_index import Index


def results_of(ground: Ground, figures: Mapping[str, Figure], text: str) -> dict[str, Any]:
    now = ground.standing
    return {
        "as_of": last_day(now.year, now.month).isoformat(),
        "text": text,
        "figures": kept(figures),
        "items": [item_of(one) for one in now.every],
        "fields": [_field(one) for one in now.fields],
        "index": _index(now.index),
        "final_index": _index(now.final),
        "scheme": _scheme(now.scheme) if now.scheme else {},
    }


def item_of(one: IndicatorStanding) -> dict[str, Any]:
    """One indicator or part; `figures`: the keys of every figure that counted, by year."""
    return {
        "key": one.indicator.pk,
        "number": one.indicator.number,
        "part": one.indicator.part,
        "name": one.indicator.name,
        "unit": one.indicator.unit,
        "weight": str(one.weight),
        "baseline": _number(one.baseline),
        "attainment": _attainment(one.attainment),
        "final": _attainment(one.final),
        "class": one.pace.standing.value,
        "pace": one.pace.words,
        "forecast": {"outlook": one.forecast.outlook.value, "words": one.forecast.words},
        "figure": _figure(one.figure) if one.figure else None,
        "figures": {str(year): found.pk for year, found in sorted(one.figures.items())},
        "targets": [
            {"year": target.year, "level": target.level, "text": target.text, "goal": _number(target.goal)}
            for target in one.all_targets
        ],
    }


def _attainment(found: Attainment) -> dict[str, Any]:
    return {
        "percent": _exact(found.percent),
        "shown": found.shown,
        "is_met": found.is_met,
        "method": found.method.value,
        "reason": found.reason,
        "must_pass": found.must_pass,
        "inputs": [list(pair) for pair in found.inputs],
        "working": found.working,
    }


def _figure(row: Observation) -> dict[str, Any]:
    return {
        "key": row.pk,
        "value": _number(row.value),
        "numerator": _number(row.numerator),
        "denominator": _number(row.denominator),
        "year": row.year,
        "month": row.month,
        "status": row.status,
        "source": row.source,
    }


def _field(one: FieldStanding) -> dict[str, Any]:
    key = one.field.pk if one.field else None
    return {"key": key, "name": one.name, "weight": str(one.weight), "index": _index(one.index)}


def _index(index: Index) -> dict[str, Any]:
    return {
        "percent": _exact(index.percent),
        "shown": index.shown,
        "working": index.working,
        "coverage": str(index.coverage),
        "passes": index.passes,
    }


def _scheme(scheme: Scheme) -> dict[str, Any]:
    return {
        "key": scheme.pk,
        "number": scheme.number,
        "since": scheme.since.isoformat(),
        "cap": scheme.cap,
        "tolerance": str(scheme.tolerance),
        "points": [scheme.behind_points, scheme.severe_points, scheme.ahead_points],
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
