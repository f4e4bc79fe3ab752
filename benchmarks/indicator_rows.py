"""A province's indicators in rows: places below it, indicators of every method, figures of ten years, invented.

In: how many places.  Out: one set with fields, a scheme, targets and figures in the database.
All places are judged by the province's targets, a mid-term and a last one each, some from a baseline of their own.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

INDICATORS, FIELDS, SINCE, YEARS = 50, 5, 2015, 10
AT = datetime(2026, 2, 10, 2, 0, tzinfo=UTC)
BATCH = 5_000
DIRECTIONS = ("higher_is_better", "higher_is_better", "lower_is_better", "within_range", "higher_is_better")
METHODS = "ratio auto inverse interval scaled ratio keep inverse interval met".split()
FIGURES = """
WITH RECURSIVE years (year) AS (SELECT CAST(%s AS INTEGER) UNION ALL SELECT year + 1 FROM years WHERE year < %s)
INSERT INTO indicators_observation (indicator_id, jurisdiction_id, year, value, {others})
SELECT i.id, j.id, years.year, ((j.id * 7919 + i.id * 10472 + years.year * 12997) %% 15000) * 0.01, {others}
FROM years CROSS JOIN organizations_jurisdiction j CROSS JOIN indicators_indicator i
CROSS JOIN indicators_observation pattern
WHERE j.parent_id IS NOT NULL
"""


def fill(places: int) -> Any:
    """The set; its figures are what is measured."""
    from duban.apps.indicators.models import IndicatorSet
    from duban.apps.organizations.models import Jurisdiction, Level

    province = Jurisdiction.objects.create(name="青泽省", level=Level.PROVINCE)
    Jurisdiction.objects.bulk_create(
        [
            Jurisdiction(name=f"第{at}县", level=Level.COUNTY, parent=province, path=f"{province.path}c{at}/", order=at)
            for at in range(places)
        ]
    )
    made = IndicatorSet.objects.create(
        jurisdiction=province,
        title="指标（虚构）",
        starts=SINCE - 1,
        ends=SINCE + YEARS - 1,
        state="in_force",
        shares_targets=True,
    )
    indicators = _indicators(made)
    _targets(indicators, [province])
    _figures(_pattern(indicators[0], province))
    return made


def _indicators(made: Any) -> list[Any]:
    from duban.apps.indicators.models import Indicator, IndicatorField, Scheme, SchemeField, SchemeLine

    scheme = Scheme.objects.create(indicator_set=made, number=1, since=date(2015, 1, 1), made_at=AT, made_by="督小青")
    fields = [IndicatorField.objects.create(indicator_set=made, title=f"领域{at}", order=at) for at in range(FIELDS)]
    SchemeField.objects.bulk_create([SchemeField(scheme=scheme, field=field, weight=2) for field in fields])
    rows = [
        Indicator.objects.create(
            indicator_set=made,
            field=fields[at % FIELDS],
            order=at,
            name=f"指标{at}",
            direction=DIRECTIONS[at % 5],
            kind="composite" if at in (0, 10) else "value",
            baseline_year=SINCE,
        )
        for at in range(INDICATORS)
    ]
    for at, whole in ((1, 0), (2, 0), (11, 10), (12, 10)):
        rows[at].parent = rows[whole]
        rows[at].save(update_fields=["parent"])
    SchemeLine.objects.bulk_create(
        [
            SchemeLine(
                scheme=scheme,
                indicator=row,
                weight=1 + row.order % 3,
                method=METHODS[row.order % 10],
                lower=Decimal(20) if row.order % 5 == 3 else None,
                upper=Decimal(200) if row.order % 5 == 3 else None,
                must_pass=row.order == 49,
            )
            for row in rows
        ]
    )
    return rows


def _targets(indicators: list[Any], places: list[Any]) -> None:
    """A mid-term and a last one each."""
    from duban.apps.indicators.models import IndicatorTarget

    holds = {"higher_is_better": ">=", "lower_is_better": "<=", "within_range": "range"}
    rows = (
        IndicatorTarget(
            indicator=row,
            jurisdiction=place,
            year=year,
            text="目标",
            rule="range" if row.direction == "within_range" else "value",
            goal=Decimal(70 + row.order + at),
            goal_to=Decimal(110 + row.order),
            holds=holds[row.direction],
        )
        for place in places
        for row in indicators
        if row.kind != "composite"
        for at, year in ((0, SINCE + 4), (10, SINCE + YEARS - 1))
    )
    IndicatorTarget.objects.bulk_create(rows, batch_size=BATCH)


def _pattern(indicator: Any, place: Any) -> Any:
    from duban.apps.indicators.models import Observation

    return Observation.objects.create(
        indicator=indicator,
        jurisdiction=place,
        year=SINCE,
        value=0,
        status="published",
        source="演示数据（虚构）",
        entered_by="督小青",
        entered_at=AT,
    )


def _figures(pattern: Any) -> None:
    """All like the one given, which goes; a composite's too, though nobody asks for it: a million is a million."""
    from django.db import connection

    own = {"id", "indicator_id", "jurisdiction_id", "year", "value"}
    columns = [field.column for field in pattern._meta.concrete_fields if field.column not in own]
    with connection.cursor() as cursor:
        others = ", ".join(f"pattern.{column}" for column in columns)
        sql = FIGURES.replace("{others}", ", ".join(columns), 1).replace("{others}", others)
        cursor.execute(sql, [SINCE, SINCE + YEARS - 1])
    pattern.delete()
