"""Which indicator of a set a row of a draft is: by number and name, else by a name that occurs once on both sides.

In: rows, indicators.  Out: pairs; the set of a place that has most of the rows already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from duban.apps.indicators.models import DraftIndicator, Indicator, IndicatorSet
from duban.apps.plans.comparing.sides import squeezed
from duban.rulebook.indicators import IndicatorKind, SetState

Key = tuple[str, ...]


class Likeliest(NamedTuple):
    indicator_set: IndicatorSet
    matches: int


def pairs(rows: Iterable[DraftIndicator], indicators: Iterable[Indicator]) -> dict[int, Indicator]:
    """By the key of the row; composites are not compared, their parts are."""
    found: dict[int, Indicator] = {}
    left = [row for row in rows if not row.removed]
    free = [one for one in indicators if one.kind != IndicatorKind.COMPOSITE]
    for exact in (True, False):
        known = _once({one.pk: _key(one, exact=exact) for one in free})
        asked = _once({row.pk: _row_key(row, exact=exact) for row in left})
        by_key = {one.pk: one for one in free}
        found |= {asked[key]: by_key[known[key]] for key in asked.keys() & known.keys()}
        taken = {one.pk for one in found.values()}
        left = [row for row in left if row.pk not in found]
        free = [one for one in free if one.pk not in taken]
    return found


def likeliest_set(place: int, rows: Sequence[DraftIndicator]) -> Likeliest | None:
    """One that has at least half of them, the best; closed ones are not changed any more."""
    sets = IndicatorSet.objects.filter(jurisdiction=place).exclude(state=SetState.CLOSED)
    by_set: dict[int, list[Indicator]] = defaultdict(list)
    for one in Indicator.objects.filter(indicator_set__in=sets).select_related("parent"):
        by_set[one.indicator_set_id].append(one)
    counted = {key: len(pairs(rows, held)) for key, held in by_set.items()}
    best = max(counted, key=lambda key: (counted[key], key), default=None)
    if best is None or not rows or 2 * counted[best] < len(rows):
        return None
    return Likeliest(IndicatorSet.objects.get(pk=best), counted[best])


def _once(keys: Mapping[int, Key]) -> dict[Key, int]:
    """Keys that only one has."""
    held: dict[Key, list[int]] = defaultdict(list)
    for one, key in keys.items():
        held[key].append(one)
    return {key: ones[0] for key, ones in held.items() if len(ones) == 1}


def _key(one: Indicator, *, exact: bool) -> Key:
    name = squeezed(one.name)
    return (one.number, one.part, name) if exact else (squeezed(one.parent.name) if one.parent else "", name)


def _row_key(row: DraftIndicator, *, exact: bool) -> Key:
    name = squeezed(row.name)
    return (row.number, row.part, name) if exact else (squeezed(row.parent), name)
