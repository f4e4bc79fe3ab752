"""The indexes of many places for some years, computed and ranked by the database in one statement.

In: a set, places, years, a version of the scheme.  Out: rows by place and year; attainments one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from duban.apps.indicators.models import IndicatorSet, Scheme
from duban.apps.indicators.queries import attainment_sql, index_sql
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.attainment import Terms

LEAST_COVERAGE = 0.5  # of the weights must have figures before a place is ranked
ATTAINMENT = ("line", "own", "lent", "span", "aim", "ends", "method", "terms", "each", "judged", "raw", "reached")
INDEX = ("summed", "whole", "field", "by_field", "overall", "ranked")
ONCE = ("line", "own", "aim", "terms", "each", "summed", "field", "by_field", "overall")  # else computed wherever used


@dataclass(slots=True)
class PlaceIndex:
    """`judged`, `failed` and `passed` count indicators, the last two must-pass ones; `fields` by key, 0: without."""

    place: int
    year: int
    index: float | None
    rank: int | None
    coverage: float
    judged: int
    failed: int
    passed: int
    fields: dict[int, float | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose attainment from which year to which: of the last one up to `month`, of those before as a whole."""

    indicator_set: IndicatorSet
    places: QuerySet[Jurisdiction]
    first: int
    last: int
    month: int
    scheme: Scheme | None

    def statement(self, tables: Iterable[str], result: str) -> tuple[str, dict[str, Any]]:
        """The named tables and what is selected from them, with parameters."""
        places, own = self.places.order_by().values("pk").query.sql_with_params()
        named = {f"place_{at}": value for at, value in enumerate(own)}
        written = ["place (id) AS ({})".format(places % tuple(f"%({name})s" for name in named))]
        limit = "12" if self.month == 12 else "(CASE WHEN o.year = %(last)s THEN %(month)s ELSE 12 END)"
        for name in tables:
            text = getattr(attainment_sql, name.upper(), None) or getattr(index_sql, name.upper())
            kept = "MATERIALIZED " if name in ONCE else ""
            written.append(f"{name} AS {kept}({text.replace('{limit}', limit)})")
        return f"WITH {', '.join(written)} {result}", named | self._parameters()

    def _parameters(self) -> dict[str, Any]:
        terms = Terms() if self.scheme is None else self.scheme
        return {
            "set": self.indicator_set.pk,
            "home": self.indicator_set.jurisdiction_id,
            "shares": self.indicator_set.shares_targets,
            "scheme": self.scheme.pk if self.scheme else 0,
            "caps": terms.cap,
            "tolerance": terms.tolerance,
            "first": self.first,
            "last": self.last,
            "month": self.month,
            "least": LEAST_COVERAGE,
        }


def indexes(asked: Asked) -> list[PlaceIndex]:
    """One row for each place and year with any figure that could be judged."""
    found: dict[tuple[int, int], PlaceIndex] = {}
    fields: dict[tuple[int, int], dict[int, float | None]] = defaultdict(dict)
    rows = _rows(asked, (*ATTAINMENT, *INDEX), index_sql.RESULT)
    for is_field, place, year, key, percent, rank, coverage, judged, failed, passed in rows:
        if is_field:
            fields[place, year][key or 0] = percent
        else:
            own = fields[place, year]
            found[place, year] = PlaceIndex(place, year, percent, rank, coverage or 0.0, judged, failed, passed, own)
    return list(found.values())


def attainments(asked: Asked) -> dict[tuple[int, int, int], tuple[float | None, bool | None]]:
    """Percent and verdict by indicator, place and year; composites too."""
    result = "SELECT indicator_id, place_id, year, percent, is_met FROM reached"
    rows = _rows(asked, (*ATTAINMENT, "summed", "whole"), f"{result} UNION ALL {result.replace('reached', 'whole')}")
    return {
        (indicator, place, year): (percent, None if is_met is None else bool(is_met))
        for indicator, place, year, percent, is_met in rows
    }


def _rows(asked: Asked, tables: Iterable[str], result: str) -> list[tuple[Any, ...]]:
    try:
        sql, parameters = asked.statement(tables, result)
    except EmptyResultSet:  # no places are asked for
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
