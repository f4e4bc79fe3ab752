"""The order of a set's indicators: wholes one after another, each followed by its parts.

In: the indicators of a set.  Out: them in that order, numbered; a row put behind another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from duban.apps.indicators.models import Indicator, IndicatorSet
from duban.rulebook.refusals import Conflict


def in_outline(rows: Iterable[Indicator]) -> list[Indicator]:
    """Parts behind their whole, whatever their numbers say."""
    parts: dict[int, list[Indicator]] = defaultdict(list)
    ordered = sorted(rows, key=lambda row: (row.order, row.pk))
    for row in ordered:
        if row.parent_id:
            parts[row.parent_id].append(row)
    return [one for row in ordered if not row.parent_id for one in (row, *parts[row.pk])]


def renumber(indicator_set: IndicatorSet, *, moved: Indicator | None = None, after: Indicator | None = None) -> None:
    """Number all from 1; `moved` stands behind `after`, a row beside it, or first among those."""
    rows = list(indicator_set.indicators.all())
    if moved is not None:
        beside = [row for row in in_outline(rows) if row.parent_id == moved.parent_id and row.pk != moved.pk]
        keys = [row.pk for row in beside]
        if after is not None and after.pk not in keys:
            raise Conflict("指标已变动，请刷新后再移动")
        beside.insert(keys.index(after.pk) + 1 if after is not None else 0, moved)
        places = {row.pk: place for place, row in enumerate(beside)}
        for row in rows:
            row.order = places.get(row.pk, row.order)
    changed = []
    for number, row in enumerate(in_outline(rows), 1):
        if row.order != number or moved is not None:
            row.order = number
            changed.append(row)
    Indicator.objects.bulk_update(changed, ["order"], batch_size=500)
